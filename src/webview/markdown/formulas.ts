import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";

/** A formula in TeX. `source` is how the answer wrote it, with its delimiters. */
export type Formula = { readonly tex: string; readonly source: string; readonly display: boolean };

/** Longest first, so that `$$` is not read as an empty `$…$`. */
const DELIMITERS = [
  { open: "$$", close: "$$", display: true },
  { open: "\\[", close: "\\]", display: true },
  { open: "\\(", close: "\\)", display: false },
  { open: "$", close: "$", display: false },
] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** An amount and words after it: `$5 and 10$` is about money. */
const AMOUNT = /^\d[\d.,]*\s+[a-z]/i;
const TEX = /[\\^_={}]/;

/** Teaches a parser the formulas that models write: `$…$`, `\(…\)`, and on their own `$$…$$`, `\[…\]`. */
export function addFormulas(parser: MarkdownIt): void {
  parser.inline.ruler.before("escape", "formula", inlineFormula);
  parser.block.ruler.before("fence", "formula", blockFormula, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  const delimiter = DELIMITERS.find(({ open }) => src.startsWith(open, pos));
  if (!delimiter) return false;
  const start = pos + delimiter.open.length;
  const end = findClose(src, start, delimiter);
  if (end < 0 || end + delimiter.close.length > posMax) return false;
  const tex = src.slice(start, end);
  if (tex.trim() === "" || (delimiter.open === "$" && !isFormula(src, pos, end))) return false;
  state.pos = end + delimiter.close.length;
  if (!silent) {
    const token = state.push("formula", "", 0);
    token.content = src.slice(pos, state.pos);
    const formula: Formula = { tex, source: token.content, display: delimiter.display };
    token.meta = formula;
  }
  return true;
}

/** Whether what stands between two single dollars is a formula: neither prices nor variables of a shell are. */
function isFormula(src: string, open: number, close: number): boolean {
  const tex = src.slice(open + 1, close);
  if (/^\s|\s$/.test(tex)) return false;
  if (/[\p{L}\p{N}$]/u.test(src[open - 1] ?? "") || /[\p{L}\p{N}$]/u.test(src[close + 1] ?? "")) return false;
  return !AMOUNT.test(tex) || TEX.test(tex);
}

/** Where the closing delimiter is; a backslash takes away the meaning of what follows it, unless it belongs to it. */
function findClose(src: string, start: number, { close }: Delimiter): number {
  for (let at = start; at < src.length; at++) {
    if (src.startsWith(close, at)) return at;
    if (src[at] === "\\") at++;
  }
  return -1;
}

/**
 * A formula that begins a line with `$$` or `\[` goes on to the line that ends with its closing delimiter. An empty line
 * ends the search, as TeX itself does; then all of it is text. So a block never turns into another one afterwards.
 */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = lineOf(state, startLine);
  const delimiter = DELIMITERS.find(({ open, display }) => display && first.startsWith(open));
  if (!delimiter || (state.sCount[startLine] ?? 0) - state.blkIndent > 3) return false;
  const inFirst = findClose(first, delimiter.open.length, delimiter);
  // A formula and words on one line are a paragraph.
  if (inFirst >= 0 && first.slice(inFirst + delimiter.close.length).trim() !== "") return false;
  if (silent) return true;
  let line = startLine;
  let source = first;
  let closed = inFirst >= 0;
  while (!closed && ++line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) {
    source += `\n${lineOf(state, line)}`;
    closed = lineOf(state, line).trimEnd().endsWith(delimiter.close);
  }
  state.line = closed ? line + 1 : line;
  const map: [number, number] = [startLine, state.line];
  source = source.trimEnd();
  const tex = source.slice(delimiter.open.length, -delimiter.close.length);
  if (closed && tex.trim() !== "") {
    const token = state.push("formula", "", 0);
    token.block = true;
    token.map = map;
    token.content = source;
    const formula: Formula = { tex, source, display: true };
    token.meta = formula;
    return true;
  }
  state.push("paragraph_open", "p", 1).map = map;
  const inline = state.push("inline", "", 0);
  inline.map = map;
  inline.content = source;
  inline.children = [];
  state.push("paragraph_close", "p", -1);
  return true;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
