import * as vscode from "vscode";
import { surroundingsOf } from "../../core/context/surroundings.ts";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { describeProblem } from "../../core/edits/describeProblem.ts";
import { offsetsIn } from "../../core/edits/textChanges.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import { capture } from "../context/capture.ts";
import type { BrokenReview } from "../edits/reviews.ts";
import type { EditTurns } from "./editTurns.ts";
import type { Outcome } from "./outcome.ts";

/** Asks the model once to mend the code that it proposed. What it answers takes the proposal's place. */
export async function repair(
  { document, proposed, broken }: BrokenReview,
  turns: Pick<EditTurns, "run">,
): Promise<Outcome> {
  const title = vscode.l10n.t("Repair");
  const diagnostics = broken.problems.map((problem) => describeProblem(problem, vscode.l10n.t));
  const range = linesOf(document, broken.before);
  const code = proposedCode(capture(document, range, "selection"), proposed, broken.after);
  return turns.run({
    document,
    range,
    title,
    question: { text: title, task: "fix", attachments: [code], diagnostics },
  });
}

/** The attachment with the proposed lines in place of the document's. */
function proposedCode(attachment: Attachment, proposed: string, { startLine, endLine }: LineRange): Attachment {
  const offsetAt = offsetsIn(proposed);
  const start = offsetAt({ line: startLine, character: 0 });
  const end = offsetAt({ line: endLine, character: 0 });
  return {
    ...attachment,
    text: proposed.slice(start, end).replace(/(?:\r\n|\r|\n)$/, ""),
    range: { start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } },
    surroundings: surroundingsOf(proposed, start, end),
  };
}

/** Whole lines, without the last line's break. */
function linesOf(document: vscode.TextDocument, { startLine, endLine }: LineRange): vscode.Range {
  if (endLine <= startLine) return new vscode.Range(startLine, 0, startLine, 0);
  return new vscode.Range(startLine, 0, endLine - 1, document.lineAt(endLine - 1).text.length);
}
