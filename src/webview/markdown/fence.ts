import type { StateBlock, Token } from "markdown-it";

const DEEPEST_INDENT = 3;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/s;
const MARKDOWN = /^\s*(?:markdown|md|mdx)\b/i;

type FenceLine = { readonly marker: string; readonly length: number; readonly info: string };

/**
 * markdown-it's rule for fenced code, with two differences:
 * - it notes whether the closing fence is there (see {@link isClosed});
 * - inside a `markdown` block, a fence with a language opens an inner block, whose bare closing fence does not close
 *   the outer one. CommonMark asks for a longer outer fence, which models often forget.
 *
 * Lines are decided from top to bottom, so a closed block stays closed however the text goes on.
 */
export function fence(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const opening = readFence(state, startLine);
  if (!opening || (opening.marker === "`" && opening.info.includes("`"))) return false;
  if (silent) return true;

  const { line: endOfCode, closed } = findEnd(state, startLine, endLine, opening);
  state.line = endOfCode + (closed ? 1 : 0);
  const token = state.push("fence", "code", 0);
  token.info = opening.info;
  token.content = state.getLines(startLine + 1, endOfCode, state.sCount[startLine] ?? 0, true);
  token.markup = opening.marker.repeat(opening.length);
  token.map = [startLine, state.line];
  token.meta = { closed };
  return true;
}

/** Whether the closing line of a `fence` token has been seen. */
export function isClosed(token: Token): boolean {
  return token.meta?.["closed"] === true;
}

export function markClosed(token: Token): void {
  token.meta = { closed: true };
}

/** The line after the code: its closing fence, or what no longer belongs to the container. */
function findEnd(
  state: StateBlock,
  startLine: number,
  endLine: number,
  opening: FenceLine,
): { readonly line: number; readonly closed: boolean } {
  const end = new FenceEnd(opening);
  for (let line = startLine + 1; line < endLine; line++) {
    if (state.isEmpty(line)) continue;
    if ((state.sCount[line] ?? 0) < state.blkIndent) return { line, closed: false };
    if (end.isAtFence(readFence(state, line))) return { line, closed: true };
  }
  return { line: endLine, closed: false };
}

/** Finds the closing line of a fenced block, asked for each line after the opening one in turn. */
export class FenceEnd {
  readonly #opening: FenceLine;
  readonly #nests: boolean;
  #depth = 0;

  constructor(opening: FenceLine) {
    this.#opening = opening;
    this.#nests = MARKDOWN.test(opening.info);
  }

  isAt(line: string): boolean {
    return this.isAtFence(parseFence(line));
  }

  isAtFence(found: FenceLine | undefined): boolean {
    const { marker, length } = this.#opening;
    if (found?.marker !== marker || found.length < length) return false;
    const closes = found.info.trim() === "";
    if (closes && this.#depth === 0) return true;
    if (closes) this.#depth--;
    else if (this.#nests) this.#depth++;
    return false;
  }
}

/** Reads a line of a container that begins like a fence. */
function readFence(state: StateBlock, line: number): FenceLine | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent > DEEPEST_INDENT) return undefined;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return parseFence(state.src.slice(start, state.eMarks[line] ?? 0));
}

/** Reads a line that begins like a fence. */
export function parseFence(line: string): FenceLine | undefined {
  const [, run = "", info = ""] = FENCE.exec(line) ?? [];
  const [marker] = run;
  return marker === undefined ? undefined : { marker, length: run.length, info };
}
