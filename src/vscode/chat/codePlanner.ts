import * as vscode from "vscode";
import { answerFile } from "../../core/edits/answer/answerFile.ts";
import type { FileAnswer, FileOutcome, LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { findElision } from "../../core/edits/elisions.ts";
import { describeReplacementRefusal } from "../../core/edits/replacement.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { AnsweredFiles } from "../edits/answeredFiles.ts";
import { findDocument } from "../edits/documents.ts";
import { locateAttachment, type Located } from "../edits/locateAttachment.ts";
import { RequestedEdit } from "../edits/requestedEdit.ts";
import { whyNotEditable } from "../edits/whyNotEditable.ts";
import type { WriteQuestion } from "../edits/writeGate.ts";
import type { PickPlace } from "./pickPlace.ts";
import type { Plan } from "./plannedEdits.ts";

export type CodePlannerParts = {
  readonly t: Translate;
  readonly files: AnsweredFiles;
  readonly syntax: Syntax;
  /** Asks the person, so that nothing else can be done meanwhile. */
  readonly ask: (question: WriteQuestion) => Promise<boolean>;
  readonly pickPlace: PickPlace;
};

/** A code block that says nothing of its place, beyond perhaps the file. */
export type CodeOfAnswer = {
  readonly code: string;
  /** The block with what is said of it, as an answer of its own. */
  readonly markdown: string;
  readonly path?: string;
};

/** Finds out what code of an answer would do, without proposing anything. */
export class CodePlanner {
  readonly #t: Translate;
  readonly #files: AnsweredFiles;
  readonly #syntax: Syntax;
  readonly #ask: CodePlannerParts["ask"];
  readonly #pickPlace: PickPlace;

  constructor({ t, files, syntax, ask, pickPlace }: CodePlannerParts) {
    this.#t = t;
    this.#files = files;
    this.#syntax = syntax;
    this.#ask = ask;
    this.#pickPlace = pickPlace;
  }

  /**
   * In the file that is named, which is a new one where none has that path; else in the file of the question, on the
   * code that it was about; else in the active editor.
   */
  async plan(given: CodeOfAnswer, attachments: readonly Attachment[]): Promise<Plan> {
    const { path, code } = given;
    const found = path === undefined ? undefined : await this.#files.find(path, attachments);
    if (found?.type === "refused") return found.reason;
    if (path !== undefined && found?.type === "missing") return this.#planNew(path, code, found.uri);
    const about = attachments.find(
      ({ kind, uri }) =>
        (kind === "selection" || kind === "symbol" || kind === "file") && (!found || uri === found.uri.toString()),
    );
    const uri =
      found?.uri ?? (about ? vscode.Uri.parse(about.uri, true) : vscode.window.activeTextEditor?.document.uri);
    if (!uri) return this.#t("The question was about no code, so there is no place for this. Use Insert at cursor.");
    const document = await findDocument(uri);
    if (!document) return this.#t("{0} is not a text file that can be shown. Do that by hand.", pathOf(uri));
    const refusal = await whyNotEditable(document, this.#t);
    if (refusal !== undefined) return refusal;
    const located = about && about.kind !== "file" ? await locateAttachment(about) : undefined;
    return located && isWithinLines(located)
      ? this.#planReplacement(located, code)
      : this.#planText(document, given, located?.range);
  }

  async #planText(document: vscode.TextDocument, given: CodeOfAnswer, range: vscode.Range | undefined): Promise<Plan> {
    const { uri, languageId } = document;
    const base = document.getText();
    const file = { path: given.path ?? pathOf(uri), text: base, languageId, answer: given.markdown };
    const first = await this.#answer({ ...file, ...(range && { selection: linesIn(range) }) });
    const isAlike = first.outcome === "ambiguous" && first.among === "places";
    const selection = isAlike ? await this.#pickPlace(document, first.candidates) : undefined;
    const outcome = selection ? await this.#answer({ ...file, selection }) : first;
    switch (outcome.outcome) {
      case "edited":
        return [{ type: "text", uri, base, newText: outcome.text }];
      case "unchanged":
        return [];
      case "ambiguous":
      case "refused":
        return outcome.reason;
    }
  }

  /** The person is asked where much would go without being named. */
  async #answer(file: FileAnswer): Promise<FileOutcome> {
    const parts = { syntax: this.#syntax, t: this.#t };
    const outcome = await answerFile(file, parts);
    if (outcome.outcome !== "refused" || outcome.code !== "deletes-much") return outcome;
    const question = {
      message: this.#t("Propose it for {0} all the same?", file.path),
      detail: outcome.reason,
      action: this.#t("Propose"),
    };
    return (await this.#ask(question)) ? answerFile({ ...file, mayDeleteMuch: true }, parts) : outcome;
  }

  /** In place of exactly what was selected. */
  #planReplacement({ document, range }: Located, code: string): Plan {
    const line = findElision(code, document.getText(range));
    if (line !== undefined) return describeReplacementRefusal({ code: "elided", line }, this.#t);
    const { uri } = document;
    const requested = new RequestedEdit(document, [range]);
    const { base } = requested;
    const newText = requested.replacedBy([code]);
    return newText === base ? [] : [{ type: "text", uri, base, newText }];
  }

  async #planNew(path: string, code: string, uri: vscode.Uri): Promise<Plan> {
    const line = findElision(code, "");
    if (line !== undefined) return describeReplacementRefusal({ code: "elided", line }, this.#t);
    const alike = await this.#files.endingIn(path);
    if (alike.length > 0) {
      const paths = alike.map(pathOf).join(", ");
      return this.#t(
        "{0} is not there, but {1} is, so nothing was proposed. Ask again with the whole path.",
        path,
        paths,
      );
    }
    return [{ type: "step", uri, step: { kind: "create", text: `${code}\n` } }];
  }
}

/** Whether other code stands on the first or the last line. */
function isWithinLines({ document, range }: Located): boolean {
  const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
  const after = range.end.character === 0 ? "" : document.lineAt(range.end.line).text.slice(range.end.character);
  return before.trim() !== "" || after.trim() !== "";
}

/** The lines that a range has text in. */
function linesIn({ start, end }: vscode.Range): LineRange {
  return { startLine: start.line, endLine: end.character === 0 && end.line > start.line ? end.line : end.line + 1 };
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
