import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Bulk } from "../../shared/chat/bulk.ts";
import { changedFiles, isDecided, type ProposedFile } from "../../shared/chat/changedFiles.ts";
import { isRunning, type AnswerState, type Answer as ChatAnswer, type SlowNote } from "../../shared/chat/state.ts";
import type { LeftOut } from "../markdown/markdown.ts";
import type { Panel } from "../panel.ts";
import { quoteSelection } from "../quote.ts";
import { actionButtons, iconButton } from "./buttons.ts";
import { CodeBlock, type AnswerProgress } from "./codeBlock.ts";
import { toEndState } from "./endState.ts";
import { facts } from "./facts.ts";
import { failureAlert } from "./failureAlert.ts";
import { Fold } from "./fold.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";
import { showMore } from "./showMore.ts";
import { toWaitingSentence } from "./waitingSentence.ts";

/** How heavy a part of a long answer is drawn at first, and with each "Show more"; code has limits of its own. */
const STEP = 100_000;

/** The model's answer: what was left out of the request, what it thought, the text so far, and how it ended. */
export class Answer extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    askedAt: { attribute: false },
    answer: { attribute: false },
    files: { attribute: false },
    latest: { attribute: false },
    bulk: { attribute: false },
    steps: { state: true },
    leftOut: { state: true },
  };
  declare panel: Panel;
  declare turnId: string;
  /** Milliseconds since the epoch. */
  declare askedAt: number | undefined;
  declare answer: ChatAnswer;
  /** What the answer proposes to change. */
  declare files: readonly ProposedFile[] | undefined;
  declare latest: boolean;
  /** What made the question long, when it was too long. */
  declare bulk: Bulk | undefined;
  /** How many steps of a long answer are drawn, and what that leaves out. */
  declare steps: number;
  declare leftOut: LeftOut | undefined;

  constructor() {
    super();
    this.steps = 1;
    this.leftOut = undefined;
  }

  protected override render(): TemplateResult {
    const { panel, answer } = this;
    const { t } = panel;
    const running = isRunning(answer.state);
    return html`<article class="message answer" aria-label="ChatGPT" aria-busy=${running ? "true" : "false"}>
      <h2 class="visually-hidden">ChatGPT</h2>
      ${this.#omissions()} ${this.#reasoning()}
      <ask-markdown
        tabindex="-1"
        .panel=${panel}
        .turnId=${this.turnId}
        .text=${answer.text}
        .progress=${toProgress(answer.state)}
        .limit=${STEP * this.steps}
        .onLeftOut=${(leftOut: LeftOut) => {
          this.leftOut = leftOut;
        }}
      ></ask-markdown>
      ${showMore({
        panel,
        hidden: this.leftOut?.characters ?? 0,
        more: this.leftOut?.more ? () => this.#showMore() : undefined,
        open: () => panel.host.openText({ text: answer.text, language: "markdown" }),
      })}
      ${answer.state.type === "waiting" ? html`<ask-waiting .panel=${panel} .answer=${answer}></ask-waiting>` : nothing}
      ${answer.state.type === "streaming" ? this.#growing(answer.state.note) : nothing}
      ${running ? nothing : this.#end()} ${this.#changedFiles()}
      <div class="answer-bar ${running ? "running" : ""}">
        ${running ? nothing : this.#buttons()}
        <span class="quote" @pointerdown=${keepSelection}>
          ${iconButton({ icon: "quote", label: t("Quote"), hint: t("Quote (>)"), onClick: () => quoteSelection(panel) })}
        </span>
        ${running ? nothing : facts({ panel, answer, askedAt: this.askedAt, latest: this.latest })}
      </div>
    </article>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("files") || !this.files || changedFiles(this.files).some(({ open }) => open)) return;
    // Nothing is left to review, which is what they say.
    for (const block of this.querySelectorAll("ask-code-block")) if (block instanceof CodeBlock) block.result = "";
  }

  #buttons(): TemplateResult {
    const { panel, answer, turnId } = this;
    const { t } = panel;
    return html`${
      answer.text === ""
        ? nothing
        : iconButton({
            icon: "copy",
            label: t("Copy answer"),
            onClick: () => {
              panel.host.copy({ text: answer.text });
              panel.announce(t("Copied"));
            },
          })
    }
    ${iconButton({
      icon: "refresh",
      label: t("Regenerate"),
      onClick: ({ detail }) => {
        // The second click of a double click asks for nothing more.
        if (detail <= 1) panel.host.regenerate({ turnId, model: "same" });
      },
    })}
    ${iconButton({
      icon: "arrow-swap",
      label: t("Regenerate with another model"),
      onClick: () => panel.host.regenerate({ turnId, model: "other" }),
    })}
    ${iconButton({
      icon: "code",
      label: t("Show API call"),
      onClick: () => panel.host.showApiCall({ turnId, as: "request" }),
    })}`;
  }

  #showMore(): void {
    this.steps++;
    // The buttons may go away; the focus stays with what they showed.
    this.querySelector<HTMLElement>("ask-markdown")?.focus();
  }

  #omissions(): TemplateResult | typeof nothing {
    const omissions = this.answer.omissions ?? [];
    if (omissions.length === 0) return nothing;
    return html`<ul class="omissions" aria-label=${this.panel.t("Left out")}>
      ${omissions.map((sentence) => html`<li dir="auto">${icon("info")}<span>${sentence}</span></li>`)}
    </ul>`;
  }

  /** Folded until the person opens it. */
  #reasoning(): TemplateResult | typeof nothing {
    const { reasoning } = this.answer;
    if (reasoning === undefined) return nothing;
    const name = this.panel.t("Reasoning");
    const fold = new Fold(this.panel, this.turnId, "reasoning", false);
    return html`<details
      class="reasoning"
      aria-label=${name}
      ?open=${fold.isOpen}
      @toggle=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLDetailsElement) fold.isOpen = currentTarget.open;
      }}
    >
      <summary>${name}</summary>
      <ask-long-text class="reasoning-text" .panel=${this.panel} .text=${reasoning}></ask-long-text>
    </details>`;
  }

  #changedFiles(): TemplateResult | typeof nothing {
    if (!this.files) return nothing;
    return html`<ask-changed-files
      .panel=${this.panel}
      .turnId=${this.turnId}
      .files=${this.files}
    ></ask-changed-files>`;
  }

  #growing(note: SlowNote | undefined): TemplateResult {
    return html`<p class="waiting" dir="auto">
      <span class="dots" aria-hidden="true"></span
      >${note ? toWaitingSentence(this.answer, note, 0, this.panel.t) : nothing}
    </p>`;
  }

  #end(): TemplateResult {
    const { panel, turnId } = this;
    const { state } = this.answer;
    const end = toEndState(this.answer, panel.t);
    const { notedProposal } = this.answer;
    const note = isDecided(this.files ?? [], notedProposal) ? undefined : this.answer.note;
    return html`${note === undefined ? nothing : html`<p class="answer-note" dir="auto">${icon("info")}<span>${note}</span></p>`}
    ${
      end
        ? html`<div class="end-state">
            <p>${end.text}</p>
            ${end.advice === undefined ? nothing : html`<p dir="auto">${end.advice}</p>`}
            ${end.actions.length === 0 ? nothing : actionButtons(end.actions, panel, turnId)}
          </div>`
        : nothing
    }
    ${state.type === "failed" ? failureAlert(state.failure, panel, turnId, this.bulk) : nothing}`;
  }
}

/** Pressing a button would end the selection that it is about. */
function keepSelection(event: Event): void {
  event.preventDefault();
}

function toProgress(state: AnswerState): AnswerProgress {
  if (isRunning(state)) return "running";
  return state.type === "complete" ? "complete" : "cut";
}
