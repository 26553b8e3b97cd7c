import { splitLines } from "../lines.ts";
import type { Ends, Window } from "./chains.ts";
import { placed, type CodeContext, type CodePlace } from "./codePlace.ts";
import type { FileLines } from "./fileLines.ts";
import { withLikelyIndentation } from "./likelyIndentation.ts";
import { ownElisions, toOutline, withoutBlankEnds } from "./outline.ts";
import { placeOutline, type Outlines } from "./placeOutline.ts";
import { sayingOfLine, sayingsOf } from "./sayingOfLine.ts";
import { asWholeFile } from "./wholeFile.ts";

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

/** Whether the block stands in the file line for line. */
export function isQuoted(lines: readonly string[], { placesOf, sayings }: FileLines): boolean {
  const given = sayingsOf(lines);
  return (placesOf.get(given[0] ?? "") ?? []).some((start) =>
    given.every((saying, index) => sayings[start + index] === saying),
  );
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
