import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Attachment, Task } from "../../shared/chat/state.ts";
import { capture, captureCode, captureCursor, captureSelections } from "../context/capture.ts";
import { editorAtHand } from "../context/editorAtHand.ts";
import { toVsCodeRange } from "../edits/textRanges.ts";
import type { EditTurns } from "./editTurns.ts";
import { cancelled, refuse, type Outcome } from "./outcome.ts";

/** The commands whose answer becomes a proposal in the open document. */
export class EditCommands {
  readonly #turns: EditTurns;
  readonly #chat: () => Promise<Chat>;

  /** @param parts `chat` is the conversation to ask in */
  constructor(parts: { readonly turns: EditTurns; readonly chat: () => Promise<Chat> }) {
    this.#turns = parts.turns;
    this.#chat = parts.chat;
  }

  refactor(instruction: string | undefined): Promise<Outcome> {
    return this.#changeCode("refactor", vscode.l10n.t("Refactor"), instruction ?? "");
  }

  /** Asks what to change, unless the caller says so. */
  async edit(given: string | undefined): Promise<Outcome> {
    const editor = editorAtHand();
    const title = vscode.l10n.t("Edit");
    if (!editor) return refuse(openFirst());
    const instruction = given ?? (await askFor(title, vscode.l10n.t("What is to change?")));
    return instruction ? this.#changeCode("edit", title, instruction) : cancelled;
  }

  optimize(instruction = ""): Promise<Outcome> {
    return this.#changeCode("optimize", vscode.l10n.t("Optimize"), instruction);
  }

  addComments(instruction = ""): Promise<Outcome> {
    return this.#changeCode("addComments", vscode.l10n.t("Add comments"), instruction);
  }

  /** Mends what the language reports on the selection, or on the line of the cursor. */
  async fix(instruction = ""): Promise<Outcome> {
    const editor = editorAtHand();
    if (!editor) return refuse(openFirst());
    const { document, selection } = editor;
    const selections = captureSelections(editor).flatMap(({ range }) => (range ? [toVsCodeRange(range)] : []));
    const places = selections.length > 0 ? selections : [document.lineAt(selection.active.line).range];
    const problems = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ range }) => places.some((place) => place.intersection(range)));
    if (problems.length === 0)
      return refuse(vscode.l10n.t("No problem is reported here. Select the code with the problem."));
    const atHand = await captureCode(editor);
    const code = atHand.length > 0 ? atHand : [capture(document, wholeLines(document, problems), "selection")];
    const diagnostics = problems.map(({ range, message }) =>
      vscode.l10n.t("Line {0}: {1}", range.start.line + 1, message),
    );
    return this.#propose(document, code, "fix", vscode.l10n.t("Fix problems"), {
      diagnostics,
      ...(instruction === "" ? {} : { instruction }),
    });
  }

  /** Proposes what comes next at the cursor. */
  complete(instruction = ""): Promise<Outcome> {
    return this.#insertCode("complete", vscode.l10n.t("Continue code"), instruction);
  }

  /** Asks for a description, unless the caller gives one. */
  async insert(given: string | undefined): Promise<Outcome> {
    const title = vscode.l10n.t("Generate code");
    if (!editorAtHand()) return refuse(openFirst());
    const instruction = given ?? (await askFor(title, vscode.l10n.t("What is to be written here?")));
    return instruction ? this.#insertCode("insert", title, instruction) : cancelled;
  }

  /** A prompt of the person's own, for the selection or at the cursor. */
  custom(prompt: string, action: "edit" | "insert"): Promise<Outcome> {
    return action === "edit" ? this.edit(prompt) : this.insert(prompt);
  }

  async #changeCode(task: Task, title: string, instruction: string): Promise<Outcome> {
    const editor = editorAtHand();
    if (!editor) return refuse(openFirst());
    const code = await captureCode(editor);
    if (code.length === 0) return refuse(vscode.l10n.t("Select the code to change first."));
    return this.#propose(editor.document, code, task, title, instruction === "" ? {} : { instruction });
  }

  async #insertCode(task: Task, title: string, instruction: string): Promise<Outcome> {
    const editor = editorAtHand();
    if (!editor) return refuse(openFirst());
    if (editor.selections.length > 1) {
      const line = editor.selection.active.line + 1;
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Code is written for the first cursor only, on line {0}.", line),
      );
    }
    return this.#propose(
      editor.document,
      [captureCursor(editor)],
      task,
      title,
      instruction === "" ? {} : { instruction },
    );
  }

  async #propose(
    document: vscode.TextDocument,
    code: readonly Attachment[],
    task: Task,
    title: string,
    more: { readonly instruction?: string; readonly diagnostics?: readonly string[] },
  ): Promise<Outcome> {
    const text = more.instruction === undefined ? title : `${title}: ${more.instruction}`;
    const ranges = code.flatMap(({ range }) => (range ? [toVsCodeRange(range)] : []));
    const question = { text, task, attachments: code, ...more };
    return this.#turns.run(await this.#chat(), { document, ranges, title, question });
  }
}

async function askFor(title: string, placeHolder: string): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({ title, placeHolder });
  return answer?.trim();
}

function openFirst(): string {
  return vscode.l10n.t("Open a file and select some code first.");
}

function wholeLines(document: vscode.TextDocument, problems: readonly vscode.Diagnostic[]): vscode.Range {
  const first = Math.min(...problems.map(({ range }) => range.start.line));
  const last = Math.max(...problems.map(({ range }) => range.end.line));
  return new vscode.Range(first, 0, last, document.lineAt(last).text.length);
}
