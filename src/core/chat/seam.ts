import { parseFences, type FencedBlock } from "../edits/fences.ts";
import { findReopening } from "./reopenedFence.ts";
import { repeatedFence, repeatedLength } from "./repetition.ts";

const INDENTED = /^(?: {2,}|\t)[ \t]*\S/;
const STATEMENT_END = /[;{}]$/;
const STATEMENT_START = /^[\p{L}_]/u;

/**
 * Joins what a model says when it goes on with an answer that was cut off. What repeats the end of the answer, and a
 * code block that is opened again, is left out; the rest is passed on as it comes. Held back is only the beginning,
 * and only as long as it cannot be told what it is.
 */
export class Seam {
  readonly #partial: string;
  readonly #block: FencedBlock | undefined;
  #held = "";
  #joined: boolean;

  /** @param partial the answer so far; empty for one that begins */
  constructor(partial: string) {
    this.#partial = partial;
    this.#block = openBlock(partial);
    this.#joined = partial === "";
  }

  /** What of the answer can be shown now, with the next piece. */
  push(piece: string): string {
    if (this.#joined) return piece;
    this.#held += piece;
    const text = this.#join(false);
    this.#joined = text !== undefined;
    return text ?? "";
  }

  /** What was held back, when nothing follows. */
  end(): string {
    const text = this.#joined ? "" : (this.#join(true) ?? "");
    this.#joined = true;
    return text;
  }

  #join(whole: boolean): string | undefined {
    const fence = repeatedFence(this.#partial, this.#held, whole);
    if (fence !== 0) return fence === undefined ? undefined : this.#held.slice(fence);
    const reopening = this.#block
      ? findReopening(this.#block, this.#partial, this.#held, whole)
      : ({ type: "none" } as const);
    switch (reopening.type) {
      case "unknown":
        return undefined;
      case "closes":
        return `\n${this.#held}`;
      case "none":
        return this.#withoutRepetition(this.#held, whole);
      case "reopened": {
        const code = this.#held.slice(reopening.length);
        const text = this.#withoutRepetition(code, whole);
        return text === code && startsLine(this.#partial, code) ? `\n${code}` : text;
      }
    }
  }

  #withoutRepetition(next: string, whole: boolean): string | undefined {
    const length = repeatedLength(this.#partial, next, whole);
    return length === undefined ? undefined : next.slice(length);
  }
}

/** The code block that a text ends in; a fence that is not a whole line opens none yet. */
function openBlock(text: string): FencedBlock | undefined {
  const last = parseFences(text.slice(0, text.lastIndexOf("\n") + 1)).at(-1);
  const current = parseFences(text).at(-1);
  return last?.closed === false && current?.closed === false ? current : undefined;
}

/** Who opens a block again begins with a line, and leaves out the line break before it. */
function startsLine(partial: string, code: string): boolean {
  const line = partial.slice(partial.lastIndexOf("\n") + 1);
  if (line.trim() === "") return false;
  return INDENTED.test(code) || (STATEMENT_END.test(line) && STATEMENT_START.test(code));
}
