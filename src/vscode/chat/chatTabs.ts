import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { chatEditorType } from "../../shared/ids.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";
import type { ChatView } from "./chatView.ts";
import type { ChatViews } from "./chatViews.ts";
import { holderOf } from "./pageHolder.ts";

export type ChatTabsParts = {
  readonly views: ChatViews;
  /** Fills a tab with the panel's page. */
  readonly openPage: (panel: vscode.WebviewPanel) => Promise<Pipe>;
  /** Of a file in the extension's media folder. */
  readonly media: (name: string) => vscode.Uri;
};

/** Chats as editor tabs. Each has a view of its own, whose page remembers the conversation across a reload. */
export class ChatTabs {
  readonly #parts: ChatTabsParts;
  readonly #tabs = new Map<vscode.WebviewPanel, ChatView>();

  constructor(parts: ChatTabsParts) {
    this.#parts = parts;
  }

  /** Brings up the tab of a conversation, in the active group when there is none yet. */
  async open(chat: Chat): Promise<void> {
    const existing = Array.from(this.#tabs.values()).find(({ shown }) => shown === chat);
    if (existing) return existing.reveal({ focus: true });
    const panel = vscode.window.createWebviewPanel(chatEditorType, titleOf(chat), vscode.ViewColumn.Active);
    const view = this.#add(panel);
    await view.show(chat);
    view.attach(holderOf(panel), await this.#parts.openPage(panel));
    await view.reveal({ focus: true });
  }

  /**
   * Takes over a tab that VS Code has restored.
   *
   * @param state what its page had kept
   */
  restore(panel: vscode.WebviewPanel, pipe: Pipe, state: unknown): void {
    const { conversationId, viewId } = isRecord(state) ? state : {};
    this.#add(panel, toText(viewId), toText(conversationId)).attach(holderOf(panel), pipe);
  }

  #add(panel: vscode.WebviewPanel, viewId?: string, conversationId?: string): ChatView {
    const { views, media } = this.#parts;
    panel.iconPath = { light: media("tab-light.svg"), dark: media("tab-dark.svg") };
    const view = views.add({
      viewId: viewId ?? crypto.randomUUID(),
      remembered: () => conversationId,
      // The page does it.
      remember: async () => undefined,
      bringUp: async ({ preserveFocus }) => panel.reveal(undefined, preserveFocus),
      isActiveEditor: () => panel.active,
    });
    this.#tabs.set(panel, view);
    const title = keepTitle(panel, view);
    panel.onDidChangeViewState(() => {
      if (panel.active) view.use();
    });
    if (panel.active) view.use();
    panel.onDidDispose(() => {
      title.dispose();
      this.#tabs.delete(panel);
      views.remove(view);
    });
    return view;
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Has a tab called like the conversation that it shows. */
function keepTitle(panel: vscode.WebviewPanel, view: ChatView): vscode.Disposable {
  let unsubscribe: (() => void) | undefined;
  view.onDidShow((chat) => {
    unsubscribe?.();
    panel.title = titleOf(chat);
    unsubscribe = chat.onEvent(({ type }) => {
      if (type === "turn-started" || type === "renamed") panel.title = titleOf(chat);
    });
  });
  return { dispose: () => unsubscribe?.() };
}

function titleOf({ conversation }: Chat): string {
  return conversation.title === "" ? vscode.l10n.t("New Chat") : conversation.title;
}
