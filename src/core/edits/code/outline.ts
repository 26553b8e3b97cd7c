import { findElision, isElisionLine, mayElide } from "../elisions.ts";
import { isBlank } from "../lines.ts";
import type { FileLines } from "./fileLines.ts";
import { sayingOfLine } from "./sayingOfLine.ts";

/** A block taken apart where it leaves code out. */
export type Outline = {
  /** The lines between, each without blank lines at its ends and never empty, in order. */
  readonly segments: readonly (readonly string[])[];
  readonly startsElided: boolean;
  readonly endsElided: boolean;
  /** The first line that stands for code left out; undefined when none does. */
  readonly elision: string | undefined;
  /** A line that leaves out a part of itself, as `f() { /* ... *\/ }` does; nothing can be put back there. */
  readonly inline: string | undefined;
};

/**
 * `isOwn` says of lines that could stand for left-out code which are the file's own lines. An ellipsis as the body of
 * a Python function is code where it is new.
 */
export function toOutline(lines: readonly string[], isOwn: (index: number) => boolean): Outline {
  const segments: string[][] = [[]];
  let elision: string | undefined;
  let inline: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (!mayElide(line)) {
      segments.at(-1)?.push(line);
    } else if (isElisionLine(line) && !isOwn(index)) {
      elision ??= line.trim();
      segments.push([]);
    } else {
      if (!isOwn(index)) inline ??= findElision(line, "");
      segments.at(-1)?.push(line);
    }
  }
  const trimmed = segments.map(withoutBlankEnds);
  return {
    segments: trimmed.filter((segment) => segment.length > 0),
    startsElided: elision !== undefined && trimmed[0]?.length === 0,
    endsElided: elision !== undefined && trimmed.at(-1)?.length === 0,
    elision,
    inline,
  };
}

/** The indexes of lines that say that code was left out and stand in the file in the same words. */
export function ownElisions(lines: readonly string[], file: FileLines): ReadonlySet<number> {
  const own = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (!mayElide(line) || (findElision(line, "") === undefined && !isElisionLine(line))) continue;
    if (file.placesOf.has(sayingOfLine(line))) own.add(index);
  }
  return own;
}

export function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}
