import { findElision, isElisionLine } from "../elisions.ts";
import { fitReplacement } from "../fit.ts";
import { indentationUnit } from "../indentation.ts";
import { isBlank, splitLines } from "../lines.ts";
import { likelyBlocks, readBlocks } from "./answerBlocks.ts";
import { answerFile, type AnswerParts } from "./answerFile.ts";
import type { FileAnswer, FileOutcome } from "./fileAnswer.ts";

/** UTF-16 offsets into the file's text; the same for an insertion. */
export type OffsetRange = { readonly start: number; readonly end: number };

/**
 * What an answer does to a file whose question was about some of its characters. Where these are whole lines, they are
 * a selection of lines; otherwise the answer's code stands exactly in their place, unless it is an edit of the file.
 */
export async function answerRange(
  file: Omit<FileAnswer, "selection">,
  range: OffsetRange,
  parts: AnswerParts,
): Promise<FileOutcome> {
  const { text, answer, languageId, path } = file;
  const before = textBefore(text, range.start);
  const after = textAfter(text, range.end);
  const blocks = readBlocks(answer);
  const isEdit = blocks.some(({ edit }) => edit.type !== "code");
  if (isEdit) return answerFile(file, parts);
  if (range.start < range.end && isBlank(before) && (isBlank(after) || text.slice(0, range.end).endsWith("\n"))) {
    return answerFile({ ...file, selection: linesOf(text, range) }, parts);
  }
  const [first] = likelyBlocks(blocks, languageId, path);
  const own = new Set(splitLines(text).map((line) => line.trim()));
  const leavesOut = splitLines(first?.block.code ?? "").some(
    (line) => !own.has(line.trim()) && (isElisionLine(line) || findElision(line, "") !== undefined),
  );
  if (!first || isBlank(first.block.code) || leavesOut) return answerFile(file, parts);
  const original = text.slice(range.start, range.end);
  const fitted = fitReplacement(first.block.code, {
    original,
    before,
    after,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    unit: indentationUnit(text) ?? "  ",
    languageId,
  });
  if (fitted.type === "unchanged") return { outcome: "unchanged" };
  return { outcome: "edited", text: text.slice(0, range.start) + fitted.text + text.slice(range.end) };
}

function textBefore(text: string, offset: number): string {
  return splitLines(text.slice(0, offset)).at(-1) ?? "";
}

function textAfter(text: string, offset: number): string {
  return splitLines(text.slice(offset))[0] ?? "";
}

/** The lines of a range that has all of them; one that ends where a line begins has nothing of that line. */
function linesOf(text: string, { start, end }: OffsetRange): { readonly startLine: number; readonly endLine: number } {
  const startLine = splitLines(text.slice(0, start)).length - 1;
  const lines = splitLines(text.slice(start, end));
  return { startLine, endLine: startLine + lines.length - (lines.at(-1) === "" && lines.length > 1 ? 1 : 0) };
}
