import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { surroundingsOf } from "../../core/context/surroundings.ts";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { declarationsAround, union } from "../../core/edits/declarationsAround.ts";
import { describeProblem } from "../../core/edits/describeProblem.ts";
import { offsetsIn } from "../../core/edits/textChanges.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import { capture } from "../context/capture.ts";
import { findDocument } from "../edits/documents.ts";
import type { NewErrors } from "../edits/newErrors.ts";
import type { BrokenReview, ReviewProblems } from "../edits/reviewProblems.ts";
import { parseSubject } from "../edits/reviewSubject.ts";
import type { EditTurns } from "./editTurns.ts";
import { cancelled, type Outcome } from "./outcome.ts";

export type RepairParts = {
  readonly problems: Pick<ReviewProblems, "broken">;
  readonly newErrors: Pick<NewErrors, "of">;
  readonly turns: Pick<EditTurns, "run">;
  readonly syntax: Syntax;
  /** The conversation to ask in. */
  readonly chat: () => Promise<Chat>;
};

/** Asks the model once to mend what it broke: a proposal that does not parse, or errors since one was accepted. */
export class Repair {
  readonly #parts: RepairParts;

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  async run(argument: unknown): Promise<Outcome> {
    const { uri } = parseSubject(argument);
    const isAccepted = isRecord(argument) && argument["accepted"] === true;
    const errors = uri && (isAccepted || argument === undefined) ? this.#parts.newErrors.of(uri) : [];
    const document = uri && errors.length > 0 ? await findDocument(uri) : undefined;
    if (document) return this.#errors(document, errors);
    const broken = await this.#parts.problems.broken(argument);
    return broken ? this.#proposal(broken) : cancelled;
  }

  /** What is answered takes the proposal's place. */
  #proposal({ document, proposed, broken }: BrokenReview): Promise<Outcome> {
    const diagnostics = broken.problems.map((problem) => describeProblem(problem, vscode.l10n.t));
    const range = linesOf(document, broken.before);
    const code = proposedCode(capture(document, range, "selection"), proposed, broken.after);
    return this.#ask(document, range, code, diagnostics);
  }

  async #errors(document: vscode.TextDocument, errors: readonly vscode.Diagnostic[]): Promise<Outcome> {
    const parser = await this.#parts.syntax.parserFor(document.languageId);
    const lines = errors.map(({ range }) => ({ startLine: range.start.line, endLine: range.end.line + 1 }));
    const symbols = parser?.parse(document.getText()).symbols ?? [];
    const range = linesOf(document, declarationsAround(lines.reduce(union), symbols));
    const diagnostics = errors.map((error) =>
      vscode.l10n.t("Line {0}: {1}", error.range.start.line + 1, error.message),
    );
    return this.#ask(document, range, capture(document, range, "selection"), diagnostics);
  }

  async #ask(
    document: vscode.TextDocument,
    range: vscode.Range,
    code: Attachment,
    diagnostics: readonly string[],
  ): Promise<Outcome> {
    const title = vscode.l10n.t("Repair");
    const question = { text: title, task: "fix", attachments: [code], diagnostics } as const;
    const { chat, turns } = this.#parts;
    return turns.run(await chat(), { document, ranges: [range], title, question, mendsOther: true });
  }
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
  const last = Math.min(endLine, document.lineCount) - 1;
  if (last < startLine) return new vscode.Range(startLine, 0, startLine, 0);
  return new vscode.Range(startLine, 0, last, document.lineAt(last).text.length);
}
