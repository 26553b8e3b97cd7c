import { toCodeNodes } from "../markdown/codeNodes.ts";
import type { Highlight } from "../markdown/highlight.ts";
import { whenIdle } from "../whenIdle.ts";

/** Lines of a part: so many that parts are few, and so few that the one that grows is laid out quickly. */
const PART_LINES = 64;

/** How much is highlighted in one go, in UTF-16 units, and at most, where what begins in it ends much later. */
const SLICE = 4_000;
const LONGEST_SLICE = 32_000;

/** `breaks` are the line breaks in it; a full part ends with one. */
type Part = { readonly element: HTMLElement; text: string; breaks: number };

/**
 * The code inside a `code` element. It stands in parts of some lines: growing code costs its last part only, and parts
 * out of sight cost nothing.
 */
export class CodeText {
  readonly #element: HTMLElement;
  #parts: Part[] = [];
  #text = "";
  /** Of the last line, and of the longest: parts out of sight have no width, and scrolling must not make any. */
  #column = 0;
  #columns = 0;
  #highlighted = false;
  /** Changes whenever what is being highlighted is no longer what is shown. */
  #version = 0;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Growing code is appended to, so that a selection in it survives. */
  show(text: string): void {
    if (text === this.#text) return;
    this.#version++;
    // What is coloured may mean something else with what follows.
    if (this.#highlighted || !text.startsWith(this.#text)) this.#clear();
    this.#append(text.slice(this.#text.length));
    this.#text = text;
  }

  /** Colours what is shown, slice by slice while the page is idle. A language that is not known colours nothing. */
  async highlight(highlight: Highlight, language: string): Promise<void> {
    const version = ++this.#version;
    await idle();
    // The first code of a language is slow, because the language itself is made ready: that is a task of its own.
    if (version !== this.#version || !highlight("", language)) return;
    for (let first = 0; first < this.#parts.length; first++) {
      await idle();
      if (version !== this.#version) return;
      if (!this.#highlightFrom(first, highlight, language)) return;
      this.#highlighted = true;
    }
  }

  /** Makes one part of as many as it takes for the code to end where nothing is open. Returns whether that went well. */
  #highlightFrom(first: number, highlight: Highlight, language: string): boolean {
    let text = "";
    let wanted = SLICE;
    for (let next = first; next < this.#parts.length;) {
      while (next < this.#parts.length && (text === "" || text.length < wanted))
        text += this.#parts[next++]?.text ?? "";
      if (text.length > LONGEST_SLICE) return false;
      const result = highlight(text, language);
      if (!result) return false;
      if (result.complete || next === this.#parts.length) {
        this.#replace(first, next, text, toCodeNodes(result.root));
        return true;
      }
      wanted = text.length * 2;
    }
    return false;
  }

  #replace(first: number, end: number, text: string, nodes: readonly Node[]): void {
    const [kept, ...others] = this.#parts.slice(first, end);
    if (!kept) return;
    for (const { element } of others) element.remove();
    kept.element.replaceChildren(...nodes);
    kept.text = text;
    kept.breaks += others.reduce((sum, { breaks }) => sum + breaks, 0);
    this.#parts = this.#parts.toSpliced(first + 1, others.length);
    if (this.#parts.length > 1) setHeight(kept);
  }

  #append(text: string): void {
    for (let start = 0; start < text.length;) {
      const last = this.#parts.at(-1);
      const part = last && last.breaks < PART_LINES ? last : this.#createPart();
      const end = this.#endOfPart(text, start, part);
      const piece = text.slice(start, end);
      part.text += piece;
      part.element.append(...toCodeNodes(piece));
      if (part !== this.#parts[0]) setHeight(part);
      start = end;
    }
    if (this.#parts.length > 1) this.#element.style.minInlineSize = `max(100%, ${this.#columns}ch)`;
  }

  /** Counts the lines from `start` on that still fit into the part, and returns where they end. */
  #endOfPart(text: string, start: number, part: Part): number {
    let end = start;
    while (part.breaks < PART_LINES) {
      const lineEnd = text.indexOf("\n", end);
      const stop = lineEnd < 0 ? text.length : lineEnd;
      this.#column += stop - end;
      this.#columns = Math.max(this.#columns, this.#column);
      if (lineEnd < 0) return stop;
      this.#column = 0;
      part.breaks++;
      end = lineEnd + 1;
    }
    return end;
  }

  #createPart(): Part {
    const [first] = this.#parts;
    if (first) setHeight(first);
    const element = document.createElement("span");
    element.className = "code-part";
    this.#element.append(element);
    const part = { element, text: "", breaks: 0 };
    this.#parts.push(part);
    return part;
  }

  #clear(): void {
    this.#element.replaceChildren();
    this.#parts = [];
    this.#text = "";
    this.#column = 0;
    this.#columns = 0;
    this.#highlighted = false;
  }
}

/** A part out of sight is as high as its lines. */
function setHeight({ element, text, breaks }: Part): void {
  const lines = text.endsWith("\n") ? breaks : breaks + 1;
  element.style.containIntrinsicBlockSize = `${lines}lh`;
}

function idle(): Promise<void> {
  return new Promise((resolve) => whenIdle(async () => resolve()));
}
