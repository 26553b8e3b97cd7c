import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Log } from "../../core/ports/log.ts";
import type { ChatEvent } from "../../shared/chat/events.ts";
import type { Failure } from "../../shared/failures.ts";
import { chatViewId } from "../../shared/ids.ts";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Chats } from "./chats.ts";
import { toStatusText, type ChatStatus } from "./statusText.ts";

/** An item in the status bar that says what goes on and opens the chat. It is there once the assistant is. */
export class StatusBar implements vscode.Disposable {
  readonly #chats: Chats;
  readonly #readSetup: () => Promise<Setup>;
  readonly #log: Log;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: vscode.Disposable;
  #setup: Setup | undefined;
  #failure: Failure | undefined;

  constructor(parts: { readonly chats: Chats; readonly readSetup: () => Promise<Setup>; readonly log: Log }) {
    const { chats } = parts;
    this.#chats = chats;
    this.#readSetup = parts.readSetup;
    this.#log = parts.log;
    this.#item = vscode.window.createStatusBarItem("status", vscode.StatusBarAlignment.Right);
    this.#item.name = "Ask ChatGPT";
    this.#item.command = `${chatViewId}.focus`;
    for (const chat of chats.held()) this.#follow(chat);
    // What another window does in a conversation comes without events of its own.
    this.#subscription = vscode.Disposable.from(
      chats.onDidHold((chat) => this.#follow(chat)),
      chats.onDidChangeRunning(() => this.#draw()),
    );
    void this.refresh();
  }

  /** Shows the state of the connection as it is now. */
  async refresh(): Promise<void> {
    try {
      this.#setup = await this.#readSetup();
      this.#draw();
      this.#item.show();
    } catch (error) {
      this.#log.error("The state of the connection could not be read.", error);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #follow(chat: Chat): void {
    chat.onEvent((event) => this.#heard(event));
  }

  #heard(event: ChatEvent): void {
    switch (event.type) {
      case "turn-started":
      case "turn-restarted":
      case "turn-continued":
        this.#failure = undefined;
        this.#draw();
        return;
      case "request-prepared":
        // The first turn may have picked the model.
        if (this.#setup) this.#setup = { ...this.#setup, model: event.model };
        return;
      case "answer-end":
        this.#failure = event.state.type === "failed" ? event.state.failure : undefined;
        this.#draw();
        return;
      default:
    }
  }

  #draw(): void {
    if (!this.#setup) return;
    const { icon, sentence } = toStatusText(this.#status(), this.#setup, vscode.l10n.t);
    this.#item.text = `$(${icon}) Ask ChatGPT`;
    this.#item.tooltip = sentence;
    this.#item.accessibilityInformation = { label: `Ask ChatGPT. ${sentence}`, role: "button" };
  }

  #status(): ChatStatus {
    const count = this.#chats.held().filter(({ isRunning }) => isRunning).length;
    if (count > 0) return { type: "answering", count };
    return this.#failure ? { type: "failed", failure: this.#failure } : { type: "idle" };
  }
}
