import type { StateBlock, Token } from "markdown-it";

const SHORTEST_FENCE = 3;
const DEEPEST_INDENT = 3;
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

/** The line after the code: its closing fence, or what no longer belongs to the container. */
function findEnd(
  state: StateBlock,
  startLine: number,
  endLine: number,
  opening: FenceLine,
): { readonly line: number; readonly closed: boolean } {
  const nests = MARKDOWN.test(opening.info);
  let depth = 0;
  for (let line = startLine + 1; line < endLine; line++) {
    const empty = state.isEmpty(line);
    if (!empty && (state.sCount[line] ?? 0) < state.blkIndent) return { line, closed: false };
    const found = empty ? undefined : readFence(state, line);
    if (isClosing(found, opening)) {
      if (depth === 0) return { line, closed: true };
      depth--;
    } else if (nests && found && found.marker === opening.marker && found.length >= opening.length) {
      depth++;
    }
  }
  return { line: endLine, closed: false };
}

function isClosing(line: FenceLine | undefined, opening: FenceLine): boolean {
  return line?.marker === opening.marker && line.length >= opening.length && line.info.trim() === "";
}

/** Reads a line that begins like a fence. */
function readFence(state: StateBlock, line: number): FenceLine | undefined {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const end = state.eMarks[line] ?? 0;
  const marker = state.src[start];
  if ((state.sCount[line] ?? 0) - state.blkIndent > DEEPEST_INDENT) return undefined;
  if (marker !== "`" && marker !== "~") return undefined;
  const markerEnd = Math.min(end, state.skipChars(start, marker.charCodeAt(0)));
  const length = markerEnd - start;
  return length < SHORTEST_FENCE ? undefined : { marker, length, info: state.src.slice(markerEnd, end) };
}
