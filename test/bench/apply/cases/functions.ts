import type { Block } from "./block.ts";
import { regionOf } from "./block.ts";
import { isTelling } from "./occurrences.ts";
import type { Site } from "./site.ts";

/** Where a function stands: its first line with what is annotated, the line that names it, the line behind its last. */
export type FunctionRange = {
  readonly start: number;
  readonly header: number;
  readonly end: number;
  readonly name: string;
};

const CONTROL = new Set(
  "if for while switch catch else do try return with function match unless elif elsif when foreach using lock describe it".split(
    " ",
  ),
);
const BRACED =
  /^\s*(?:[\w$<>[\]:&*,.?@~]+\s+)*[*&]*(?:[\w$]+::)?([\w$]+)\s*(?:<[^()]*>)?\([^;]*\)[\w\s:<>,?[\]|&=-]*\{\s*$/;
const ANNOTATION = /^\s*@\w[\w.]*(?:\(.*\))?\s*$/;
const PYTHON = /^\s*(?:async )?def (\w+)\(.*:\s*$/;
const RUBY = /^\s*def (?:self\.)?(\w+[?!]?)/;
const BRACED_LANGUAGES = new Set(
  "javascript typescript typescriptreact javascriptreact cpp c java kotlin swift objective-cpp csharp php solidity".split(
    " ",
  ),
);

/**
 * The function around line `line`, by its layout alone: a header line, deeper lines, an end as deep as the header.
 * Undefined where the layout is any other, or where the file names the function in another header too.
 */
export function functionAround({ lines, languageId }: Site, line: number): FunctionRange | undefined {
  for (let header = line - 1; header >= Math.max(0, line - 80); header--) {
    const name = headerName(lines[header] ?? "", languageId);
    if (name === undefined) continue;
    const end = endOf(lines, header, languageId);
    if (end === undefined || end <= line) continue;
    const isOnlyOne = lines.filter((other) => headerName(other, languageId) === name).length === 1;
    let start = header;
    while (ANNOTATION.test(lines[start - 1] ?? "")) start--;
    return isOnlyOne ? { start, header, end, name } : undefined;
  }
  return undefined;
}

/** The function as a block, when every change in it leaves its first and last line alone. */
export function functionBlock(site: Site, { start, header, end }: FunctionRange): Block | undefined {
  const touching = site.changes.filter((change) => change.start < end && change.end > start);
  if (!touching.every((change) => change.start > header && change.end < end)) return undefined;
  const block = regionOf(site, start, end);
  const telling = block.rows.filter(({ kind, text }) => kind === "same" && isTelling(text));
  return telling.length >= 3 ? block : undefined;
}

function headerName(line: string, languageId: string): string | undefined {
  if (languageId === "python") return PYTHON.exec(line)?.[1];
  if (languageId === "ruby") return RUBY.exec(line)?.[1];
  if (!BRACED_LANGUAGES.has(languageId)) return undefined;
  // What opens a parenthesis and leaves it open is a call that a function is handed to.
  if (line.split("(").length !== line.split(")").length) return undefined;
  const name = BRACED.exec(line)?.[1];
  const words = line.trim().split(/[^\w$]+/);
  return name !== undefined && !words.some((word) => word !== "function" && CONTROL.has(word)) && name !== "function"
    ? name
    : undefined;
}

function endOf(lines: readonly string[], start: number, languageId: string): number | undefined {
  const depth = depthOf(lines[start] ?? "");
  let lastFilled = start;
  for (let index = start + 1; index < Math.min(lines.length, start + 150); index++) {
    const line = lines[index] ?? "";
    if (line.trim() === "" || /^#(?:if|else|endif|define|pragma)/.test(line)) continue;
    if (depthOf(line) > depth) {
      lastFilled = index;
      continue;
    }
    if (languageId === "python") return lastFilled > start ? lastFilled + 1 : undefined;
    const closing = languageId === "ruby" ? /^\s*end\s*$/ : /^\s*\}[;,]?\s*$/;
    return depthOf(line) === depth && closing.test(line) ? index + 1 : undefined;
  }
  return undefined;
}

function depthOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
