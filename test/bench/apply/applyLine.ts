import type { AnswerParts } from "../../../src/core/edits/answer/answerFile.ts";
import { answerFile } from "../../../src/core/edits/answer/answerFile.ts";
import type { FileAnswer, FileOutcome, LineRange } from "../../../src/core/edits/answer/fileAnswer.ts";
import { languageOfPath } from "../../../src/core/edits/languageOfPath.ts";

/** `[startLine, endLine]`, from 0, the end exclusive. */
export type LinePair = readonly [startLine: number, endLine: number];

/** What `npm run -s apply` writes for one line of its input. */
export type AppliedLine =
  | { readonly id: unknown; readonly outcome: "edited"; readonly text: string }
  | {
      readonly id: unknown;
      readonly outcome: "ambiguous";
      readonly reason: string;
      readonly candidates: readonly LinePair[];
    }
  | { readonly id: unknown; readonly outcome: "refused"; readonly reason: string }
  | { readonly id: unknown; readonly outcome: "unchanged" };

/** Applies the answer in one line of input. A line that cannot be read is refused; it never throws. */
export async function applyLine(line: string, parts: AnswerParts): Promise<AppliedLine> {
  const input = readLine(line);
  if (input.type === "unreadable") return { id: input.id, outcome: "refused", reason: input.reason };
  try {
    return { id: input.id, ...toLine(await answerFile(input.file, parts)) };
  } catch (error) {
    // One answer that breaks the program must not take the others with it.
    return { id: input.id, outcome: "refused", reason: `The program failed: ${String(error)}` };
  }
}

type Input =
  | { readonly type: "readable"; readonly id: unknown; readonly file: FileAnswer }
  | { readonly type: "unreadable"; readonly id: unknown; readonly reason: string };

function readLine(line: string): Input {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { type: "unreadable", id: null, reason: "The line is not valid JSON." };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { type: "unreadable", id: null, reason: "The line is not a JSON object." };
  }
  const { id = null, path, text, answer, selection } = value as Partial<Record<string, unknown>>;
  if (typeof path !== "string" || typeof text !== "string" || typeof answer !== "string") {
    return { type: "unreadable", id, reason: "The line lacks path, text or answer, or one of them is not a string." };
  }
  const range = toRange(selection);
  if (range === "unreadable") {
    return { type: "unreadable", id, reason: "The selection is not [startLine, endLine] with startLine <= endLine." };
  }
  const file = { path, text, answer, languageId: languageOfPath(path), ...(range && { selection: range }) };
  return { type: "readable", id, file };
}

function toRange(selection: unknown): LineRange | undefined | "unreadable" {
  if (selection === undefined || selection === null) return undefined;
  if (!Array.isArray(selection) || selection.length !== 2) return "unreadable";
  const [startLine, endLine]: unknown[] = selection;
  if (!isLine(startLine) || !isLine(endLine) || startLine > endLine) return "unreadable";
  return { startLine, endLine };
}

function isLine(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A spread would also write what a later version adds to an outcome. */
function toLine(outcome: FileOutcome): DistributiveOmit<AppliedLine, "id"> {
  switch (outcome.outcome) {
    case "edited":
      return { outcome: "edited", text: outcome.text };
    case "ambiguous":
      return {
        outcome: "ambiguous",
        reason: outcome.reason,
        candidates: outcome.candidates.map(({ startLine, endLine }) => [startLine, endLine]),
      };
    case "refused":
      return { outcome: "refused", reason: outcome.reason };
    case "unchanged":
      return { outcome: "unchanged" };
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
