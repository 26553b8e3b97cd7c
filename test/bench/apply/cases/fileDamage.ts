import type { Random } from "../random.ts";
import type { Block } from "./block.ts";
import { oldSide } from "./block.ts";
import { elisionComment } from "./comments.ts";
import { isTelling } from "./occurrences.ts";
import { withInserted } from "./site.ts";
import type { Site } from "./site.ts";

/** Spaces at the ends of lines that the answer quotes, and that it does not know of. */
export function withTrailingSpaces(site: Site, blocks: readonly Block[]): Site | undefined {
  const lines = [...site.lines];
  for (const block of blocks) {
    const quoted = oldSide(block).length;
    const telling = lines.slice(block.oldStart, block.oldStart + quoted).filter(isTelling).length;
    const changed = site.changes.some(({ start, end }) => start <= block.oldStart && end >= block.oldStart + quoted);
    if (telling < 2 || changed) return undefined;
    for (let index = block.oldStart; index < block.oldStart + quoted; index++) lines[index] += "  ";
  }
  return { ...site, lines };
}

export function withoutFinalLineEnd(site: Site): Site | undefined {
  return site.lines.at(-1) === "" ? undefined : { ...site, finalLineEnd: false };
}

/** Line ends that most of the file does not have, far from what changes. */
export function withOddLineEnds(site: Site): Site | undefined {
  return withFarLines(site, (line) => `${line}\r`);
}

/** A surrogate without its other half, one with it, a letter with a combining accent, and a character of no width. */
export function withOddCharacters(site: Site): Site | undefined {
  return withFarLines(site, (line) => `${line}\ud83d \u{1f642} e\u0301 \u200b \u2028`);
}

/** A comment right above the change that looks as if lines were left out, and is the file's own. */
export function withElisionComment(site: Site, random: Random): Site | undefined {
  const [change, ...others] = site.changes;
  const above = site.lines[(change?.start ?? 0) - 1];
  if (!change || others.length > 0 || above === undefined || above.trim() === "") return undefined;
  const indentation = /^\s*/.exec(above)?.[0] ?? "";
  return withInserted(site, change.start - 1, [indentation + elisionComment(site.languageId, random)]);
}

const FAR = 12;

function withFarLines(site: Site, change: (line: string) => string): Site | undefined {
  const far = [...site.lines.keys()].filter((index) =>
    site.changes.every(({ start, end }) => index < start - FAR || index >= end + FAR),
  );
  const chosen = new Set([0.1, 0.5, 0.9].map((share) => far[Math.floor(far.length * share)]));
  if (far.length < FAR || site.lines.length < 2 * FAR) return undefined;
  return { ...site, lines: site.lines.map((line, index) => (chosen.has(index) ? change(line) : line)) };
}
