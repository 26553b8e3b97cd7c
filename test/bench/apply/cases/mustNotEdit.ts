import type { Random } from "../random.ts";
import type { Pair } from "../corpus/pair.ts";
import { blocksOf, newSide, oldSide } from "./block.ts";
import type { Block } from "./block.ts";
import type { Expected } from "./case.ts";
import { endsOf } from "./codeBlocks.ts";
import { elisionComment } from "./comments.ts";
import type { Draft } from "./createEdit.ts";
import { createEdit } from "./createEdit.ts";
import { undamaged } from "./damages.ts";
import { hasWord, withDuplicate, withOtherWord } from "./duplicates.ts";
import { fenced, fewWords, muchProse, plainFencing } from "./fencing.ts";
import { formats, isPieceFormat, pieceFormats } from "./formats.ts";
import type { Format } from "./formats.ts";
import { functionAround } from "./functions.ts";
import { languageNames } from "./languageNames.ts";
import { isTelling, loosened, loosePlacesOf, placesOf } from "./occurrences.ts";
import { onlyOtherFile } from "./otherFile.ts";
import { applyPatch, searchReplace, unifiedDiff } from "./pieceFormats.ts";
import type { Content } from "./pieceFormats.ts";
import { changedLines, textOf } from "./site.ts";
import type { Site } from "./site.ts";

/** A kind of answer that must leave the file as it is. */
export type Trap = {
  readonly name: string;
  readonly formats: readonly Format[];
  readonly create: (site: Site, format: Format, random: Random, other: Pair) => Draft | undefined;
};

export const traps: readonly Trap[] = [
  { name: "two equal places", formats: [...pieceFormats, "fragment"], create: twoEqualPlaces },
  { name: "only a near-duplicate is there", formats: pieceFormats, create: onlyNearDuplicate },
  { name: "of another file", formats: [...pieceFormats, "fragment", "elision"], create: ofAnotherFile },
  { name: "new function, no anchor", formats: ["fragment"], create: newFunction },
  { name: "nothing to search for", formats: ["search-replace", "diff"], create: nothingToSearchFor },
  { name: "elision between ends that occur twice", formats: ["elision"], create: elisionTwice },
  {
    name: "already applied",
    formats: [...formats].filter((format) => format !== "elision-in-function"),
    create: alreadyApplied,
  },
  { name: "deletes more than half", formats: ["selection", "function"], create: deletesMuch },
  { name: "prose only", formats: ["fragment"], create: proseOnly },
  { name: "a shell command only", formats: ["fragment"], create: shellCommand },
  { name: "only for another file", formats: [...pieceFormats, "whole-file"], create: onlyForAnotherFile },
];

function twoEqualPlaces(site: Site, format: Format, random: Random): Draft | undefined {
  const twice = withDuplicate(site, random);
  if (!twice) return undefined;
  const reach = format === "fragment" ? random.between(2, 5) : random.between(1, 3);
  const [block] = blocksOf(twice, reach, reach);
  if (!block || !oldSide(block).some(isTelling)) return undefined;
  const places = placesOf(twice.lines, oldSide(block));
  if (places.length !== 2 || Math.abs((places[0] ?? 0) - (places[1] ?? 0)) < oldSide(block).length) return undefined;
  if (format === "fragment" && !endsOf(block.rows).every((end) => areTwo(twice.lines, end))) return undefined;
  const content = contentOf([block], twice, format, random);
  // A wrong number that is right for one of the two would decide.
  const numbers = content?.lines.flatMap((line) => /^@@ -(\d+)/.exec(line)?.[1] ?? []).map(Number);
  if (numbers?.some((number) => places.includes(number - 1))) return undefined;
  return content && draft(twice, format, "two equal places", content, random, { outcome: "ambiguous" });
}

function onlyNearDuplicate(site: Site, format: Format, random: Random): Draft | undefined {
  const reach = random.between(1, 3);
  const blocks = blocksOf(site, reach, reach);
  const [block] = blocks;
  if (!block || blocks.length > 1 || loosePlacesOf(site.lines, oldSide(block)).length !== 1) return undefined;
  const removed = block.rows.filter(({ kind, text }) => kind === "old" && hasWord(text));
  if (removed.length === 0) return undefined;
  const { text } = random.pick(removed);
  const index = site.lines.indexOf(text, block.oldStart);
  const lines = site.lines.with(index, withOtherWord(text));
  // Elsewhere it could be the line that is meant, with other lines around it.
  if (loosePlacesOf(lines, [text]).length > 0) return undefined;
  const content = contentOf([block], site, format, random);
  return content && draft({ ...site, lines }, format, "only a near-duplicate is there", content, random, refused);
}

function ofAnotherFile(site: Site, format: Format, random: Random, other: Pair): Draft | undefined {
  const [change] = other.changes;
  const foreign = { ...site, lines: other.lines, changes: change ? [change] : [] };
  const [block] = blocksOf(foreign, 3, 3);
  if (
    !block ||
    !sharesNothing(
      site.lines,
      block.rows.map(({ text }) => text),
    )
  )
    return undefined;
  if (oldSide(block).filter(isTelling).length < 2) return undefined;
  const content = contentOf([block], site, format, random);
  return content && draft(site, format, "of another file", content, random, refused);
}

function newFunction(site: Site, format: Format, random: Random, other: Pair): Draft | undefined {
  const foreign = { ...site, lines: other.lines };
  const range = functionAround(foreign, random.below(other.lines.length));
  if (!range || site.lines.some((line) => line.includes(range.name))) return undefined;
  const lines = other.lines.slice(range.start, range.end);
  if (!sharesNothing(site.lines, lines)) return undefined;
  const content = { info: random.pick(languageNames(site.languageId)), lines };
  return draft(site, format, "new function, no anchor", content, random, refused);
}

function nothingToSearchFor(site: Site, format: Format, random: Random): Draft | undefined {
  const added = site.changes.find(({ lines }) => lines.some(isTelling))?.lines;
  if (!added || site.lines.length < 8) return undefined;
  const rows = added.map((text) => ({ kind: "new", text }) as const);
  const block = { oldStart: 0, newStart: 0, rows };
  const content =
    format === "diff"
      ? unifiedDiff([block], site.path, "missing", random)
      : searchReplace([block], languageNames(site.languageId)[0] ?? "");
  return content && draft(site, format, "nothing to search for", content, random, refused);
}

function elisionTwice(site: Site, format: Format, random: Random): Draft | undefined {
  const twice = withDuplicate(site, random);
  const [change] = twice?.changes ?? [];
  if (!twice || !change) return undefined;
  const above = twice.lines.slice(change.start - 6, change.start - 4);
  const [block] = blocksOf(twice, 2, 2);
  if (!block || change.start < 8 || change.end + 8 > twice.lines.length) return undefined;
  const ends = [above, ...endsOf(block.rows)];
  if (!ends.every((end) => end.filter(isTelling).length >= 2 && areTwo(twice.lines, end))) return undefined;
  const lines = [...above, elisionComment(twice.languageId, random), ...newSide(block)];
  const content = { info: random.pick(languageNames(site.languageId)), lines };
  return draft(twice, format, "elision between ends that occur twice", content, random, refused);
}

/** The same answer as for the file before, to the file after. */
function alreadyApplied(site: Site, format: Format, random: Random): Draft | undefined {
  const made = createEdit(site, format, undamaged, random);
  if (made?.expected.outcome !== "edited") return undefined;
  const now = changedLines(site);
  const reach = isPieceFormat(format) ? 3 : 2;
  for (const block of blocksOf(site, reach, reach)) {
    const [above, below] = endsOf(block.rows);
    // Lines on both sides tell where it would have to stand, and that it does.
    if (!above.some(isTelling) || !below.some(isTelling)) return undefined;
    if (loosePlacesOf(now, newSide(block)).length !== 1 || loosePlacesOf(now, oldSide(block)).length > 0)
      return undefined;
  }
  const grown = now.length - site.lines.length;
  const { selection, ...rest } = made;
  return {
    ...rest,
    damage: "already applied",
    text: made.expected.text,
    ...(selection && { selection: [selection[0], selection[1] + grown] }),
    expected: { outcome: "unchanged" },
  };
}

/** A long function, or a long selection, of which only the ends come back. */
function deletesMuch(site: Site, format: Format, random: Random): Draft | undefined {
  const line = random.below(site.lines.length);
  const range = functionAround(site, line);
  if (!range || range.end - range.start < 40) return undefined;
  const lines = [...site.lines.slice(range.start, range.start + 6), ...site.lines.slice(range.end - 3, range.end)];
  const content = { info: random.pick(languageNames(site.languageId)), lines };
  const made = draft(site, format, "deletes more than half", content, random, refused);
  return format === "selection" ? { ...made, selection: [range.start, range.end] } : made;
}

function proseOnly(site: Site, format: Format, random: Random): Draft {
  const { before, after } = muchProse(random);
  const lines = site.changes[0]?.lines.filter(isTelling).slice(0, 1) ?? [];
  const answer = [...before, ...lines.map((line) => `Use \`${line.trim().replaceAll("`", "")}\` instead.`), ...after];
  return { ...bare(site, format, "prose only", refused), answer: answer.join("\n") };
}

function shellCommand(site: Site, format: Format, random: Random): Draft | undefined {
  if (site.languageId === "shellscript" || site.languageId === "markdown") return undefined;
  const lines = ["npm install --save-dev some-unrelated-package", "npm run some-unrelated-script"];
  const answer = fenced(lines, random.pick(["bash", "sh", "console", ""]), { ...plainFencing, ...fewWords(random) });
  return { ...bare(site, format, "a shell command only", refused), answer };
}

function onlyForAnotherFile(site: Site, format: Format, random: Random): Draft {
  return { ...bare(site, format, "only for another file", refused), answer: onlyOtherFile(format, random) };
}

const refused: Expected = { outcome: "refused" };

function contentOf(blocks: readonly Block[], site: Site, format: Format, random: Random): Content | undefined {
  const [info = ""] = languageNames(site.languageId);
  switch (format) {
    case "search-replace":
      return searchReplace(blocks, info);
    case "diff":
      return unifiedDiff(blocks, site.path, random.pick(["wrong", "missing"]), random);
    case "apply-patch":
      return applyPatch(blocks, site.path, [], random);
    default: {
      const lines = blocks.flatMap(newSide);
      const comment = elisionComment(site.languageId, random);
      return { info, lines: format === "elision" ? [comment, ...lines, comment] : lines };
    }
  }
}

function draft(site: Site, format: Format, name: string, content: Content, random: Random, expected: Expected): Draft {
  const answer = fenced(content.lines, content.info, { ...plainFencing, ...fewWords(random) });
  return { ...bare(site, format, name, expected), answer };
}

function bare(site: Site, format: Format, damage: string, expected: Expected): Omit<Draft, "answer"> {
  return { format, damage, path: site.path, text: textOf(site, site.lines), expected };
}

function areTwo(lines: readonly string[], wanted: readonly string[]): boolean {
  return placesOf(lines, wanted).length === 2;
}

/** No line that tells anything stands in the file too. */
function sharesNothing(lines: readonly string[], others: readonly string[]): boolean {
  const own = new Set(lines.map(loosened));
  return others.some(isTelling) && !others.some((line) => isTelling(line) && own.has(loosened(line)));
}
