import { ReactiveElement, type PropertyValues } from "lit";
import type { Token } from "markdown-it";
import { CodeBlock, type AnswerProgress } from "../components/codeBlock.ts";
import type { Panel } from "../panel.ts";
import { isClosed } from "./fence.ts";
import { morph } from "./morph.ts";
import { createParser, finishedLength, type References } from "./parser.ts";
import { toNodes } from "./toNodes.ts";
import { repair, withoutPossibleFence } from "./unfinished.ts";

const parser = createParser();

/**
 * The text of an answer. While it grows, finished blocks are never touched again:
 * only what follows the last of them is parsed and drawn.
 */
export class Markdown extends ReactiveElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    text: { attribute: false },
    progress: { attribute: false },
  };
  declare panel: Panel;
  declare turnId: string;
  declare text: string;
  declare progress: AnswerProgress;

  /** The source of the finished blocks, and what was counted in them. */
  #finished = "";
  #finishedNodes = 0;
  #finishedFences = 0;
  #references: References = {};

  constructor() {
    super();
    this.addEventListener("click", (event) => this.#follow(event));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#follow(event);
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const source = this.text.replace(/\r\n?/g, "\n");
    const resumes = changed.has("progress") && this.progress === "running";
    if (resumes || !source.startsWith(this.#finished)) this.#forget();
    this.#draw(source.slice(this.#finished.length));
    if (!changed.has("progress")) return;
    for (const block of this.querySelectorAll<CodeBlock>("ask-code-block")) block.progress = this.progress;
  }

  #forget(): void {
    this.#finished = "";
    this.#finishedNodes = 0;
    this.#finishedFences = 0;
    this.#references = {};
  }

  #draw(rest: string): void {
    const grows = this.progress === "running";
    const visible = grows ? withoutPossibleFence(rest) : rest;
    const length = grows ? finishedLength(parser, visible) : visible.length;
    const finished = parser.parse(visible.slice(0, length), this.#references);
    const fences = finished.filter(({ type }) => type === "fence").length;
    const growing = this.#parseGrowing(visible.slice(length));

    const nodes = this.#toNodes(finished, this.#finishedFences);
    morph(this, this.#finishedNodes, [...nodes, ...this.#toNodes(growing, this.#finishedFences + fences)]);
    this.#finished += visible.slice(0, length);
    this.#finishedNodes += nodes.length;
    this.#finishedFences += fences;
  }

  #parseGrowing(source: string): readonly Token[] {
    // A definition that is still being written must not be remembered.
    const references: References = { references: { ...this.#references.references } };
    const tokens = parser.parse(source, references);
    const lastLeaf = tokens.findLast(({ nesting }) => nesting === 0);
    if (!lastLeaf || (lastLeaf.type === "fence" && !isClosed(lastLeaf))) return tokens;
    const repaired = repair(source);
    return repaired === source ? tokens : parser.parse(repaired, references);
  }

  #toNodes(tokens: readonly Token[], firstBlock: number): readonly Node[] {
    return toNodes(tokens, {
      t: this.panel.t,
      firstBlock,
      createCodeBlock: (block) => {
        const element = new CodeBlock();
        element.panel = this.panel;
        element.turnId = this.turnId;
        element.block = block;
        element.progress = this.progress;
        return element;
      },
    });
  }

  #follow(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-target]") : null;
    if (!link) return;
    event.preventDefault();
    this.panel.host.openLink({ href: link.dataset["target"] ?? "" });
  }
}

customElements.define("ask-markdown", Markdown);
