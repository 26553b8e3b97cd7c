import type { SyntaxParser } from "../../ports/syntax.ts";
import type { LineRange } from "../answer/fileAnswer.ts";
import { isBlank, splitLines } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import { areBlocksSame, endSameBlock } from "./blocks.ts";
import type { Chain, Ends, Window } from "./chains.ts";
import { findDeclarations } from "./declarations.ts";
import { bracketsOpenAfter } from "./depths.ts";
import { areEndsCertain, areEndsElsewhere, areEndsUnique, isDistinct, isEndUnique } from "./ends.ts";
import { weightOf, type FileLines } from "./fileLines.ts";
import { withBracketIndents } from "./flattened.ts";
import { asWritten, findReindent } from "./reindent.ts";
import { ownElisions, toOutline, withoutBlankEnds, type Outline } from "./outline.ts";
import { findPlaces, type Segment } from "./places.ts";
import { pairLines, rewrite, type Placed, type Rewritten } from "./rewrite.ts";
import { shellIn } from "./shell.ts";
import { isGappy, isRenamed } from "./statements.ts";
import { withLines } from "./withLines.ts";
import { asWholeFile } from "./wholeFile.ts";
import { sayingOfLine, sayingsOf } from "./sayingOfLine.ts";

/** What a block of code does to a file. */
export type CodePlace =
  | {
      readonly type: "placed";
      readonly how: "whole" | "lines" | "declaration" | "selection";
      readonly parts: readonly Rewritten[];
    }
  /** It stands there already, or the file has it as it is. */
  | { readonly type: "quoted" }
  | { readonly type: "ambiguous"; readonly places: readonly LineRange[] }
  | { readonly type: "missing"; readonly reason: MissingCode; readonly line?: string };

export type MissingCode =
  /** Nothing in the file says where the code belongs. */
  | "unanchored"
  /** Where it begins and ends is not certain, although the file has some of its lines. */
  | "uncertain"
  /** `line` leaves code out, and what it stands for cannot be told. */
  | "elided"
  /** It could be the whole file, or a part of it. */
  | "unclear-whole"
  /** It could be the new text of the selection, or of a part of it. */
  | "unclear-part"
  /** Its indentation or its characters cannot be put right. */
  | "damaged"
  | "empty";

export type CodeContext = {
  readonly file: FileLines;
  readonly languageId: string;
  /** Loaded when it is needed. */
  readonly parser: () => Promise<SyntaxParser | undefined>;
  /** Whether the answer says that the block is the whole file. */
  readonly isWhole: boolean;
};

/** A block without the blank lines at its ends. */
export function linesOfBlock(code: string): readonly string[] {
  return withoutBlankEnds(splitLines(code.replace(/^\uFEFF/, "")));
}

/** Where a block of code belongs that nobody said a place for, and what it makes of the lines there. */
export async function placeCode(code: string, context: CodeContext): Promise<CodePlace> {
  const lines = linesOfBlock(code);
  if (lines.length === 0) return { type: "missing", reason: "empty" };
  if (isQuoted(lines, context.file)) return { type: "quoted" };
  return placeIn(lines, context, { startLine: 0, endLine: context.file.lines.length });
}

/** The same for lines that belong into `window`. */
export async function placeIn(lines: readonly string[], context: CodeContext, window: Window): Promise<CodePlace> {
  const whole = placeWhole(lines, context, window);
  if (whole) return whole;
  const place = await placeAsWritten(lines, context, window, "exact");
  if (place.type === "placed") return place;
  // Brackets are told apart by their indentation, which the answer may have lost.
  const restored = withLikelyIndentation(lines, context.file, window);
  const again = restored && (await placeAsWritten(lines, context, window, "exact", restored));
  if (again?.type === "placed" || place.type !== "missing") return again?.type === "placed" ? again : place;
  const moved = await placeAsWritten(lines, context, window, "moved");
  return moved.type === "placed" ? moved : (again ?? place);
}

function placeWhole(lines: readonly string[], context: CodeContext, window: Window): CodePlace | undefined {
  const { file, isWhole } = context;
  if (window.endLine - window.startLine < file.lines.length) return undefined;
  const own = ownElisions(lines, file);
  const { elision, inline } = toOutline(lines, (index) => own.has(index));
  if (elision !== undefined || inline !== undefined) return undefined;
  const whole = asWholeFile(lines, file, isWhole);
  if (whole === "unclear") return { type: "missing", reason: "unclear-whole" };
  if (!whole) return undefined;
  const place = placed([{ ...whole, lines }], context, "whole");
  return own.size === 0 || keepsOwn(place, lines, own) ? place : undefined;
}

async function placeAsWritten(
  lines: readonly string[],
  context: CodeContext,
  window: Window,
  ends: Ends,
  sought = lines,
): Promise<CodePlace> {
  const { file } = context;
  const own = ownElisions(lines, file);
  const place = await placeOutline(
    outlinesOf((index) => own.has(index)),
    context,
    window,
    ends,
  );
  if (own.size === 0 || keepsOwn(place, lines, own)) return place;
  // The file has such a comment, but in another place: here it stands for code.
  return placeOutline(
    outlinesOf(() => false),
    context,
    window,
    ends,
  );

  function outlinesOf(isOwn: (index: number) => boolean): Outlines {
    return { ...toOutline(lines, isOwn), sought: toOutline(sought, isOwn).segments };
  }
}

/** `sought` are the segments as they are to be looked for: with their likely indentation. */
type Outlines = Outline & { readonly sought: Outline["segments"] };

/** Whether the block stands in the file line for line. */
export function isQuoted(lines: readonly string[], { placesOf, sayings }: FileLines): boolean {
  const given = sayingsOf(lines);
  return (placesOf.get(given[0] ?? "") ?? []).some((start) =>
    given.every((saying, index) => sayings[start + index] === saying),
  );
}

/** The lines moved as those that are in the file once would have to be; undefined when they stand right. */
function withLikelyIndentation(
  lines: readonly string[],
  file: FileLines,
  window: Window,
): readonly string[] | undefined {
  const counts = new Map<string, number>();
  const sayings = sayingsOf(lines);
  for (const saying of sayings) counts.set(saying, (counts.get(saying) ?? 0) + 1);
  const known = new Map<number, string>();
  for (const [index, saying] of sayings.entries()) {
    const places = (file.placesOf.get(saying) ?? []).filter((p) => p >= window.startLine && p < window.endLine);
    const [place] = places;
    const isOnce = place !== undefined && places.length === 1 && counts.get(saying) === 1 && hasWords(saying);
    if (isOnce) known.set(index, file.lines[place] ?? "");
  }
  const own = [...known.values()];
  const pairs = [...known].map(([index, text]) => ({ given: lines[index] ?? "", own: text }));
  const reindent = findReindent({ pairs, ends: [], given: lines, own, unit: file.unit });
  if (!reindent) return file.unit === undefined ? undefined : withBracketIndents(lines, known, file.unit);
  if (reindent === asWritten) return undefined;
  const moved = lines.map((line) => (isBlank(line) ? line : reindent(line)));
  return moved.every((line) => line !== undefined) ? moved : undefined;
}

function keepsOwn(place: CodePlace, lines: readonly string[], own: ReadonlySet<number>): boolean {
  if (place.type !== "placed") return false;
  const wanted = [...own].map((index) => sayingOfLine(lines[index] ?? ""));
  const texts = new Set(
    place.parts
      .flatMap((part) => part.lines)
      .filter((line) => typeof line === "string")
      .map(sayingOfLine),
  );
  return wanted.every((saying) => !texts.has(saying));
}

async function placeOutline(outline: Outlines, context: CodeContext, window: Window, ends: Ends): Promise<CodePlace> {
  const { file } = context;
  if (outline.inline !== undefined) return { type: "missing", reason: "elided", line: outline.inline };
  if (outline.segments.length === 0) return { type: "missing", reason: "elided", line: outline.elision ?? "" };
  const segments: Segment[] = outline.sought.map((segment) => ({ lines: segment }));
  const isSame = (index: number, a: Chain, b: Chain): boolean => {
    const segment = segments[index]?.lines ?? [];
    return isSameOutcome(segment, a, b, file);
  };
  const partAt = (index: number, place: Chain): Placed => ({ ...place, lines: segments[index]?.lines ?? [] });
  const found = findPlaces(segments, file, window, ends, {
    isSame,
    isProven: (index, place) => {
      const part = partAt(index, place);
      return areEndsUnique(part, file, window) && areBlocksSame(part, file);
    },
    isFixed: (index, place) => isEndUnique(partAt(index, place), file, window),
    isPossible: (index, place) => {
      const part = partAt(index, place);
      if (!areBlocksSame(part, file)) return false;
      return areEndsUnique(part, file, window) || areEndsCertain(part, file, window);
    },
    isLikely: (index, place) => !areEndsElsewhere(partAt(index, place), file, window),
    isTwin: (a, b) => isTwin(a, b, file),
    isQuiet: (index, place) => isQuiet(segments[index]?.lines ?? [], place, file),
  });
  if (found.type === "places") {
    const parts = found.places.map((place, index) => partAt(index, place));
    const isCertain = (part: Placed): boolean =>
      areBlocksSame(part, file) &&
      (outline.elision !== undefined || !isGappy(part, file)) &&
      !isRenamed(part, file) &&
      areEndsCertain(part, file, window) &&
      !areEndsElsewhere(part, file, window);
    if (parts.some((part) => isDistinct(part, file, window)) && parts.every(isCertain)) {
      const shell = await shellIn(parts, context.file, context.parser);
      if (shell !== undefined) return { type: "missing", reason: "elided", line: shell };
      const written = parts.map((part, index) => ({ ...part, lines: outline.segments[index] ?? [] }));
      return placed(written, context, "lines");
    }
  }
  const declared = await byDeclarations(outline, context, found.type === "ambiguous");
  if (declared) return declared;
  if (found.type === "ambiguous" && found.places.length > 1) {
    return { type: "ambiguous", places: found.places.map(({ startLine, endLine }) => ({ startLine, endLine })) };
  }
  if (outline.elision !== undefined) return { type: "missing", reason: "elided", line: outline.elision };
  return { type: "missing", reason: found.type === "missing" ? "unanchored" : "uncertain" };
}

/** Whether the file is the same afterwards, whichever of the two places the lines go to. */
function isSameOutcome(lines: readonly string[], a: Chain, b: Chain, file: FileLines): boolean {
  const start = Math.min(a.startLine, b.startLine);
  const end = Math.max(a.endLine, b.endLine);
  if (end - start > MOST_COMPARED) return isQuiet(lines, a, file) && isQuiet(lines, b, file);
  const [one, other] = [a, b].map((place) => {
    const [part] = rewrite([{ ...place, lines }], file) ?? [];
    if (!part) return undefined;
    const middle = part.lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
    return [...file.lines.slice(start, part.startLine), ...middle, ...file.lines.slice(part.endLine, end)].join("\n");
  });
  return one !== undefined && one === other;
}

function isTwin(a: Chain, b: Chain, { sayings }: FileLines): boolean {
  const own = sayings.slice(a.startLine, a.endLine);
  return (
    own.length === b.endLine - b.startLine && own.every((saying, index) => saying === sayings[b.startLine + index])
  );
}

function isQuiet(lines: readonly string[], { startLine, endLine }: Chain, { sayings }: FileLines): boolean {
  return (
    endLine - startLine === lines.length &&
    lines.every((line, index) => sayingOfLine(line) === sayings[startLine + index])
  );
}

const MOST_COMPARED = 3_000;

/**
 * The places of the declarations that a block consists of. A result that no longer parses where the file did is none,
 * nor is a new declaration where the lines themselves fit several places.
 */
async function byDeclarations(
  outline: Outline,
  context: CodeContext,
  isAmbiguous: boolean,
): Promise<CodePlace | undefined> {
  const { file, parser } = context;
  if (outline.elision !== undefined) return undefined;
  const loaded = await parser();
  if (!loaded) return undefined;
  const window = { startLine: 0, endLine: file.lines.length };
  const [lines = []] = outline.segments;
  const declared = findDeclarations(lines, file, loaded, window);
  if (!declared || declared.type === "ambiguous") return declared;
  const { parts, hasNew } = declared;
  const shell = await shellIn(parts, context.file, context.parser);
  if (shell !== undefined) return { type: "missing", reason: "elided", line: shell };
  if (hasNew && isAmbiguous) return undefined;
  // In another order than the file's they may be new ones of the same names.
  if (parts.some((part, index) => part.startLine < (parts[index - 1]?.endLine ?? 0))) return undefined;
  // A parser takes some texts for whole that lack their end, such as a macro.
  const isBalanced = parts.every(
    (part) => bracketsOpenAfter(part.lines) === bracketsOpenAfter(file.lines.slice(part.startLine, part.endLine)),
  );
  if (!isBalanced || parts.some((part) => isCutOff(part, file))) return undefined;
  const place = placed(parts, { file }, "declaration");
  if (place.type !== "placed" || loaded.parse(file.text).problems.length > 0) return place;
  return loaded.parse(withLines(place.parts, file), "problems").problems.length === 0 ? place : undefined;
}

/** Whether a part stops in the middle of a declaration that no bracket ends: more goes there than comes. */
function isCutOff(part: Placed, file: FileLines): boolean {
  if (endSameBlock(part.lines.at(-1), file.lines[part.endLine - 1])) return false;
  const pairs = pairLines(part, file);
  const last = pairs.findLastIndex((own) => own !== undefined && file.sayings[own] !== "");
  const lost = (file.weightAbove[part.endLine] ?? 0) - (file.weightAbove[(pairs[last] ?? part.startLine) + 1] ?? 0);
  const added = part.lines.slice(last + 1).reduce((sum, line) => sum + weightOf(sayingOfLine(line)), 0);
  return lost > 3 * added;
}

function placed(
  parts: readonly Placed[],
  { file }: Pick<CodeContext, "file">,
  how: Extract<CodePlace, { type: "placed" }>["how"],
): CodePlace {
  const rewritten = rewrite(parts, file);
  return rewritten ? { type: "placed", how, parts: rewritten } : { type: "missing", reason: "damaged" };
}
