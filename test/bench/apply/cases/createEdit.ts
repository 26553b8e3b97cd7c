import type { Random } from "../random.ts";
import { blocksOf, newSide, oldSide } from "./block.ts";
import type { Block } from "./block.ts";
import type { Case } from "./case.ts";
import { codeBlocksOf } from "./codeBlocks.ts";
import type { CodeBlocks } from "./codeBlocks.ts";
import { elisionComment, foreignElisionComment } from "./comments.ts";
import { isLoose } from "./damages.ts";
import type { Damage } from "./damages.ts";
import { fenced, fewWords, plainFencing, usageExample } from "./fencing.ts";
import { isPieceFormat } from "./formats.ts";
import type { CodeFormat, Format, PieceFormat } from "./formats.ts";
import { languageNames } from "./languageNames.ts";
import { isTelling, loosePlacesOf, placesOf } from "./occurrences.ts";
import { withOtherFile } from "./otherFile.ts";
import { pathAbove, pathInInfo } from "./pathHints.ts";
import { applyPatch, searchReplace, unifiedDiff } from "./pieceFormats.ts";
import type { Content, Numbers } from "./pieceFormats.ts";
import { changedLines, textOf } from "./site.ts";
import type { Site } from "./site.ts";

export type Draft = Omit<Case, "id">;

/** An answer whose edit belongs into the file; undefined where its right result is not determined. */
export function createEdit(plain: Site, format: Format, damage: Damage, random: Random): Draft | undefined {
  const site = damage.prepare ? damage.prepare(plain, random) : plain;
  if (!site || site.changes.length === 0) return undefined;
  const made = isPieceFormat(format)
    ? createPieces(site, format, damage, random)
    : createCode(site, format, damage, random);
  if (!made) return undefined;
  const { contents, blocks, selection } = made;
  const soiled = damage.soil ? damage.soil(site, blocks) : site;
  if (!soiled) return undefined;
  const expected = textOf(soiled, changedLines(soiled));
  const text = textOf(soiled, soiled.lines);
  if (expected === text) return undefined;
  const answer = answerOf(contents, site, format, damage, random);
  if (answer === undefined) return undefined;
  return {
    format,
    damage: damage.name,
    path: site.path,
    text,
    answer: damage.answer ? damage.answer(answer) : answer,
    ...(selection && { selection }),
    expected: { outcome: "edited", text: expected },
  };
}

type Made = {
  /** One for each fence. */
  readonly contents: readonly Content[];
  /** As they are in the file. */
  readonly blocks: readonly Block[];
  readonly selection?: readonly [startLine: number, endLine: number];
};

function createPieces(site: Site, format: PieceFormat, damage: Damage, random: Random): Made | undefined {
  const reach = damage.context || random.chance(0.6) ? 3 : random.between(1, 3);
  const below = format === "search-replace" ? random.between(0, 3) : reach;
  const blocks = blocksOf(site, reach, below);
  const numbers = damage.numbers ?? random.pick<Numbers>(["right", "right", "wrong", "missing"]);
  const placed = damage.numbers === "right" && damage.prepare !== undefined;
  const places = isLoose(damage) ? loosePlacesOf : placesOf;
  for (const block of blocks) {
    const wanted = oldSide(block);
    if (!wanted.some(isTelling) || (!placed && places(site.lines, wanted).length !== 1)) return undefined;
  }
  const damaged = damagedBlocks(blocks, site, damage, 1, random);
  const contents = damaged && pieceContents(damaged, site, format, numbers, random);
  return contents && { contents, blocks };
}

/** One fence for all blocks, or for search/replace at times one for each. */
function pieceContents(
  blocks: readonly Block[],
  site: Site,
  format: PieceFormat,
  numbers: Numbers,
  random: Random,
): readonly Content[] | undefined {
  if (format === "search-replace") {
    const info = random.pick(["", ...languageNames(site.languageId)]);
    const groups = random.chance(0.5) ? [blocks] : blocks.map((block) => [block]);
    const contents = groups.map((group) => searchReplace(group, info));
    return contents.every((content) => content !== undefined) ? contents : undefined;
  }
  const content =
    format === "diff"
      ? unifiedDiff(blocks, site.path, numbers, random)
      : applyPatch(blocks, site.path, site.lines, random);
  return content && [content];
}

function createCode(site: Site, format: CodeFormat, damage: Damage, random: Random): Made | undefined {
  const code = codeBlocksOf(site, format, random, isLoose(damage));
  if (!code) return undefined;
  // The lines of an answer are damaged as one, wherever it leaves some out.
  const rows = code.blocks.flatMap((block) => block.rows);
  const [damaged] = damagedBlocks([{ oldStart: 0, newStart: 0, rows }], site, damage, 2, random) ?? [];
  if (!damaged) return undefined;
  let from = 0;
  const blocks = code.blocks.map((block) => ({
    ...block,
    rows: damaged.rows.slice(from, (from += block.rows.length)),
  }));
  const lines = withElisions({ ...code, blocks }, site, damage, random);
  const { selection } = code;
  return {
    contents: [{ info: random.pick(languageNames(site.languageId)), lines }],
    blocks: code.blocks,
    ...(selection && { selection }),
  };
}

function damagedBlocks(
  blocks: readonly Block[],
  site: Site,
  damage: Damage,
  proofs: number,
  random: Random,
): readonly Block[] | undefined {
  const { rows, context } = damage;
  const damaged = rows ? rows(blocks, proofs) : blocks;
  if (!damaged || !context) return damaged;
  const all = damaged.map((block) => context(block, site.lines, random));
  return all.every((block) => block !== undefined) ? all : undefined;
}

function withElisions(
  { blocks, leftOutBefore, leftOutAfter }: CodeBlocks,
  site: Site,
  damage: Damage,
  random: Random,
): readonly string[] {
  const comment =
    damage.special === "foreign-comment"
      ? foreignElisionComment(site.languageId, random)
      : elisionComment(site.languageId, random);
  const indented = (block: Block | undefined): string => {
    const line = newSide(block ?? { rows: [] }).find((text) => text.trim() !== "") ?? "";
    return (/^\s*/.exec(line)?.[0] ?? "") + comment;
  };
  const lines = blocks.flatMap((block, index) => [
    ...(index > 0 ? [indented(index < blocks.length - 1 || index === 1 ? block : blocks[index - 1])] : []),
    ...newSide(block),
  ]);
  return [
    ...(leftOutBefore ? [indented(blocks[0])] : []),
    ...lines,
    ...(leftOutAfter ? [indented(blocks.at(-1))] : []),
  ];
}

function answerOf(
  contents: readonly Content[],
  site: Site,
  format: Format,
  damage: Damage,
  random: Random,
): string | undefined {
  const { special } = damage;
  if (special === "no-fence") {
    // Behind a diff, prose would look like a line that has lost its sign.
    const { before, after } = fewWords(random);
    return [...before, ...contents.flatMap(({ lines }) => [...lines, ""]), ...(format === "diff" ? [] : after)].join(
      "\n",
    );
  }
  if (special === "other-file") return withOtherFile(contents, site, format, random);
  const fencing = { ...plainFencing, ...(damage.fencing ?? fewWords)(random) };
  const parts = contents.map(({ info, lines }, index) => {
    const isFirst = index === 0;
    const isLast = index === contents.length - 1;
    const hint = special === "path-above" ? pathAbove(site.path, random) : [];
    const told = special === "no-language" ? "" : info;
    return fenced(lines, special === "path-in-info" ? pathInInfo(info, site.path, random) : told, {
      ...fencing,
      closed: fencing.closed || !isLast,
      before: [...(isFirst ? fencing.before : [""]), ...hint],
      after: isLast ? fencing.after : [],
    });
  });
  if (special === "usage-example") parts.push(...usageExample(languageNames(site.languageId)[0] ?? ""));
  return parts.join("\n");
}
