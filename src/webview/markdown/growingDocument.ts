import type { Env, Token } from "markdown-it";
import { isClosed } from "./fence.ts";
import { OpenFence } from "./openFence.ts";
import { createParser, finishedLength, offsetOfLine } from "./parser.ts";
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
  /** The growing part, while it is one fenced block that the answer is still writing. */
  #open: OpenFence | undefined;
  /** Link definitions (`[name]: address`) in the finished part. */
  #references: Env = {};

  /** Whether the text that came last ends in a fenced block of its own: more of it costs only what it adds. */
  get inFence(): boolean {
    return this.#open !== undefined;
  }

  /** How much of the text is in finished blocks. */
  get finishedLength(): number {
    return this.#finished.length;
  }

  /** @param grows whether more text may follow; without it everything is finished as it stands */
  update(text: string, grows: boolean): Growth {
    const source = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    const restarted = (grows && !this.#grew) || !source.startsWith(this.#finished);
    if (restarted) this.#restart();
    this.#grew = grows;

    const firstFence = this.#fences;
    const closed = this.#growFence(source, grows);
    if (closed?.growing) return { restarted, finished: [], growing: closed.growing, firstFence };
    this.#open = undefined;

    const rest = source.slice(this.#finished.length);
    const visible = grows ? withoutPossibleFence(rest) : rest;
    const length = grows ? finishedLength(parser, visible) : visible.length;
    const finished = parser.parse(visible.slice(0, length), this.#references);
    this.#finished += visible.slice(0, length);
    this.#fences += finished.filter(({ type }) => type === "fence").length;
    const growing = this.#parseGrowing(visible.slice(length));
    return { restarted, finished: [...(closed?.finished ?? []), ...finished], growing, firstFence };
  }

  /** Reads on in an open fenced block, to its end if that is there. Undefined when there is none. */
  #growFence(
    source: string,
    grows: boolean,
  ): { readonly growing?: readonly Token[]; readonly finished: readonly Token[] } | undefined {
    if (!grows || !this.#open) return undefined;
    const rest = source.slice(this.#finished.length);
    const grown = this.#open.grow(rest, withoutPossibleFence(rest));
    if (!grown) return undefined;
    const { token, end } = grown;
    if (end === undefined) return { growing: [token], finished: [] };
    this.#finished += rest.slice(0, end);
    this.#fences++;
    return { finished: [token] };
  }

  #restart(): void {
    this.#finished = "";
    this.#fences = 0;
    this.#open = undefined;
    this.#references = {};
  }

  #parseGrowing(source: string): readonly Token[] {
    // A definition that is still being written must not be remembered.
    const references: Env = { references: { ...this.#references.references } };
    const tokens = parser.parse(source, references);
    this.#open = OpenFence.of(tokens, source);
    if (this.#open) return tokens;
    const lastLeaf = tokens.findLast(({ nesting }) => nesting === 0);
    if (!lastLeaf || (lastLeaf.type === "fence" && !isClosed(lastLeaf))) return tokens;
    // Only the last block is open, and only the line at which it begins is known.
    const last = tokens.findLastIndex(({ level, nesting }) => level === 0 && nesting !== -1);
    const block = source.slice(offsetOfLine(source, tokens[last]?.map?.[0] ?? 0));
    const repaired = repair(block);
    return repaired === block ? tokens : [...tokens.slice(0, last), ...parser.parse(repaired, references)];
  }
}
