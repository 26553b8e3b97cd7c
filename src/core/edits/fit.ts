import { commonIndent, indentOf, toUnit } from "./indentation.ts";
import { isBlank, splitLines } from "./lines.ts";
import { linesInStrings } from "./multiLineStrings.ts";

/** The place that a replacement goes to. */
export type FitTarget = {
  /** The text that is replaced, as the document has it; empty for an insertion. */
  readonly original: string;
  /** What stands before it on its first line, and after it on its last one. */
  readonly before: string;
  readonly after: string;
  readonly eol: "\n" | "\r\n";
  /** One step of indentation in this file: a tab, or some spaces. */
  readonly unit: string;
  /** VS Code's language id. */
  readonly languageId: string;
};

export type Fitted = { readonly type: "fitted"; readonly text: string } | { readonly type: "unchanged" };

/**
 * Gives a model's replacement the shape of the text that it replaces: the document's line endings, its kind of
 * indentation, the indentation that all its lines share when the model took that off, and the line breaks at both
 * ends. Lines inside strings keep their whitespace. Whatever is not certain stays as the model wrote it.
 */
export function fitReplacement(replacement: string, target: FitTarget): Fitted {
  const { head, body, tail } = frameOf(target);
  const lines = bodyLines(replacement, target);
  const placed = indented(lines, body, target);
  const text = withOwnEnds(placed, head, tail, target);
  return text === target.original ? { type: "unchanged" } : { type: "fitted", text };
}

type Frame = { readonly head: string; readonly body: readonly string[]; readonly tail: string };

/** Takes the blank lines off both ends of the text that is replaced. */
function frameOf({ original }: FitTarget): Frame {
  const tail = /(?:(?:\r\n|\n|\r)[ \t]*)*$/.exec(original)?.[0] ?? "";
  const rest = original.slice(0, original.length - tail.length);
  const head = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(rest)?.[0] ?? "";
  return { head, body: splitLines(rest.slice(head.length)), tail };
}

/** Without the blank lines at both ends; code behind other code may begin with a line break. */
function bodyLines(replacement: string, { original, before }: FitTarget): readonly string[] {
  const lines = splitLines(replacement.replace(/^\uFEFF/, ""));
  const continues = original === "" && !isBlank(before);
  const first = continues ? 0 : lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  const body = lines.slice(Math.max(0, first), last + 1);
  // Indented code after the end of a line was meant for the next one.
  return continues && /^(?:\t| {2})/.test(body[0] ?? "") ? ["", ...body] : body;
}

function withOwnEnds(lines: readonly string[], head: string, tail: string, target: FitTarget): string {
  const { original, before, after, eol } = target;
  // An insertion in front of the code of its line pushes that code to a line of its own.
  const pushesDown = original === "" && isBlank(before) && !isBlank(after);
  return head + lines.join(eol) + tail + (pushesDown ? eol + before : "");
}

/** What a line of the replacement may be moved by. */
type Rules = {
  /** Whether the line begins inside a string, so that its whitespace is part of the program. */
  readonly isFixed: (index: number) => boolean;
  /** Whether that is certain; if not, only lines that are in both texts can prove that something is missing. */
  readonly isCertain: boolean;
};

function indented(lines: readonly string[], own: readonly string[], target: FitTarget): readonly string[] {
  const inStrings = linesInStrings(lines, target.languageId);
  const rules = { isFixed: (index: number) => inStrings?.has(index) === true, isCertain: inStrings !== undefined };
  const ownLines = [target.before + (own[0] ?? ""), ...own.slice(1)];
  const converted = rules.isCertain ? toUnit(lines, target.unit, rules.isFixed, ownLines) : lines;
  if (target.before !== "") return fromWithinLine(converted, rules, own, target.before);
  const ownInStrings = linesInStrings(own, target.languageId);
  const ownCode = own.filter((_, index) => !ownInStrings?.has(index));
  return fromLineStart(converted, rules, own, ownCode);
}

/** For a target that begins at the start of a line. `ownCode` are the lines of the original that are not in strings. */
function fromLineStart(
  lines: readonly string[],
  { isFixed, isCertain }: Rules,
  own: readonly string[],
  ownCode: readonly string[],
): readonly string[] {
  const base = own.every(isBlank) ? (own[0] ?? "") : commonIndent(ownCode);
  const given = commonIndent(lines.filter((_, index) => !isFixed(index)));
  if (base === given || !base.startsWith(given)) return lines;
  const missing = base.slice(given.length);
  const votes = countVotes(lines, own, missing);
  const isProven = votes.missing > votes.kept;
  const startsElsewhere = given === "" && indentOf(lines[0] ?? "") !== indentOf(own[0] ?? "");
  const isLikely = isCertain && votes.kept === 0 && startsElsewhere;
  return isProven || isLikely ? shifted(lines, missing, 0, isFixed, own) : lines;
}

/** For a target that begins after `before`: the first line is in place, the lines below may lack its indentation. */
function fromWithinLine(
  lines: readonly string[],
  { isFixed, isCertain }: Rules,
  own: readonly string[],
  before: string,
): readonly string[] {
  const base = indentOf(before);
  const [first = "", ...rest] = lines;
  const given = isBlank(before) ? indentOf(first) : "";
  if (!base.startsWith(given)) return withBase(lines, given, base, isFixed);
  const trimmed = [first.slice(given.length), ...rest];
  const missing = base.slice(given.length);
  if (missing === "") return trimmed;
  const ownRest = own.slice(1);
  const votes = countVotes(rest, ownRest, missing);
  const isProven = votes.missing > votes.kept;
  const isDedented = given !== "" || liesLeftOf([before + first, ...rest], isFixed, base);
  const isLikely = isCertain && votes.missing + votes.kept === 0 && isDedented;
  return isProven || isLikely ? shifted(trimmed, missing, 1, isFixed, ownRest) : trimmed;
}

/** For a first line that is indented in another way than the document's, or further. */
function withBase(lines: readonly string[], given: string, base: string, isFixed: Rules["isFixed"]): readonly string[] {
  const moves = (line: string, index: number): boolean => !isBlank(line) && !isFixed(index);
  const isShared = lines.every((line, index) => !moves(line, index) || line.startsWith(given));
  if (!isShared) return lines.with(0, (lines[0] ?? "").slice(given.startsWith(base) ? base.length : given.length));
  return lines.map((line, index) => {
    const rest = moves(line, index) ? line.slice(given.length) : line;
    return index > 0 && moves(line, index) ? base + rest : rest;
  });
}

/** Whether the lines below the first cannot stand where they are: left of `base`, or level with a line that opens a block. */
function liesLeftOf(lines: readonly string[], isFixed: Rules["isFixed"], base: string): boolean {
  const below = lines.filter((line, index) => index > 0 && !isBlank(line) && !isFixed(index)).map(indentOf);
  const least = Math.min(...below.map((indent) => indent.length));
  if (below.length === 0) return false;
  const opens = /[{([:]\s*$/.test(lines[0] ?? "");
  return least < base.length || (opens && (below[0]?.length ?? 0) <= base.length);
}

/** Puts `missing` in front of the lines from `from` on. A line inside a string moves only when the original proves it. */
function shifted(
  lines: readonly string[],
  missing: string,
  from: number,
  isFixed: Rules["isFixed"],
  own: readonly string[],
): readonly string[] {
  const known = new Set(own);
  return lines.map((line, index) => {
    if (index < from || isBlank(line)) return line;
    return isFixed(index) && !known.has(missing + line) ? line : missing + line;
  });
}

/** How many lines of the original came back without `missing`, and how many with the indentation they had. */
function countVotes(
  lines: readonly string[],
  own: readonly string[],
  missing: string,
): { readonly missing: number; readonly kept: number } {
  const indents = new Map<string, string | undefined>();
  for (const line of own) {
    const text = line.trim();
    // A line that occurs at two depths proves nothing.
    const known = indents.has(text) && indents.get(text) !== indentOf(line);
    indents.set(text, known ? undefined : indentOf(line));
  }
  const votes = { missing: 0, kept: 0 };
  for (const line of lines) {
    const indent = /\w/.test(line) ? indents.get(line.trim()) : undefined;
    if (indent === undefined) continue;
    if (indent === missing + indentOf(line)) votes.missing++;
    else if (indent === indentOf(line)) votes.kept++;
  }
  return votes;
}
