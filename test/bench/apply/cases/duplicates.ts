import type { Random } from "../random.ts";
import { isTelling } from "./occurrences.ts";
import { withInserted } from "./site.ts";
import type { Site } from "./site.ts";

const REACH = 8;

/** The surroundings of the only change once more, at another place. */
export function withDuplicate(site: Site, random: Random): Site | undefined {
  return withCopy(site, random, (lines) => lines);
}

/** The same with one word of each line next to the change another, so that the original is the only place. */
export function withNearDuplicate(site: Site, random: Random): Site | undefined {
  const [change] = site.changes;
  if (!change) return undefined;
  return withCopy(site, random, (lines, first) => {
    const [from, to] = [change.start - first, change.end - first];
    const near = [...lines.keys()].filter((index) => index < from || index >= to);
    const above = near.findLast((index) => index < from && hasWord(lines[index]));
    const below = near.find((index) => index >= to && hasWord(lines[index]));
    if (above === undefined || below === undefined) return undefined;
    return lines.map((line, index) => (index === above || index === below ? withOtherWord(line) : line));
  });
}

/** Another word in a line, as in the same code for another thing. */
export function withOtherWord(line: string): string {
  return line.replace(WORD, (word) => `${word}${/^\p{Lu}/u.test(word) ? "Other" : "other"}`);
}

export function hasWord(line: string | undefined): boolean {
  return line !== undefined && WORD.test(line) && isTelling(line);
}

const WORD = /\p{L}{4,}/u;

function withCopy(
  site: Site,
  random: Random,
  change: (lines: readonly string[], first: number) => readonly string[] | undefined,
): Site | undefined {
  const [only, ...others] = site.changes;
  if (!only || others.length > 0) return undefined;
  const [first, last] = [Math.max(0, only.start - REACH), Math.min(site.lines.length, only.end + REACH)];
  const copy = change(site.lines.slice(first, last), first);
  if (!copy) return undefined;
  const room = [...site.lines.keys()].filter((line) => line < first || line >= last);
  // Next to the original at times, and anywhere at others.
  const at = room.length === 0 || random.chance(0.3) ? random.pick([first, last]) : random.pick(room);
  return withInserted(site, at, copy);
}
