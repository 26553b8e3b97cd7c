import * as vscode from "vscode";
import { applyChatEvent } from "../../src/shared/chat/events.ts";
import type { Turn } from "../../src/shared/chat/state.ts";
import type { Remote } from "../../src/shared/protocol/contract.ts";
import { toHost, toPanel, type PanelState } from "../../src/shared/protocol/panel.ts";
import { connect, type Pipe } from "../../src/shared/protocol/rpc.ts";
import type { PageHolder } from "../../src/vscode/chat/pageHolder.ts";
import type { ChatView } from "../../src/vscode/chat/chatView.ts";

/** A panel's page with what holds it. As in VS Code, what it is sent while it cannot be seen is lost. */
export class FakePage implements PageHolder {
  readonly host: Remote<typeof toHost>;
  /** What it has been told; undefined before the first snapshot. */
  state: PanelState | undefined;
  snapshots = 0;
  /** The texts that were put into the composer. */
  readonly focused: string[] = [];
  visible = true;
  badge: vscode.ViewBadge | undefined;
  readonly #pipe: Pipe;
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly #disposed = new vscode.EventEmitter<void>();
  #fromPage: (message: unknown) => void = () => undefined;
  #toPage: (message: unknown) => void = () => undefined;

  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidDispose = this.#disposed.event;

  constructor() {
    this.#pipe = {
      send: (message) => {
        if (this.visible) this.#toPage(structuredClone(message));
      },
      receive: (listener) => {
        this.#fromPage = listener;
      },
    };
    this.host = connect({
      pipe: {
        send: (message) => this.#fromPage(structuredClone(message)),
        receive: (listener) => {
          this.#toPage = listener;
        },
      },
      outgoing: toHost,
      incoming: toPanel,
      handlers: {
        snapshot: (state) => {
          this.snapshots++;
          this.state = state;
        },
        chatEvents: (events) =>
          this.#update((state) => ({ conversation: events.reduce(applyChatEvent, state.conversation) })),
        attachments: (attachments) => this.#update(() => ({ attachments })),
        offer: (offer) => this.#update(() => (offer ? { offer } : {})),
        setup: (setup) => this.#update(() => ({ setup })),
        elsewhere: (elsewhere) => this.#update(() => ({ elsewhere })),
        opened: (opened) => this.#update(() => ({ opened })),
        focusComposer: ({ text }) => void this.focused.push(text),
      },
      onInvalid: (reason) => {
        throw new Error(reason);
      },
      onError: (error) => {
        throw error;
      },
    });
  }

  /** Opens it in a view. */
  static in(view: ChatView): FakePage {
    const page = new FakePage();
    view.attach(page, page.#pipe);
    page.host.ready(undefined);
    return page;
  }

  get turns(): readonly Turn[] {
    return this.state?.conversation.turns ?? [];
  }

  /** The last answer as the page knows it. */
  get answer(): string {
    return this.turns.at(-1)?.answer.text ?? "";
  }

  /** How the last answer stands. */
  get answerState(): string {
    return this.turns.at(-1)?.answer.state.type ?? "";
  }

  /** The page is gone with its state until it is shown again. */
  hide(): void {
    this.visible = false;
    this.state = undefined;
    this.#visibility.fire();
  }

  show(): void {
    this.visible = true;
    this.#visibility.fire();
    this.host.ready(undefined);
  }

  close(): void {
    this.visible = false;
    this.#disposed.fire();
  }

  #update(change: (state: PanelState) => Partial<PanelState>): void {
    if (this.state) this.state = { ...this.state, ...change(this.state) };
  }
}
