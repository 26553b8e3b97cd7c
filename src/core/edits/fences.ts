import { splitLines } from "./lines.ts";

/** A fenced code block of a Markdown text. */
export type FencedBlock = {
  /** First word of the info string as it is written; empty when there is none. */
  readonly language: string;
  /** What follows the opening fence, trimmed. */
  readonly info: string;
  /** The lines between the fences joined by "\n", without a last line break. */
  readonly code: string;
  /** Whether a closing fence ends the block; only the last one of a text can lack it. */
  readonly closed: boolean;
  /** Line of the opening fence, from 0. */
  readonly startLine: number;
};

type Fence = { readonly indent: number; readonly mark: string; readonly length: number; readonly info: string };

type OpenBlock = {
  readonly fence: Fence;
  readonly startLine: number;
  /** How many block quotes are around the block. */
  readonly quotes: number;
  /** How far the text of the list item around the block is indented; 0 outside lists. */
  readonly listIndent: number;
  readonly lines: string[];
  /** The fence of a block inside a Markdown block, while one is open. */
  inner: Fence | undefined;
};

const FENCE = /^( *)(`{3,}|~{3,})(.*)$/;
const LIST_ITEM = /^ *(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)/;
const MARKDOWN = new Set(["markdown", "md", "mdx", "gfm"]);

/**
 * The fenced code blocks of a Markdown text by CommonMark's rules: a block ends with a fence of the same character
 * that is at least as long and carries no info string; content lines lose the indentation of the opening fence.
 * Of container blocks, list items and block quotes are known.
 *
 * Two departures, for common faults of models: inside a block whose language is Markdown, a fence with an info
 * string opens an inner block, and the next bare fence closes that one instead of the Markdown block; inside a diff or
 * a patch a fence that is indented is a line of the file that stays.
 */
export function parseFences(markdown: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: OpenBlock | undefined;
  let listIndent = 0;

  splitLines(markdown).forEach((whole, index) => {
    if (open) {
      const line = withoutQuotes(whole, open.quotes);
      if (line !== undefined && !endsBlock(open, line)) {
        open.lines.push(withoutIndent(line, open.fence.indent));
        return;
      }
      blocks.push(toBlock(open, true));
      open = undefined;
      // Without its quotes the line is none of the block.
      if (line !== undefined) return;
    }
    const quotes = quotesOf(whole);
    const line = withoutQuotes(whole, quotes) ?? whole;
    const item = LIST_ITEM.exec(line)?.[0];
    if (item !== undefined) listIndent = item.length;
    else if (line.trim() !== "" && indentOf(line) < listIndent) listIndent = 0;
    // A block may start on the line of its list item's marker.
    const fence = parseFence(item === undefined ? line : " ".repeat(item.length) + line.slice(item.length), listIndent);
    if (fence) open = { fence, startLine: index, quotes, listIndent, lines: [], inner: undefined };
  });

  if (open) blocks.push(toBlock(open, false));
  return blocks;
}

const QUOTE = /^ {0,3}> ?/;

function quotesOf(line: string): number {
  let rest = line;
  let count = 0;
  for (; QUOTE.test(rest); count++) rest = rest.replace(QUOTE, "");
  return count;
}

/** The line without the marks of so many block quotes; undefined when it has fewer. */
function withoutQuotes(line: string, quotes: number): string | undefined {
  let rest = line;
  for (let count = 0; count < quotes; count++) {
    if (!QUOTE.test(rest)) return undefined;
    rest = rest.replace(QUOTE, "");
  }
  return rest;
}

/** Whether `line` closes the block; keeps track of an inner block of a Markdown block. */
function endsBlock(block: OpenBlock, line: string): boolean {
  const fence = parseFence(line, block.listIndent);
  if (!fence) return false;
  if (block.inner) {
    if (closes(fence, block.inner)) block.inner = undefined;
    return false;
  }
  if (closes(fence, block.fence)) return fence.indent <= block.fence.indent || !isDiff(block);
  // A shorter inner fence needs no tracking: its closing fence cannot close the outer block either.
  const opensInner = fence.info !== "" && fence.mark === block.fence.mark && fence.length >= block.fence.length;
  if (opensInner && MARKDOWN.has(languageOf(block.fence).toLowerCase())) block.inner = fence;
  return false;
}

const DIFF = new Set(["diff", "patch", "udiff"]);
const DIFF_LINE = /^(?:\*\*\* (?:Begin Patch|Update File:)|@@|--- \S|diff --git )/;

function isDiff({ fence, lines }: OpenBlock): boolean {
  return DIFF.has(languageOf(fence).toLowerCase()) || DIFF_LINE.test(lines.find((line) => line.trim() !== "") ?? "");
}

function closes(fence: Fence, opening: Fence): boolean {
  return fence.info === "" && fence.mark === opening.mark && fence.length >= opening.length;
}

/** Undefined when the line is no fence: text, too deeply indented, or backticks in a backtick fence's info string. */
function parseFence(line: string, listIndent: number): Fence | undefined {
  const [, spaces = "", marks = "", rest = ""] = FENCE.exec(line) ?? [];
  const mark = marks.charAt(0);
  if (mark === "" || (mark === "`" && rest.includes("`"))) return undefined;
  const inList = spaces.length >= listIndent ? spaces.length - listIndent : spaces.length;
  if (inList > 3) return undefined;
  return { indent: spaces.length, mark, length: marks.length, info: rest.trim() };
}

function languageOf(fence: Fence): string {
  return /^\S*/.exec(fence.info)?.[0] ?? "";
}

function toBlock({ fence, lines, startLine }: OpenBlock, closed: boolean): FencedBlock {
  return { language: languageOf(fence), info: fence.info, code: lines.join("\n"), closed, startLine };
}

function withoutIndent(line: string, indent: number): string {
  return line.slice(Math.min(indent, indentOf(line)));
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
