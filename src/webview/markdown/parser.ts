import MarkdownIt, { type MarkdownIt as Parser, type Token } from "markdown-it";
import { fence } from "./fence.ts";
import { addFormulas } from "./formulas.ts";

/** `scheme:`; a dot is left out, so that `parser.ts:12` is a place in a file. */
const SCHEME = /^[a-z][a-z0-9+-]*:/i;
const SHOWN_SCHEME = /^(?:https?|mailto|file):/i;

/** Markdown as models write it: CommonMark with tables, strikethrough and bare addresses; HTML is text. */
export function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true });
  // Without a scheme `README.md` and `main.rs` would be addresses in Moldova and Serbia.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.validateLink = (address) => SHOWN_SCHEME.test(address) || !SCHEME.test(address);
  parser.block.ruler.at("fence", fence, { alt: ["paragraph", "reference", "blockquote", "list"] });
  addFormulas(parser);
  return parser;
}

/**
 * How much of a growing source has its final blocks: everything before the last block that has begun.
 * Text that is appended later changes nothing before that point, except through link definitions.
 */
export function finishedLength(parser: Parser, source: string): number {
  // The last line is left out until its end is known: `*` may begin a list item or bold text.
  const lines = source.slice(0, source.lastIndexOf("\n") + 1);
  const tokens: Token[] = [];
  parser.block.parse(lines, parser, {}, tokens);
  const last = tokens.findLast((token) => token.level === 0 && token.nesting !== -1);
  return last?.map ? offsetOfLine(lines, last.map[0]) : 0;
}

/** Where a line begins, counted from 0. */
export function offsetOfLine(source: string, line: number): number {
  let offset = 0;
  for (let passed = 0; passed < line; passed++) offset = source.indexOf("\n", offset) + 1;
  return offset;
}
