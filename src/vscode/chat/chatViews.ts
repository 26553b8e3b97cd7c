import * as vscode from "vscode";
import type { Memory } from "../../core/ports/memory.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";
import { chatViewId } from "../../shared/ids.ts";
import type { OpenedEditor } from "../context/openedEditor.ts";
import { stateKeys } from "../stateKeys.ts";
import { ChatView, type ChatViewParts, type PageHolder, type ViewPlace } from "./chatView.ts";

export type ChatViewsParts = Omit<ChatViewParts, "place" | "readOpened"> & {
  readonly opened: OpenedEditor;
  /** Of the workspace, so that a reloaded window comes back to its own conversation. */
  readonly memory: Memory;
};

/** The views that there are: the sidebar's, always, and which of them a command without a view is about. */
export class ChatViews implements vscode.Disposable {
  readonly sidebar: ChatView;
  readonly #parts: ChatViewsParts;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #all = new Set<ChatView>();
  #used: ChatView;

  constructor(parts: ChatViewsParts) {
    this.#parts = parts;
    const { opened, memory } = parts;
    this.sidebar = new ChatView({ ...parts, readOpened: () => opened.current, place: sidebarPlace(memory) });
    this.#used = this.sidebar;
    this.#add(this.sidebar);
    this.#disposables.push(
      parts.chats.onDidDelete((id) => void this.#leave(id)),
      opened.onDidChange((now) => {
        for (const view of this.#all) view.showOpened(now);
      }),
    );
  }

  /** The view that was used last: where a command takes place that does not come from a view. */
  get used(): ChatView {
    return this.#used;
  }

  attachSidebar(holder: PageHolder, pipe: Pipe): void {
    this.sidebar.attach(holder, pipe);
  }

  /** Stops the conversation of the view that was used last; those elsewhere only when nothing runs in it. */
  async stop(): Promise<void> {
    const chat = await this.#used.current();
    for (const one of chat.isRunning ? [chat] : this.#parts.chats.held()) one.stop();
  }

  /** Sends the connection's state again to every view, after a setting or a key changed. */
  async refreshSetup(): Promise<void> {
    await Promise.all(Array.from(this.#all, (view) => view.refreshSetup()));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    for (const view of this.#all) view.dispose();
  }

  #add(view: ChatView): void {
    this.#all.add(view);
    this.#disposables.push(
      view.onDidUse(() => {
        this.#used = view;
      }),
    );
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
    remembered: () => memory.get(stateKeys.currentConversation),
    remember: (id) => memory.set(stateKeys.currentConversation, id),
    bringUp: async (options) => {
      await vscode.commands.executeCommand(`${chatViewId}.focus`, options);
    },
  };
}
