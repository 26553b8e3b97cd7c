import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Log } from "../../core/ports/log.ts";
import { chatViewId } from "../../shared/ids.ts";
import type { Handlers, Remote } from "../../shared/protocol/contract.ts";
import { toHost, toPanel, type Setup } from "../../shared/protocol/panel.ts";
import { connect, type Pipe } from "../../shared/protocol/rpc.ts";
import type { Chats } from "./chats.ts";
import { EventBatcher } from "./eventBatcher.ts";
import type { PendingAttachments } from "./pendingAttachments.ts";

type Panel = Remote<typeof toPanel>;

/**
 * The chat view. It owns nothing: the view can be hidden, moved or reloaded at any time, asks for a snapshot when it
 * is back, and the turn goes on meanwhile.
 */
export class ChatPanel implements vscode.Disposable {
  readonly #chats: Chats;
  readonly #attachments: PendingAttachments;
  readonly #readSetup: () => Promise<Setup>;
  readonly #handlers: Omit<Handlers<typeof toHost>, "ready">;
  readonly #log: Log;
  readonly #disposables: vscode.Disposable[];
  /** Whether the view's script runs and gets messages: they are lost before it says so, and while it is hidden. */
  #ready = false;
  #panel: Panel | undefined;
  #batcher: EventBatcher | undefined;
  #unsubscribe: () => void = () => undefined;
  /** What the composer is to get as soon as the view is there. */
  #pendingFocus: { readonly text: string } | undefined;

  constructor(parts: {
    readonly chats: Chats;
    readonly attachments: PendingAttachments;
    readonly readSetup: () => Promise<Setup>;
    readonly handlers: Omit<Handlers<typeof toHost>, "ready">;
    readonly log: Log;
  }) {
    this.#chats = parts.chats;
    this.#attachments = parts.attachments;
    this.#readSetup = parts.readSetup;
    this.#handlers = parts.handlers;
    this.#log = parts.log;
    this.#disposables = [
      this.#attachments.onDidChange((attachments) => this.#panel?.attachments(attachments)),
      this.#chats.onDidChangeCurrent(() => void this.#show()),
    ];
  }

  /** Takes over a view whose page has been opened. */
  attach(view: vscode.WebviewView, pipe: Pipe): void {
    this.#ready = false;
    this.#panel = connect({
      pipe,
      outgoing: toPanel,
      incoming: toHost,
      handlers: { ...this.#handlers, ready: () => void this.#show() },
      onInvalid: (reason) => this.#log.warn(`The panel sent a message that was dropped: ${reason}.`),
      onError: (error) => this.#log.error("A message of the panel failed.", error),
    });
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#ready = false;
    });
    view.onDidDispose(() => this.#detach());
  }

  /** Brings the panel up; the caret stays where it is unless `focus` asks for the composer. */
  async reveal(options: { readonly focus: boolean; readonly text?: string }): Promise<void> {
    if (options.focus) this.#pendingFocus = { text: options.text ?? "" };
    await vscode.commands.executeCommand(`${chatViewId}.focus`, { preserveFocus: !options.focus });
    this.#sendFocus();
  }

  /** Sends the connection's state again, after a setting or a key changed. */
  async refreshSetup(): Promise<void> {
    const setup = await this.#readSetup();
    this.#panel?.setup(setup);
  }

  dispose(): void {
    this.#detach();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Sends everything, and from then on what changes. */
  async #show(): Promise<void> {
    const [chat, setup] = await Promise.all([this.#chats.current(), this.#readSetup()]);
    const panel = this.#panel;
    if (!panel) return;
    this.#ready = true;
    this.#follow(chat, panel);
    panel.snapshot({ conversation: chat.conversation, attachments: this.#attachments.all, setup });
    this.#sendFocus();
  }

  #follow(chat: Chat, panel: Panel): void {
    this.#unsubscribe();
    this.#batcher?.dispose();
    const batcher = new EventBatcher((events) => panel.chatEvents(events));
    this.#batcher = batcher;
    this.#unsubscribe = chat.onEvent((event) => {
      batcher.add(event);
      // The first turn may have picked the model.
      if (event.type === "request-prepared") void this.refreshSetup();
    });
  }

  #sendFocus(): void {
    if (!this.#pendingFocus || !this.#ready) return;
    this.#panel?.focusComposer(this.#pendingFocus);
    this.#pendingFocus = undefined;
  }

  #detach(): void {
    this.#unsubscribe();
    this.#unsubscribe = () => undefined;
    this.#batcher?.dispose();
    this.#batcher = undefined;
    this.#panel = undefined;
    this.#ready = false;
  }
}
