import type { Env, Token } from "markdown-it";
import { isClosed } from "./fence.ts";
import { createParser, finishedLength } from "./parser.ts";
import { repair, withoutPossibleFence } from "./unfinished.ts";

/** What a longer text adds to a document. */
export type Growth = {
  /** Whether everything that was finished before is void, because the text is another one. */
  readonly restarted: boolean;
  /** Blocks that are finished now. They never change again and follow those that were finished before. */
  readonly finished: readonly Token[];
  /** What comes after them, for as long as nothing more arrives. */
  readonly growing: readonly Token[];
  /** How many fenced blocks come before `finished`. */
  readonly firstFence: number;
};

const parser = createParser();

/** Parses a text that grows, at the cost of its last block only. */
export class GrowingDocument {
  #finished = "";
  #fences = 0;
  #grew = false;
  /** Link definitions (`[name]: address`) in the finished part. */
  #references: Env = {};

  /** @param grows whether more text may follow; without it everything is finished as it stands */
  update(text: string, grows: boolean): Growth {
    const source = text.replace(/\r\n?/g, "\n");
    const restarted = (grows && !this.#grew) || !source.startsWith(this.#finished);
    if (restarted) this.#restart();
    this.#grew = grows;

    const rest = source.slice(this.#finished.length);
    const visible = grows ? withoutPossibleFence(rest) : rest;
    const length = grows ? finishedLength(parser, visible) : visible.length;
    const finished = parser.parse(visible.slice(0, length), this.#references);
    const firstFence = this.#fences;
    this.#finished += visible.slice(0, length);
    this.#fences += finished.filter(({ type }) => type === "fence").length;
    return { restarted, finished, growing: this.#parseGrowing(visible.slice(length)), firstFence };
  }

  #restart(): void {
    this.#finished = "";
    this.#fences = 0;
    this.#references = {};
  }

  #parseGrowing(source: string): readonly Token[] {
    // A definition that is still being written must not be remembered.
    const references: Env = { references: { ...this.#references.references } };
    const tokens = parser.parse(source, references);
    const lastLeaf = tokens.findLast(({ nesting }) => nesting === 0);
    if (!lastLeaf || (lastLeaf.type === "fence" && !isClosed(lastLeaf))) return tokens;
    const repaired = repair(source);
    return repaired === source ? tokens : parser.parse(repaired, references);
  }
}
