import { blocksApart, endsWithBlock, placeByName } from "./apart.ts";
import { areBlocksSame, losesAboveHead } from "./blocks.ts";
import type { Chain, Ends, Window } from "./chains.ts";
import { placed, type CodeContext, type CodePlace } from "./codePlace.ts";
import { areEndsCertain, areEndsElsewhere, areEndsUnique, isDistinct, isEndUnique } from "./ends.ts";
import { haveTwins, isQuiet, isSameOutcome, isTwin } from "./equalPlaces.ts";
import { couldBeInserted } from "./insertions.ts";
import type { Outline } from "./outline.ts";
import { placeDeclarations } from "./placeDeclarations.ts";
import { findPlaces, type Segment } from "./places.ts";
import type { Placed } from "./rewrite.ts";
import { shellIn } from "./shell.ts";
import { isGappy, isRenamed, mayBeCutShort } from "./statements.ts";

/** `sought` are the segments as they are to be looked for: with their likely indentation. */
export type Outlines = Outline & {
  readonly sought: Outline["segments"];
  /** They are functions or the like that stand apart in the file, each of which has to show its place by itself. */
  readonly areApart?: true;
};

/** Where the segments of a block stand, by their lines or else by what they declare. */
export async function placeOutline(
  outline: Outlines,
  context: CodeContext,
  window: Window,
  ends: Ends,
): Promise<CodePlace> {
  const { file } = context;
  if (outline.inline !== undefined) return { type: "missing", reason: "elided", line: outline.inline };
  if (outline.segments.length === 0) return { type: "missing", reason: "elided", line: outline.elision ?? "" };
  const segments: Segment[] = outline.sought.map((lines) => {
    const known = outline.areApart && placeByName(lines, file, window);
    return { lines, ...(known && { known: [known] }) };
  });
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
      (areEndsUnique(part, file, window) || !losesAboveHead(part, file)) &&
      (outline.elision !== undefined || !isGappy(part, file)) &&
      !isRenamed(part, file) &&
      (outline.areApart === undefined || endsWithBlock(part, file)) &&
      (outline.elision !== undefined || !mayBeCutShort(part, file)) &&
      (areEndsUnique(part, file, window) ||
        (outline.areApart === undefined && !couldBeInserted(part, file)) ||
        placeByName(part.lines, file, window)?.startLine === part.startLine) &&
      (areEndsUnique(part, file, window) || areEndsCertain(part, file, window)) &&
      !areEndsElsewhere(part, file, window);
    if (parts.some((part) => isDistinct(part, file, window)) && parts.every(isCertain)) {
      const shell = await shellIn(parts, context.file, context.parser);
      if (shell !== undefined) return { type: "missing", reason: "elided", line: shell };
      const written = parts.map((part, index) => ({ ...part, lines: outline.segments[index] ?? [] }));
      return placed(written, context, "lines");
    }
  }
  // What stands above one of two equal places and not above the other shows nothing.
  const areTwins = found.type === "ambiguous" && haveTwins(found.places, file);
  const declared = areTwins ? undefined : await placeDeclarations(outline, context, found.type === "ambiguous");
  if (declared) return declared;
  if (found.type === "ambiguous" && found.places.length > 1) {
    return { type: "ambiguous", places: found.places.map(({ startLine, endLine }) => ({ startLine, endLine })) };
  }
  if (outline.elision !== undefined) return { type: "missing", reason: "elided", line: outline.elision };
  const [lines = []] = outline.segments;
  const [sought = []] = outline.sought;
  const apart = outline.areApart ? undefined : blocksApart(sought);
  const written = apart && blocksApart(lines);
  if (apart && apart.length === written?.length) {
    const place = await placeOutline(
      { ...outline, segments: written, sought: apart, areApart: true },
      context,
      window,
      ends,
    );
    if (place.type === "placed") return place;
  }
  return { type: "missing", reason: found.type === "missing" ? "unanchored" : "uncertain" };
}
