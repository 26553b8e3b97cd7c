import { ReactiveElement, type PropertyValues } from "lit";
import type { Token } from "markdown-it";
import { CodeBlock, type AnswerProgress } from "../components/codeBlock.ts";
import type { ReferenceState } from "../../shared/protocol/panel.ts";
import { whenVisible } from "../components/whenVisible.ts";
import type { Panel } from "../panel.ts";
import { GrowingDocument } from "./growingDocument.ts";
import { morph } from "./morph.ts";
import { findReferences, markReferences } from "./references.ts";
import { toNodes } from "./toNodes.ts";

/** An answer that names more is a list of files. */
const MOST_REFERENCES = 200;

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
    if (this.progress !== "running") void this.#linkReferences();
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

  /** Once nothing more comes, and the answer is in sight. */
  async #linkReferences(): Promise<void> {
    const { panel, turnId, text } = this;
    const isStillSo = (): boolean => this.text === text && this.progress !== "running";
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
    this.panel.host.openLink({ href: link.dataset["target"] ?? "" });
  }
}

/** Whether a token begins a block of the document, which is one node. */
function isBlock(token: Token): boolean {
  return token.level === 0 && token.nesting !== -1;
}
