import type { Token } from "markdown-it";
import { FenceEnd, isClosed, markClosed, parseFence } from "./fence.ts";

/** A fenced block that is still being written, read on at the cost of what is added. */
export class OpenFence {
  readonly #token: Token;
  readonly #end: FenceEnd;
  /** Where the code begins, and how far it has been searched for its closing line. */
  readonly #start: number;
  #searched: number;

  /**
   * When `tokens`, read from `source`, are a fenced block alone that begins at the margin and has not ended.
   * The token is changed as the block grows.
   */
  static of(tokens: readonly Token[], source: string): OpenFence | undefined {
    const [token] = tokens;
    const opening = parseFence(source.slice(0, source.indexOf("\n") + 1).trimEnd());
    if (tokens.length !== 1 || token?.type !== "fence" || isClosed(token)) return undefined;
    if (!opening || source[0] !== opening.marker || source.includes("\0")) return undefined;
    return new OpenFence(token, new FenceEnd(opening), source.indexOf("\n") + 1);
  }

  private constructor(token: Token, end: FenceEnd, start: number) {
    this.#token = token;
    this.#end = end;
    this.#start = start;
    this.#searched = start;
  }

  /**
   * @param source begins as that from which the block was read
   * @param visible as much of it as is to be shown
   * @returns the block, and where it ends when its closing line is there; undefined when the parser has to look
   */
  grow(source: string, visible: string): { readonly token: Token; readonly end?: number } | undefined {
    if (source.includes("\0", this.#searched)) return undefined;
    for (;;) {
      const lineEnd = source.indexOf("\n", this.#searched);
      if (lineEnd < 0) break;
      if (this.#end.isAt(source.slice(this.#searched, lineEnd))) {
        this.#token.content = source.slice(this.#start, this.#searched);
        markClosed(this.#token);
        return { token: this.#token, end: lineEnd + 1 };
      }
      this.#searched = lineEnd + 1;
    }
    // The parser does not count a last line in which nothing stands yet.
    const lastLine = visible.lastIndexOf("\n") + 1;
    const end = visible.slice(lastLine).trim() === "" ? lastLine : visible.length;
    this.#token.content = visible.slice(this.#start, end);
    return { token: this.#token };
  }
}
