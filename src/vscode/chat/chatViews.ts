import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";
import { chatViewId, contextKeys } from "../../shared/ids.ts";
import type { OpenedEditor } from "../context/openedEditor.ts";
import { stateKeys } from "../stateKeys.ts";
import { ChatView, type ChatViewParts, type ViewPlace } from "./chatView.ts";
import type { PageHolder } from "./pageHolder.ts";

export type ChatViewsParts = Omit<ChatViewParts, "place"> & {
  readonly opened: Pick<OpenedEditor, "current" | "onDidChange">;
  /** Of the workspace, so that a reloaded window comes back to its own conversation. */
  readonly memory: Memory;
};

/** The views that there are: the sidebar's, always, and those of editor tabs. */
export class ChatViews implements vscode.Disposable {
  readonly sidebar: ChatView;
  readonly #parts: ChatViewsParts;
  readonly #subscriptions: vscode.Disposable;
  readonly #all = new Set<ChatView>();
  #used: ChatView;

  constructor(parts: ChatViewsParts) {
    this.#parts = parts;
    this.sidebar = this.add(sidebarPlace(parts.memory));
    this.#used = this.sidebar;
    this.#subscriptions = vscode.Disposable.from(
      parts.chats.onDidDelete((id) => void this.#leave(id)),
      parts.chats.onDidChangeRunning(() => this.#tellRunning()),
      parts.opened.onDidChange((now) => {
        for (const view of this.#all) void view.showOpened(now);
      }),
    );
  }

  /**
   * The view that was used last, where a command takes place that does not come from a view. A tab behind another one is
   * left alone: bringing it up could cover the code that the command is about.
   */
  get used(): ChatView {
    return this.#used.isVisible ? this.#used : this.sidebar;
  }

  /**
   * The view that a command is about, by what VS Code hands over to it: one argument without a value where its button is
   * in the title of the sidebar's view, the tab's resource and group where it is in the title of a tab, and nothing from
   * the palette and for a key.
   */
  of(commandArguments: readonly unknown[]): ChatView {
    if (commandArguments.length === 0) return this.used;
    const [first, ...others] = commandArguments;
    if (others.length === 0 && (first === undefined || first === null)) return this.sidebar;
    return Array.from(this.#all).find((view) => view.place.isActiveEditor()) ?? this.used;
  }

  /** The views that show a conversation. */
  showing(chat: Chat): readonly ChatView[] {
    return Array.from(this.#all).filter(({ shown }) => shown === chat);
  }

  add(place: ViewPlace): ChatView {
    const view = new ChatView({ ...this.#parts, place });
    this.#all.add(view);
    view.onDidUse(() => {
      this.#used = view;
      this.#tellOfTab();
    });
    view.onDidShow(() => this.#tellRunning());
    return view;
  }

  /** For a tab that has been closed; its answer goes on. */
  remove(view: ChatView): void {
    this.#all.delete(view);
    view.forget();
    view.dispose();
    if (this.#used === view) this.#used = this.sidebar;
    this.#tellRunning();
  }

  attachSidebar(holder: PageHolder, pipe: Pipe): void {
    this.sidebar.attach(holder, pipe);
  }

  /** Stops the conversation of a view; those elsewhere only when nothing runs in it. */
  async stop(view: ChatView): Promise<void> {
    const chat = await view.current();
    for (const one of chat.isRunning ? [chat] : this.#parts.chats.held()) one.stop();
  }

  /** Sends the connection's state again to every view, after a setting or a key changed. */
  async refreshSetup(): Promise<void> {
    await Promise.all(Array.from(this.#all, (view) => view.refreshSetup()));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const view of this.#all) view.dispose();
  }

  #tellRunning(): void {
    const running = this.#parts.chats.running();
    setContext(contextKeys.running, running.length > 0);
    const unseen = running.filter((chat) => this.showing(chat).length === 0);
    const elsewhere = unseen.map(({ conversation: { id, title } }) => ({ id, title }));
    for (const view of this.#all) view.setElsewhere(elsewhere);
    setContext(contextKeys.runningInSidebar, this.sidebar.shown?.isRunning ?? false);
    this.#tellOfTab();
  }

  #tellOfTab(): void {
    const tab = Array.from(this.#all).find(({ place }) => place.isActiveEditor());
    setContext(contextKeys.runningInTab, tab?.shown?.isRunning ?? false);
  }

  /** A view never shows a conversation that has been deleted. */
  async #leave(id: string): Promise<void> {
    const { chats, log } = this.#parts;
    try {
      for (const view of this.#all) {
        const { conversation } = await view.current();
        if (conversation.id === id) await view.show(chats.create());
      }
    } catch (error) {
      log.error("A deleted conversation could not be left.", error);
    }
  }
}

function sidebarPlace(memory: Memory): ViewPlace {
  return {
    viewId: "sidebar",
    remembered: () => memory.get(stateKeys.currentConversation),
    remember: (id) => memory.set(stateKeys.currentConversation, id),
    bringUp: async (options) => {
      await vscode.commands.executeCommand(`${chatViewId}.focus`, options);
    },
    isActiveEditor: () => false,
  };
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
