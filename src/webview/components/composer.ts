import { html, LitElement, nothing, type TemplateResult } from "lit";
import { recalledText } from "../../shared/chat/recalledText.ts";
import { parseSlash } from "../../shared/chat/slash.ts";
import type { Conversation } from "../../shared/chat/state.ts";
import type { SelectionOffer, Setup, WaitingAttachment } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { ChatSettings, hasOptions } from "./chatSettings.ts";
import { Completions } from "./completions.ts";
import { ComposerNotice, type ComposerNoticeContent } from "./composerNotice.ts";
import { ContextList } from "./contextList.ts";
import { receiveFiles } from "./droppedFiles.ts";
import { effortLabel } from "./effortLabel.ts";
import { EnterKey } from "./enterKey.ts";
import { icon } from "./icon.ts";
import { inPage } from "./inPage.ts";
import { ModelNotice } from "./modelNotice.ts";
import { RecallKeys } from "./recallKeys.ts";
import { requestSize } from "./requestSize.ts";
import { sizeHint } from "./sizeHint.ts";
import { runSlash, type SlashComposer } from "./slashRunner.ts";

/**
 * Where a question is written, with what goes along with it. The page brings the text field, which may have been
 * written in already; the bar below it is drawn here.
 */
export class Composer extends LitElement {
  static override properties = {
    panel: { attribute: false },
    attachments: { attribute: false },
    offer: { attribute: false },
    setup: { attribute: false },
    running: { attribute: false },
    conversation: { attribute: false },
    showsSettings: { state: true },
    notice: { state: true },
  };
  declare panel: Panel;
  declare attachments: readonly WaitingAttachment[];
  /** What is selected in the editor, and not attached. */
  declare offer: SelectionOffer | undefined;
  /** Absent until the host has said what it is. */
  declare setup: Setup | undefined;
  /** Whether an answer is on its way. */
  declare running: boolean;
  /** Absent until the host has said what it is. */
  declare conversation: Conversation | undefined;
  declare private showsSettings: boolean;
  /** Why the text was not sent. */
  declare private notice: ComposerNoticeContent | undefined;

  readonly #enter = new EnterKey();
  readonly #recall = new RecallKeys({
    area: this.#area,
    write: (text) => this.#write(text),
    asked: () => (this.conversation?.turns ?? []).toReversed().flatMap(({ question }) => recalledText(question) ?? []),
    askedElsewhere: () => this.panel.host.earlierQuestions(undefined),
  });
  readonly #slash: SlashComposer = {
    takeText: () => {
      const { value } = this.#area;
      this.#write("");
      this.#area.focus();
      return value;
    },
    giveBack: (text) => this.insert(text),
    openList: () => {
      this.insert("/");
      this.#area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    sendAsText: () => {
      this.#sendText();
      this.#area.focus();
    },
    tell: (notice) => {
      this.notice = notice;
    },
  };
  /** The conversation that the text belongs to; undefined until the host has said what it is. */
  #draftOf: string | undefined;
  /** The draft that the page began with. */
  #begunWith = "";

  constructor() {
    super();
    this.attachments = [];
    this.running = false;
    this.conversation = undefined;
    this.showsSettings = false;
    this.notice = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const area = this.#area;
    area.addEventListener("input", () => this.#changed());
    area.addEventListener("keydown", (event) => this.#pressed(event));
    area.addEventListener("keyup", () => this.#enter.keyReleased());
    area.addEventListener("compositionend", (event) => this.#enter.compositionEnded(event));
  }

  /** Puts the caret into the text, and `added` before it. What was there stays below. */
  insert(added: string): void {
    const draft = this.#area.value;
    if (added !== "") {
      this.#write(draft.trim() === "" ? added : `${added}\n\n${draft}`);
      this.#area.setSelectionRange(added.length, added.length);
    }
    this.#area.focus();
  }

  /** Puts `added` below the text, and the caret below that. */
  quote(added: string): void {
    const draft = this.#area.value.trimEnd();
    this.#write(draft === "" ? `${added}\n\n` : `${draft}\n\n${added}\n\n`);
    this.#area.focus();
    this.#area.setSelectionRange(this.#area.value.length, this.#area.value.length);
    this.#area.scrollTop = this.#area.scrollHeight;
  }

  /** Goes over to the draft of a conversation, with what was typed before it was known which one is shown. */
  bringDraft(conversationId: string): void {
    const before = this.#draftOf;
    if (before === conversationId) return;
    this.#draftOf = conversationId;
    const { value } = this.#area;
    const { draft } = this.panel.memory;
    if (before !== undefined) this.#write(draft);
    else if (draft === this.#begunWith) this.#changed();
    else this.#write(draft + (value.startsWith(this.#begunWith) ? value.slice(this.#begunWith.length) : value));
  }

  protected override createRenderRoot(): HTMLElement {
    return inPage(this, ".composer-bar", HTMLElement);
  }

  protected override firstUpdated(): void {
    this.#begunWith = this.panel.memory.draft;
    if (this.#begunWith !== "") this.#write(this.#begunWith + this.#area.value);
    this.#completions.panel = this.panel;
    this.#completions.follow(this.#area, () => this.#send());
    receiveFiles(this, this.#area, this.panel);
  }

  protected override updated(): void {
    const settings = inPage(this, "ask-chat-settings", ChatSettings);
    settings.panel = this.panel;
    settings.setup = this.setup;
    settings.options = this.conversation?.options ?? {};
    settings.open = this.showsSettings;
    settings.onClose = () => this.#toggleSettings();
    inPage(this, "ask-composer-notice", ComposerNotice).content = this.notice;
    const contexts = inPage(this, "ask-context-list", ContextList);
    contexts.panel = this.panel;
    contexts.attachments = this.attachments;
    contexts.offer = this.offer;
    const notice = inPage(this, "ask-model-notice", ModelNotice);
    notice.panel = this.panel;
    notice.setup = this.setup;
    if (this.setup && this.#area.dataset["entered"] !== undefined) this.#sendEarly();
  }

  protected override render(): TemplateResult {
    const { t, host } = this.panel;
    return html`${iconButton({ icon: "attach", label: t("Add context"), onClick: () => host.addContext(undefined) })}
    ${this.#modelButton()} ${this.#settingsButton()} ${this.#size()}
    ${this.running ? this.#stopButton() : this.#sendButton()}`;
  }

  #modelButton(): TemplateResult | typeof nothing {
    const { t, host } = this.panel;
    // Which model it is, is not known yet; a wrong word for a moment would be worse than none.
    if (!this.setup) return nothing;
    const model = this.setup.model || t("automatic");
    const { endpoint } = this.setup;
    return html`<button
      class="model"
      type="button"
      aria-label=${t("Model: {0}", model)}
      title=${endpoint === "" ? model : t("{0} at {1}", model, endpoint)}
      @click=${() => host.act({ action: "select-model", turnId: "" })}
    >
      <span class="model-name">${model}</span>${icon("chevron-down")}
    </button>`;
  }

  /** Shows the effort where it differs; the model's name is shown beside it in any case. */
  #settingsButton(): TemplateResult {
    const { t } = this.panel;
    const options = this.conversation?.options ?? {};
    const { reasoningEffort: effort } = options;
    const changed = hasOptions(options);
    const name = t("Settings of this chat");
    const own =
      effort === undefined
        ? t("Settings of this chat, not the default")
        : t("Settings of this chat, not the default: {0}", effortLabel(effort, t));
    const label = changed ? own : name;
    return html`<span class="settings-button ${changed ? "changed" : ""}">
      <button
        class="icon-button"
        type="button"
        aria-label=${label}
        title=${label}
        aria-expanded=${this.showsSettings ? "true" : "false"}
        @click=${() => this.#toggleSettings()}
      >
        ${icon("settings")}${effort === undefined ? nothing : html`<span class="effort-name">${effortLabel(effort, t)}</span>`}
      </button>
    </span>`;
  }

  #toggleSettings(): void {
    this.showsSettings = !this.showsSettings;
    if (!this.showsSettings) this.querySelector<HTMLElement>(".settings-button button")?.focus();
  }

  #size(): TemplateResult | typeof nothing {
    const size = requestSize({
      draft: this.#area.value,
      attachments: this.attachments,
      turns: this.conversation?.turns ?? [],
      contextTokens: this.setup?.choices?.contextTokens,
    });
    return size ? sizeHint(size, this.panel.t) : nothing;
  }

  #sendButton(): TemplateResult {
    const { t } = this.panel;
    const empty = this.#area.value.trim() === "";
    return html`<span class="send">
      ${iconButton({
        icon: "arrow-up",
        label: t("Send"),
        unavailable: empty ? t("Write a message first.") : undefined,
        onClick: () => {
          this.#send();
          this.#area.focus();
        },
      })}
    </span>`;
  }

  #stopButton(): TemplateResult {
    const { t, host } = this.panel;
    return html`<span class="send">
      ${iconButton({
        icon: "stop",
        label: t("Stop"),
        onClick: (event) => {
          // Stop appears where Send was: the second click of a double click is not meant for it.
          if (event.detail < 2) host.stop(undefined);
        },
      })}
    </span>`;
  }

  #pressed(event: KeyboardEvent): void {
    const sends = this.#enter.sends(event);
    if (this.#completions.pressed(event, sends)) return;
    if (sends) {
      event.preventDefault();
      this.#send();
    } else if (this.#recall.pressed(event)) event.preventDefault();
  }

  /** Sends what was entered before this script had come, and before the host had said what goes on. */
  #sendEarly(): void {
    delete this.#area.dataset["entered"];
    this.#send();
  }

  #send(): void {
    const slash = parseSlash(this.#area.value);
    if (slash) void runSlash(slash, this.panel, this.#slash);
    else this.#sendText();
  }

  #sendText(): void {
    const text = this.#area.value.trim();
    // A draft that is written while an answer comes waits for its end.
    if (text === "" || this.running) return;
    this.panel.host.submit({ text });
    this.#write("");
  }

  #write(text: string): void {
    this.#area.value = text;
    this.#changed();
  }

  #changed(): void {
    this.notice = undefined;
    if (this.#draftOf !== undefined) this.#keep(this.#draftOf, this.#area.value);
    this.requestUpdate();
  }

  #keep(conversationId: string, text: string): void {
    const { memory, drafts } = this.panel;
    memory.draft = text;
    drafts.changed({ conversationId, text, at: memory.draftAt });
  }

  get #completions(): Completions {
    return inPage(this, "ask-completions", Completions);
  }

  get #area(): HTMLTextAreaElement {
    return inPage(this, "textarea", HTMLTextAreaElement);
  }
}
