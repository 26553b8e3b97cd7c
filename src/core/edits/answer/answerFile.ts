import type { Translate } from "../../../shared/l10n.ts";
import type { Syntax, SyntaxParser } from "../../ports/syntax.ts";
import { applyPieces } from "../applyPieces.ts";
import { toFileLines, type FileLines } from "../code/fileLines.ts";
import type { CodeContext, CodePlace } from "../code/codePlace.ts";
import { isQuoted, linesOfBlock, placeCode } from "../code/placeCode.ts";
import { RememberingParser } from "../code/rememberingParser.ts";
import { placeSelection } from "../code/placeSelection.ts";
import type { Rewritten } from "../code/rewrite.ts";
import { sayingOfLine } from "../code/sayingOfLine.ts";
import { withLines } from "../code/withLines.ts";
import { hasWords } from "../locate/similarity.ts";
import { describeBroken } from "../parse/describeBroken.ts";
import { editsOf, likelyBlocks, readBlocks, saysWhole, type AnswerBlock } from "./answerBlocks.ts";
import { codeOfBlock } from "./codeOfBlock.ts";
import { describeMissing } from "./describeMissing.ts";
import type { FileAnswer, FileOutcome, LineRange } from "./fileAnswer.ts";
import { areRivals, type Version } from "./rivalBlocks.ts";

export type AnswerParts = { readonly syntax: Syntax; readonly t: Translate };

type Refused = Extract<FileOutcome, { outcome: "refused" }>;

/** What a finished answer does to one file: the whole of it, or nothing. */
export async function answerFile(file: FileAnswer, parts: AnswerParts): Promise<FileOutcome> {
  const { t } = parts;
  const blocks = readBlocks(file.answer);
  const broken = blocks.flatMap(({ edit }) => (edit.type === "broken" ? [edit.reason] : []));
  if (broken[0] !== undefined) return refused("broken", describeBroken(broken[0], t));
  const edits = editsOf(blocks, file.path);
  if (edits.isDeleted) return refused("no-edit", t("The answer deletes this file. That is not an edit of its text."));
  if (edits.pieces.length > 0) {
    return offersAlternatives(blocks, file)
      ? { outcome: "ambiguous", among: "versions", reason: describeVersions(t), candidates: [] }
      : answerPieces(file, edits.pieces, t);
  }
  if (edits.whole === undefined && edits.others.length > 0) {
    return refused("no-edit", t("The answer's edits are for other files ({0}).", edits.others.join(", ")));
  }
  return answerCode(file, blocks, parts);
}

/** Whether one of the blocks for the file is another way to do what one above it does. */
function offersAlternatives(blocks: readonly AnswerBlock[], { path, languageId }: FileAnswer): boolean {
  const likely = likelyBlocks(blocks, languageId, path);
  const [, ...later] = blocks.filter((block) => likely.includes(block) || editsOf([block], path).pieces.length > 0);
  return later.some(({ isAlternative }) => isAlternative);
}

function answerPieces(file: FileAnswer, pieces: Parameters<typeof applyPieces>[1], t: Translate): FileOutcome {
  const applied = applyPieces(file.text, pieces, t, file.languageId);
  switch (applied.type) {
    case "applied":
      return toOutcome(applied.text, file);
    case "unchanged":
      return { outcome: "unchanged" };
    case "ambiguous":
      return { outcome: "ambiguous", among: "places", reason: applied.reason, candidates: applied.candidates };
    case "refused":
      return refused("no-place", applied.reason);
  }
}

type PlacedBlock = Version & { readonly place: CodePlace };

async function answerCode(
  file: FileAnswer,
  blocks: readonly AnswerBlock[],
  { syntax, t }: AnswerParts,
): Promise<FileOutcome> {
  const { text, languageId, path, selection } = file;
  const likely = likelyBlocks(blocks, languageId, path);
  if (likely.length === 0) {
    const others = blocks.flatMap(({ edit }) => (edit.type === "code" && edit.path !== undefined ? [edit.path] : []));
    return refused(
      "no-edit",
      others.length > 0
        ? t("The answer's code is for other files ({0}).", others.join(", "))
        : t("The answer has no code for this file, so nothing was proposed. Ask again, or copy from the answer."),
    );
  }
  const lines = toFileLines(text, languageId);
  let loading: Promise<SyntaxParser | undefined> | undefined;
  const parser = (): Promise<SyntaxParser | undefined> => (loading ??= rememberingParser(syntax, languageId));
  const versions = likely.map(({ block, above, isAlternative }) => ({
    code: codeOfBlock(block.code, path, lines),
    isAlternative,
    isWhole: saysWhole(above),
  }));
  const wanted = selection ? versionsOf(versions, selection, lines) : versions;
  const placed: PlacedBlock[] = [];
  for (const { code, isAlternative, isWhole } of wanted) {
    const context: CodeContext = { file: lines, languageId, parser, isWhole };
    const place = selection ? await placeSelection(code, selection, context) : await placeCode(code, context);
    placed.push({ code, isAlternative, place });
  }
  return decide(placed, lines, file, t);
}

/** The blocks that may be what a selection becomes: the first, or those that are versions of it. */
function versionsOf<T extends Version>(blocks: readonly T[], selection: LineRange, file: FileLines): readonly T[] {
  const [first, ...later] = blocks;
  if (!first) return [];
  const original = file.lines.slice(selection.startLine, selection.endLine).join("\n");
  const rivals = later.filter((block) => areRivals(first, block, original));
  // The old code may be shown above the new.
  return rivals.length > 0 && isQuoted(linesOfBlock(first.code), file) ? rivals : [first, ...rivals];
}

async function rememberingParser(syntax: Syntax, languageId: string): Promise<SyntaxParser | undefined> {
  const parser = await syntax.parserFor(languageId);
  return parser && new RememberingParser(parser);
}

function decide(blocks: readonly PlacedBlock[], lines: FileLines, file: FileAnswer, t: Translate): FileOutcome {
  const telling = blocks.filter(({ place }) => place.type !== "quoted");
  const [first, ...later] = telling;
  if (!first) return { outcome: "unchanged" };
  const isRival = (block: PlacedBlock, index: number): boolean =>
    telling.slice(0, index + 1).some((earlier) => areRivals(earlier, block));
  const others = later.filter(
    (block, index) => block.place.type !== "missing" || isRival(block, index) || quotes(block, lines),
  );
  const areVersions = later.some(isRival);
  if (later.some((block, index) => block.isAlternative && isRival(block, index))) return severalVersions(telling, t);
  for (const { place } of [first, ...others]) {
    if (place.type === "ambiguous") return ambiguous(place.places, t);
    if (place.type === "missing") return describeMissing(place, t);
  }
  const parts = [first, ...others]
    .flatMap(({ place }) => (place.type === "placed" ? place.parts : []))
    .toSorted((a, b) => a.startLine - b.startLine);
  const isSamePlace = file.selection !== undefined && others.length > 0;
  if (isSamePlace || parts.some(({ startLine }, index) => startLine < (parts[index - 1]?.endLine ?? 0))) {
    const all = withOthers([first, ...others], lines);
    if (all) return decide([all], lines, file, t);
    return areVersions || isSamePlace ? severalVersions(telling, t) : ambiguous(parts, t);
  }
  if (!file.mayDeleteMuch && parts.some(deletesMuch)) {
    return refused(
      "deletes-much",
      t("The answer would take away more than half of the code that it replaces. Check that nothing is missing."),
    );
  }
  return toOutcome(withLines(parts, lines), file);
}

/** So many lines that stand in the file once are no accident; nor are more that stand there at all and are most. */
const LEAST_QUOTED = 2;

/** Whether a block has lines of the file, as an edit that found no place has and an example of use has not. */
function quotes({ code }: PlacedBlock, { placesOf }: FileLines): boolean {
  const own = [...new Set(linesOfBlock(code).map(sayingOfLine))].filter(hasWords);
  const known = own.filter((line) => placesOf.has(line));
  const isMostlyKnown = known.length > LEAST_QUOTED && known.length * 2 >= own.length;
  return isMostlyKnown || known.filter((line) => placesOf.get(line)?.length === 1).length >= LEAST_QUOTED;
}

/** The one of several blocks for the same place after which the file has what the others say. */
function withOthers(blocks: readonly PlacedBlock[], lines: FileLines): PlacedBlock | undefined {
  return blocks.find(({ place }, index) => {
    if (place.type !== "placed") return false;
    const after = toFileLines(withLines(place.parts, lines));
    return blocks.every(({ code }, other) => other === index || isQuoted(linesOfBlock(code), after));
  });
}

const LONG = 30;

function deletesMuch({ startLine, endLine, lines }: Rewritten): boolean {
  const size = endLine - startLine;
  return size > LONG && size - lines.length > size / 2;
}

function ambiguous(
  places: readonly { readonly startLine: number; readonly endLine: number }[],
  t: Translate,
): FileOutcome {
  const candidates = places.map(({ startLine, endLine }) => ({ startLine, endLine }));
  const named = candidates
    .slice(0, 4)
    .map(({ startLine }) => String(startLine + 1))
    .join(", ");
  return {
    outcome: "ambiguous",
    among: "places",
    reason: t("The code fits several places (lines {0}). Ask again with more of the code around it.", named),
    candidates,
  };
}

/** The places are those of the versions. */
function severalVersions(blocks: readonly PlacedBlock[], t: Translate): FileOutcome {
  const candidates = blocks.flatMap(({ place }) => {
    const [first, last] = place.type === "placed" ? [place.parts[0], place.parts.at(-1)] : [];
    return first && last ? [{ startLine: first.startLine, endLine: last.endLine }] : [];
  });
  return { outcome: "ambiguous", among: "versions", reason: describeVersions(t), candidates };
}

function describeVersions(t: Translate): string {
  return t(
    "The answer has several versions of the same edit, so none was used. Ask for one of them, or copy it from the answer.",
  );
}

function toOutcome(text: string, file: FileAnswer): FileOutcome {
  return text === file.text ? { outcome: "unchanged" } : { outcome: "edited", text };
}

function refused(code: Refused["code"], reason: string): Refused {
  return { outcome: "refused", code, reason };
}
