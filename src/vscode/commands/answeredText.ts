import * as vscode from "vscode";
import type { FileAnswer, FileOutcome } from "../../core/edits/answer/fileAnswer.ts";
import { namesItsPlace } from "../../core/edits/answer/namesItsPlace.ts";
import { deletesMuch } from "../../core/edits/deletesMuch.ts";
import { splitLines } from "../../core/edits/lines.ts";
import { describeReplacementRefusal, readReplacements, type ReplacementRefusal } from "../../core/edits/replacement.ts";
import type { RequestedEdit } from "../edits/requestedEdit.ts";

/** What a finished answer does to a file. */
export type ReadAnswer = (answer: FileAnswer) => Promise<FileOutcome>;

/** The whole document as an answer wants it, or why there is no such text, as a sentence. */
export type AnsweredText =
  | { readonly type: "text"; readonly text: string }
  /** `mayBeMeant`: the person can have it all the same. */
  | { readonly type: "none"; readonly sentence: string; readonly mayBeMeant: boolean };

export type Asked = {
  readonly requested: RequestedEdit;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly read: ReadAnswer;
  /** The person said that much of the code may go. */
  readonly mayDeleteMuch: boolean;
};

/**
 * Reads one answer, of whatever form. Where whole lines are to be replaced, or the answer names its lines, the file as a
 * whole says what is meant; parts of lines and several ranges take a code block each.
 */
export async function answeredText(answer: string, asked: Asked): Promise<AnsweredText> {
  const { requested, path, read, mayDeleteMuch } = asked;
  const { base, languageId, originals, lines } = requested;
  // Where the code itself is a diff, a diff in the answer is the code.
  if (languageId !== "diff" && (lines || namesItsPlace(answer))) {
    const file = { path, text: base, languageId, answer, ...(lines && { selection: lines }) };
    return fromOutcome(await read(mayDeleteMuch ? { ...file, mayDeleteMuch } : file));
  }
  const targets = originals.map((original) => ({ languageId, original }));
  const replacements = readReplacements(answer, targets);
  if (replacements.type === "refused") return refused(replacements.reason);
  const isMuch = originals.some((original, index) =>
    deletesMuch(splitLines(original).length, splitLines(replacements.texts[index] ?? "").length),
  );
  if (isMuch && !mayDeleteMuch) {
    const sentence = vscode.l10n.t(
      "The answer would take away more than half of the code that it replaces. Check that nothing is missing.",
    );
    return { ...none(sentence), mayBeMeant: true };
  }
  const text = requested.replacedBy(replacements.texts);
  return text === base ? unchanged() : { type: "text", text };
}

/** The text of a new file, which the answer was asked for; what is left out of it can come from nowhere. */
export async function newFileText(answer: Omit<FileAnswer, "text">, read: ReadAnswer): Promise<AnsweredText> {
  const outcome = await read({ ...answer, text: "" });
  if (outcome.outcome === "ambiguous") return refused({ code: "several-blocks", count: outcome.candidates.length });
  const answered = fromOutcome(outcome);
  return answered.type === "text" ? { ...answered, text: answered.text.replace(/\n*$/, "\n") } : answered;
}

function fromOutcome(outcome: FileOutcome): AnsweredText {
  switch (outcome.outcome) {
    case "edited":
      return { type: "text", text: outcome.text };
    case "unchanged":
      return unchanged();
    case "ambiguous":
      return none(outcome.reason);
    case "refused":
      return { ...none(outcome.reason), mayBeMeant: outcome.code === "deletes-much" };
  }
}

function unchanged(): AnsweredText {
  return none(vscode.l10n.t("The answer leaves the code as it is."));
}

function refused(reason: ReplacementRefusal): AnsweredText {
  return none(describeReplacementRefusal(reason, vscode.l10n.t));
}

function none(sentence: string): Extract<AnsweredText, { type: "none" }> {
  return { type: "none", sentence, mayBeMeant: false };
}
