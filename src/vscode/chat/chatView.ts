import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Handlers, Remote } from "../../shared/protocol/contract.ts";
import { toHost, toPanel, type Draft, type Opened, type RunningChat, type Setup } from "../../shared/protocol/panel.ts";
import type { ConversationOptions } from "../../shared/chat/state.ts";
import { connect, type Pipe } from "../../shared/protocol/rpc.ts";
import type { OpenedEditor } from "../context/openedEditor.ts";
import type { Chats } from "./chats.ts";
import { SelectionOffers } from "../context/selectionOffer.ts";
import { EventBatcher } from "./eventBatcher.ts";
import type { PageHolder } from "./pageHolder.ts";
import { attachmentForPanel, conversationForPanel, eventForPanel } from "./forPanel.ts";
import { PendingAttachments } from "./pendingAttachments.ts";
import { Unsent, type UnsentMemories } from "./unsent.ts";

type Panel = Remote<typeof toPanel>;

/** What the panel's messages do, but for those about the view itself. */
export type ViewHandlers = Omit<Handlers<typeof toHost>, "ready" | "focused" | "draft">;

/** Where a view is on the screen, and which conversation it comes back to. */
export type ViewPlace = {
  /** The same in the window after this one. */
  readonly viewId: string;
  /** The id of the conversation that was shown here last. */
  readonly remembered: () => string | undefined;
  readonly remember: (conversationId: string) => Promise<void>;
  readonly bringUp: (options: { readonly preserveFocus: boolean }) => Promise<void>;
  readonly isActiveEditor: () => boolean;
};

export type ChatViewParts = {
  readonly chats: Chats;
  readonly place: ViewPlace;
  readonly unsent: Promise<UnsentMemories>;
  /** For a conversation that asks for `options`. */
  readonly readSetup: (options: ConversationOptions | undefined) => Promise<Setup>;
  readonly opened: Pick<OpenedEditor, "current">;
  readonly handlersOf: (view: ChatView) => ViewHandlers;
  readonly log: Log;
};

/**
 * One place where a conversation is shown, with what waits in its composer. Its page can be hidden, moved or reloaded at
 * any time: it asks for a snapshot when it is back, and the turn goes on meanwhile.
 */
export class ChatView implements vscode.Disposable {
  readonly attachments: PendingAttachments;
  readonly #parts: ChatViewParts;
  readonly #unsent: Unsent;
  readonly #used = new vscode.EventEmitter<void>();
  readonly #offers = new SelectionOffers((offer) => this.#panel?.offer(offer));
  readonly #showed = new vscode.EventEmitter<Chat>();
  #chat: Promise<Chat> | undefined;
  #shown: Chat | undefined;
  /** Of the conversation that is shown, as far as its page has told. */
  #draft: Draft | undefined;
  #holder: PageHolder | undefined;
  #panel: Panel | undefined;
  /** Whether the page's script runs and gets messages: they are lost before it says so, and while it is hidden. */
  #ready = false;
  #batcher: EventBatcher | undefined;
  #unsubscribe: () => void = () => undefined;
  #elsewhere: readonly RunningChat[] = [];
  #disposed = false;
  /** What the composer is to get as soon as the page is there. */
  #pendingFocus: { readonly text: string } | undefined;

  /** Fires when the person turns to this view, or a command does so for them. */
  readonly onDidUse = this.#used.event;
  /** Fires when it has gone over to a conversation, its first one too. */
  readonly onDidShow = this.#showed.event;

  constructor(parts: ChatViewParts) {
    this.#parts = parts;
    this.attachments = new PendingAttachments((error) => parts.log.error("An attachment was not compared.", error));
    this.attachments.onDidChange((attachments) => this.#panel?.attachments(attachments.map(attachmentForPanel)));
    this.#unsent = new Unsent(parts.unsent, parts.place.viewId, (error) =>
      parts.log.error("What waits in a composer could not be kept.", error),
    );
    void this.#restoreContext();
  }

  get place(): ViewPlace {
    return this.#parts.place;
  }

  /** Whether the person can see it. */
  get isVisible(): boolean {
    return this.#holder?.visible ?? false;
  }

  /** Its conversation as far as it has been loaded. */
  get shown(): Chat | undefined {
    return this.#shown;
  }

  /** Its conversation, loaded on first use; a new one when there is none to go on with. */
  current(): Promise<Chat> {
    if (!this.#chat) {
      this.#chat = this.#restore();
      void this.#showRestored(this.#chat);
    }
    return this.#chat;
  }

  /** Goes over to another conversation. A running answer goes on in the one that is left. */
  async show(chat: Chat): Promise<void> {
    this.#chat = Promise.resolve(chat);
    this.#draft = undefined;
    this.#nowShows(chat);
    this.#keepText(chat);
    await this.#parts.place.remember(chat.conversation.id);
    if (this.#panel) await this.#sendEverything();
  }

  /** Goes over to an empty conversation, unless this one is empty. */
  async startNew(): Promise<Chat> {
    const current = await this.current();
    if (current.conversation.turns.length === 0) return current;
    const chat = this.#parts.chats.create();
    await this.show(chat);
    return chat;
  }

  /** Goes over to a saved conversation. Undefined when it is gone or cannot be read. */
  async open(id: string): Promise<Chat | undefined> {
    const chat = await this.#parts.chats.find(id);
    if (chat) await this.show(chat);
    return chat;
  }

  /** Takes over a page that has been opened. */
  attach(holder: PageHolder, pipe: Pipe): void {
    const { handlersOf, log } = this.#parts;
    this.#detach();
    this.#holder = holder;
    this.#panel = connect({
      pipe,
      outgoing: toPanel,
      incoming: toHost,
      handlers: {
        ...handlersOf(this),
        ready: () =>
          void this.#sendEverything().catch((error: unknown) => log.error("A view could not be filled.", error)),
        focused: () => this.use(),
        draft: ({ conversationId, ...draft }) => {
          if (this.#shown?.conversation.id !== conversationId) return;
          this.#draft = draft;
          this.#keepText(this.#shown);
        },
      },
      onInvalid: (reason) => log.warn(`The panel sent a message that was dropped: ${reason}.`),
      onError: (error) => log.error("A message of the panel failed.", error),
    });
    holder.onDidChangeVisibility(() => {
      if (holder.visible) holder.badge = undefined;
      if (holder.visible || this.#holder !== holder) return;
      this.#ready = false;
      this.#offers.stop();
    });
    holder.onDidDispose(() => {
      // A view that is moved may have its new page before the old one is gone.
      if (this.#holder === holder) this.#detach();
    });
  }

  /** Makes it the view that was used last. */
  use(): void {
    this.#used.fire();
  }

  /** Brings the view up; the caret stays where it is unless `focus` asks for the composer. */
  async reveal(options: { readonly focus: boolean; readonly text?: string }): Promise<void> {
    this.use();
    if (options.focus) this.#pendingFocus = { text: options.text ?? "" };
    await this.#parts.place.bringUp({ preserveFocus: !options.focus });
    this.#sendFocus();
  }

  /** Has its page list the conversations that are being answered and that no view shows. */
  setElsewhere(chats: readonly RunningChat[]): void {
    if (chats.length === 0 && this.#elsewhere.length === 0) return;
    this.#elsewhere = chats;
    this.#panel?.elsewhere(chats);
  }

  /** Says outside, while it is hidden, that there is an answer in it. */
  markUnseen(): void {
    if (!this.#holder || this.isVisible) return;
    this.#holder.badge = { value: 1, tooltip: vscode.l10n.t("There is a new answer.") };
  }

  /** Sends the connection's state again, after a setting or a key changed. */
  async refreshSetup(): Promise<void> {
    if (!this.#panel) return;
    const { conversation } = await this.current();
    const setup = await this.#parts.readSetup(conversation.options);
    this.#panel?.setup(setup);
  }

  /** Says what is open beside it by now; only an empty conversation shows that. */
  async showOpened(opened: Opened): Promise<void> {
    const chat = await this.#chat;
    if (chat?.conversation.turns.length === 0) this.#panel?.opened(opened);
  }

  /** Nothing that waits in it will be wanted again. */
  forget(): void {
    this.#unsent.forget();
  }

  dispose(): void {
    this.#disposed = true;
    this.#detach();
    this.attachments.dispose();
    this.#offers.dispose();
    this.#used.dispose();
    this.#showed.dispose();
  }

  async #restore(): Promise<Chat> {
    const { chats, place } = this.#parts;
    const id = place.remembered();
    const [stored, kept] = await Promise.all([id === undefined ? undefined : chats.find(id), this.#unsent.text()]);
    const own = kept?.conversationId === id ? kept : undefined;
    const chat = stored ?? chats.create(own?.options);
    this.#draft = own?.draft;
    if (!stored) {
      await place.remember(chat.conversation.id);
      this.#keepText(chat);
    }
    return chat;
  }

  async #restoreContext(): Promise<void> {
    const { attachments } = this;
    const waiting = await this.#unsent.context();
    if (this.#disposed) return;
    attachments.restore(waiting);
    attachments.onDidChange((all) => this.#unsent.keepContext(all));
  }

  #keepText({ conversation: { id, turns, options } }: Chat): void {
    this.#unsent.keepText({
      conversationId: id,
      ...(this.#draft && { draft: this.#draft }),
      ...(turns.length === 0 && options && { options }),
    });
  }

  /** Unless another one has been shown meanwhile. Where it failed, the next one who asks tries again. */
  async #showRestored(restored: Promise<Chat>): Promise<void> {
    try {
      const chat = await restored;
      if (this.#chat === restored) this.#nowShows(chat);
    } catch {
      if (this.#chat === restored) this.#chat = undefined;
    }
  }

  #nowShows(chat: Chat): void {
    this.#shown = chat;
    this.#showed.fire(chat);
  }

  /** Sends everything, and from then on what changes. */
  async #sendEverything(): Promise<void> {
    const shown = this.current();
    const chat = await shown;
    const setup = await this.#parts.readSetup(chat.conversation.options);
    const panel = this.#panel;
    const opened = this.#parts.opened.current;
    // Another conversation that is to be shown by now sends itself.
    if (!panel || shown !== this.#chat) return;
    this.#ready = true;
    this.#follow(chat, panel);
    const offer = this.#offers.start();
    panel.snapshot({
      viewId: this.place.viewId,
      ...(this.#draft && { draft: this.#draft }),
      conversation: conversationForPanel(chat.conversation),
      attachments: this.attachments.all.map(attachmentForPanel),
      setup,
      opened,
      elsewhere: this.#elsewhere,
      ...(offer ? { offer } : {}),
    });
    this.#sendFocus();
  }

  #follow(chat: Chat, panel: Panel): void {
    this.#unfollow();
    const batcher = new EventBatcher((events) => panel.chatEvents(events));
    this.#batcher = batcher;
    this.#unsubscribe = chat.onEvent((event) => {
      batcher.add(eventForPanel(event));
      if (event.type === "options-changed") this.#keepText(chat);
      // The first turn may have picked the model, and a failed one shown what the model takes.
      if (["request-prepared", "answer-end", "options-changed"].includes(event.type)) void this.refreshSetup();
    });
  }

  #sendFocus(): void {
    if (!this.#pendingFocus || !this.#ready) return;
    this.#panel?.focusComposer(this.#pendingFocus);
    this.#pendingFocus = undefined;
  }

  #detach(): void {
    this.#unfollow();
    this.#offers.stop();
    this.#holder = undefined;
    this.#panel = undefined;
    this.#ready = false;
  }

  #unfollow(): void {
    this.#unsubscribe();
    this.#unsubscribe = () => undefined;
    this.#batcher?.dispose();
    this.#batcher = undefined;
  }
}
