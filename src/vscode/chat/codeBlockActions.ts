import * as vscode from "vscode";
import { fitReplacement } from "../../core/edits/fit.ts";
import { isLanguage } from "../../core/edits/languageNames.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { CodeAction } from "../../shared/protocol/panel.ts";
import { fitTarget } from "../edits/fitTarget.ts";
import { locateAttachment } from "../edits/locateAttachment.ts";
import type { Reviews } from "../edits/reviews.ts";
import { whyNotEditable } from "../edits/whyNotEditable.ts";
import type { Chats } from "./chats.ts";

/** What the buttons of a code block do. Each resolves with a sentence for the person, empty when the result is plain to see. */
export class CodeBlockActions {
  readonly #chats: Pick<Chats, "current">;
  readonly #reviews: Reviews;

  constructor(parts: { readonly chats: Pick<Chats, "current">; readonly reviews: Reviews }) {
    this.#chats = parts.chats;
    this.#reviews = parts.reviews;
  }

  /** The panel is not trusted: code that its turn's answer does not hold is not used. */
  async run({ action, turnId, code, language }: CodeAction): Promise<string> {
    const chat = await this.#chats.current();
    const turn = chat.turn(turnId);
    if (!turn || !holds(turn.answer.text, code)) return vscode.l10n.t("This code is not part of the answer any more.");
    switch (action) {
      case "insert":
        return this.#insert(code, language);
      case "apply":
        return this.#apply(turn, code);
      case "create":
        return createFile(code, language);
      case "runInTerminal":
        return typeIntoTerminal(code);
    }
  }

  /** At the cursor of the editor that was used last, as one undo step; a new document when there is none. */
  async #insert(code: string, language: string): Promise<string> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return createFile(code, language);
    const reason = await whyNotEditable(editor.document, vscode.l10n.t);
    if (reason !== undefined) return reason;
    const { document, selection } = editor;
    const target = {
      uri: document.uri,
      range: new vscode.Range(selection.start, selection.end),
      text: document.getText(selection),
    };
    const fitted = fitReplacement(code, fitTarget(document, target));
    if (fitted.type === "unchanged") return vscode.l10n.t("The code stands there already.");
    const inserted = await editor.edit((edit) => edit.replace(target.range, fitted.text));
    return inserted ? "" : vscode.l10n.t("The editor did not take the code. Copy it instead.");
  }

  /** As a review on the code that the question was about. */
  async #apply({ question }: Turn, code: string): Promise<string> {
    const attachment = question.attachments.find(
      ({ kind }) => kind === "selection" || kind === "symbol" || kind === "file",
    );
    if (!attachment)
      return vscode.l10n.t("The question was about no code, so there is no place for this. Use Insert at cursor.");
    const located = await locateAttachment(attachment);
    if (!located) {
      return vscode.l10n.t(
        "The code of the question is not in {0} any more, so this cannot be placed. Use Insert at cursor.",
        attachment.path,
      );
    }
    const { document, range } = located;
    const target = { uri: document.uri, range, text: document.getText(range) };
    const fitted = fitReplacement(code, fitTarget(document, target));
    if (fitted.type === "unchanged") return vscode.l10n.t("The file has this code already.");
    const proposal = await this.#reviews.propose({
      target,
      newText: fitted.text,
      title: vscode.l10n.t("Apply to file"),
    });
    if (proposal.type === "refused") return proposal.reason;
    await vscode.window.showTextDocument(document, { preserveFocus: true });
    return vscode.l10n.t("Proposed in {0}. Review it in the editor.", attachment.path);
  }
}

async function createFile(code: string, language: string): Promise<string> {
  const languageId = languageIdOf(language, await vscode.languages.getLanguages());
  const document = await vscode.workspace.openTextDocument({
    content: code,
    ...(languageId ? { language: languageId } : {}),
  });
  await vscode.window.showTextDocument(document, { preview: false });
  return "";
}

/** Types the command without running it: pressing Enter stays with the person. */
function typeIntoTerminal(code: string): string {
  const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
  terminal.show();
  terminal.sendText(code.trim(), false);
  return vscode.l10n.t("Typed into the terminal. Press Enter there to run it.");
}

/** The plainest of VS Code's languages that goes by this name, such as `typescript` for `ts`. */
function languageIdOf(name: string, known: readonly string[]): string | undefined {
  const exact = known.find((id) => id === name.toLowerCase());
  const fitting = known.filter((id) => isLanguage(name, id)).toSorted((a, b) => a.length - b.length);
  return exact ?? fitting[0];
}

/** Whether an answer holds the code, however its block was indented there. */
function holds(answer: string, code: string): boolean {
  return withoutIndentation(answer).includes(withoutIndentation(code));
}

function withoutIndentation(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t>]+|[ \t]+$/gm, "")
    .trim();
}
