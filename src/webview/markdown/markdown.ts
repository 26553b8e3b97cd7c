import { ReactiveElement, type PropertyValues } from "lit";
import type { Token } from "markdown-it";
import { CodeBlock, type AnswerProgress } from "../components/codeBlock.ts";
import type { Panel } from "../panel.ts";
import { GrowingDocument } from "./growingDocument.ts";
import { morph } from "./morph.ts";
import { toNodes } from "./toNodes.ts";

/** The text of an answer. While it grows, the nodes of finished blocks are never touched again. */
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

  readonly #document = new GrowingDocument();
  #finishedNodes = 0;

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
    const { restarted, finished, growing, firstFence } = this.#document.update(this.text, this.progress === "running");
    if (restarted) this.#finishedNodes = 0;
    morph(this, this.#finishedNodes, this.#toNodes([...finished, ...growing], firstFence));
    this.#finishedNodes += finished.filter(isBlock).length;
    if (!changed.has("progress")) return;
    for (const block of this.querySelectorAll<CodeBlock>("ask-code-block")) block.progress = this.progress;
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

/** Whether a token begins a block of the document, which is one node. */
function isBlock(token: Token): boolean {
  return token.level === 0 && token.nesting !== -1;
}
