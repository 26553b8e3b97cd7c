import { ReactiveElement, type PropertyValues } from "lit";
import type { Token } from "markdown-it";
import { CodeBlock, type AnswerProgress } from "../components/codeBlock.ts";
import type { ReferenceState } from "../../shared/protocol/panel.ts";
import { whenVisible } from "../components/whenVisible.ts";
import { FormulaElement } from "../components/formulaElement.ts";
import type { Panel } from "../panel.ts";
import { GrowingDocument } from "./growingDocument.ts";
import { morph } from "./morph.ts";
import { findReferences, markReferences } from "./references.ts";
import { toNodes } from "./toNodes.ts";

/** An answer that names more is a list of files. */
const MOST_REFERENCES = 200;

/**
 * How much is drawn in one go, in UTF-16 units: as much as takes a frame or so. Code at the end is only appended to, so
 * it can be more.
 */
const STEP = 8_000;
const CODE_STEP = 1_000_000;

/** What a limit is compared with, in characters of plain text: many cells of a table weigh more than one sentence. */
const WEIGHT_OF_TOKEN = 10;

/** A single block is drawn as a whole each time that it grows, so there is an end to it. */
const HEAVIEST_BLOCK = 150_000;

/** What is not drawn of a text: how many characters, and whether a larger limit would show more. */
export type LeftOut = { readonly characters: number; readonly more: boolean };

const NOTHING: LeftOut = { characters: 0, more: false };

/**
 * The text of an answer. While it grows, the nodes of finished blocks are never touched again; a long one is drawn in
 * steps as though it grew. What is heavier than `limit`, code at
 * the margin not counted, waits for a larger limit.
 */
export class Markdown extends ReactiveElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    text: { attribute: false },
    progress: { attribute: false },
    limit: { attribute: false },
  };
  declare panel: Panel;
  declare turnId: string;
  declare text: string;
  declare progress: AnswerProgress;
  declare limit: number;
  onLeftOut: (leftOut: LeftOut) => void = () => undefined;

  readonly #document = new GrowingDocument();
  #finishedNodes = 0;
  #drawn = "";
  /** The text whose references were asked for. */
  #linked = "";
  /** Of the finished blocks, and of what grows at their end. */
  #weight = 0;
  #growingWeight = 0;
  #leftOut = NOTHING;
  #blockProgress: AnswerProgress = "running";
  #nextStep: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.limit = Number.POSITIVE_INFINITY;
    this.addEventListener("click", (event) => this.#follow(event));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#follow(event);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#nextStep);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    clearTimeout(this.#nextStep);
    if (!this.text.startsWith(this.#drawn)) this.#drawn = "";
    if (!this.#isFull()) {
      const step = this.#document.inFence ? CODE_STEP : STEP;
      this.#drawn = this.text.slice(0, this.#drawn.length + step);
    }
    const isPart = this.#drawn.length < this.text.length;
    this.#draw(isPart ? (this.#isFull() ? "cut" : "running") : this.progress);
    if (isPart && !this.#isFull()) this.#nextStep = setTimeout(() => this.requestUpdate());
    else if (this.progress !== "running") void this.#linkReferences();
    this.#tell(isPart && this.#isFull());
  }

  #isFull(): boolean {
    const isLimited = this.#weight + this.#growingWeight >= this.limit || this.#growingWeight >= HEAVIEST_BLOCK;
    return this.#drawn !== "" && isLimited;
  }

  #draw(progress: AnswerProgress): void {
    if (progress === "running") this.#linked = "";
    const before = this.#document.finishedLength;
    const growth = this.#document.update(this.#drawn, progress === "running");
    const { restarted, finished, growing, firstFence } = growth;
    this.#blockProgress = progress;
    if (restarted) {
      this.#finishedNodes = 0;
      this.#weight = 0;
    }
    morph(this, this.#finishedNodes, this.#toNodes([...finished, ...growing], firstFence));
    this.#finishedNodes += finished.filter(isBlock).length;
    const { finishedLength, inFence } = this.#document;
    this.#weight += weightOf(finished) + finishedLength - (restarted ? 0 : before);
    this.#growingWeight = inFence ? 0 : weightOf(growing) + this.#drawn.length - finishedLength;
    for (const block of this.querySelectorAll<CodeBlock>("ask-code-block")) block.progress = progress;
  }

  #tell(isLimited: boolean): void {
    const leftOut = isLimited
      ? { characters: this.text.length - this.#drawn.length, more: this.#growingWeight < HEAVIEST_BLOCK }
      : NOTHING;
    if (leftOut.characters === this.#leftOut.characters) return;
    this.#leftOut = leftOut;
    this.onLeftOut(leftOut);
  }

  #toNodes(tokens: readonly Token[], firstFence: number): readonly Node[] {
    return toNodes(tokens, {
      t: this.panel.t,
      firstFence,
      createCodeBlock: (block) => {
        const element = new CodeBlock();
        element.panel = this.panel;
        element.turnId = this.turnId;
        element.block = block;
        element.progress = this.#blockProgress;
        return element;
      },
      createFormula: (formula) => {
        const element = new FormulaElement();
        element.panel = this.panel;
        element.formula = formula;
        return element;
      },
    });
  }

  /** Once nothing more comes, and the answer is in sight. */
  async #linkReferences(): Promise<void> {
    const drawn = this.#drawn;
    if (drawn === this.#linked) return;
    this.#linked = drawn;
    const { panel, turnId } = this;
    const isStillSo = (): boolean => this.#drawn === drawn && this.progress !== "running";
    await whenVisible(this);
    if (!isStillSo()) return;
    const found = findReferences(this);
    if (found.length === 0) return;
    const references = [...new Set(found.map(({ reference }) => reference))].slice(0, MOST_REFERENCES);
    const states = await panel.host.references({ turnId, references }).catch((): readonly ReferenceState[] => []);
    if (!isStillSo()) return;
    markReferences(found, new Map(references.map((one, index) => [one, states[index] ?? "unknown"])), panel.t);
  }

  #follow(event: Event): void {
    const reference = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-reference]") : null;
    if (reference) {
      event.preventDefault();
      this.panel.host.openReference({ turnId: this.turnId, reference: reference.dataset["reference"] ?? "" });
      return;
    }
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-target]") : null;
    if (!link) return;
    event.preventDefault();
    this.panel.host.openLink({ href: link.dataset["target"] ?? "", label: link.textContent });
  }
}

/** Whether a token begins a block of the document, which is one node. */
function isBlock(token: Token): boolean {
  return token.level === 0 && token.nesting !== -1;
}

/** On top of the length of the source. Code at the margin is shown in part by its block, however much there is. */
function weightOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { type, level, content, children }) => {
    const code = type === "fence" && level === 0 ? content.length : 0;
    return sum + WEIGHT_OF_TOKEN * (1 + (children?.length ?? 0)) - code;
  }, 0);
}
