import * as vscode from "vscode";
import { fitReplacement } from "../../core/edits/fit.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { Chat } from "../../core/chat/chat.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { CodeAction } from "../../shared/protocol/panel.ts";
import { fitTarget } from "../edits/fitTarget.ts";
import { AnsweredFiles } from "../edits/answeredFiles.ts";
import { describeBroken } from "../../core/edits/parse/describeBroken.ts";
import type { RealPath } from "../edits/realPlace.ts";
import { fileOf, whyNotEditable } from "../edits/whyNotEditable.ts";
import type { WriteGate } from "../edits/writeGate.ts";
import { holdsCode } from "../../core/edits/holdsCode.ts";
import { BlockApplier } from "./blockApplier.ts";
import type { ChangedFiles } from "./changedFiles.ts";
import { pickPlace } from "./pickPlace.ts";
import { isWhole } from "./readBlock.ts";
import { languageIdOf } from "./languageIdOf.ts";

export type CodeBlockActionsParts = {
  readonly files: Pick<ChangedFiles, "proposerOf">;
  readonly gate: WriteGate;
  readonly syntax: Syntax;
  /** Absent where there is no disk. */
  readonly realPath?: RealPath;
};

type HeldChat = Pick<Chat, "turn" | "conversation">;

/** What the buttons of a code block do. Each resolves with a sentence for the person, empty when the result is plain to see. */
export class CodeBlockActions {
  readonly #files: CodeBlockActionsParts["files"];
  readonly #answered: AnsweredFiles;
  readonly #syntax: Syntax;
  readonly #gate: WriteGate;
  /** What is being done, so that a second click on a button finds it under way. */
  readonly #running = new Map<string, Promise<string>>();

  constructor({ files, gate, syntax, realPath }: CodeBlockActionsParts) {
    this.#gate = gate;
    this.#files = files;
    this.#syntax = syntax;
    this.#answered = new AnsweredFiles({ t: vscode.l10n.t, ...(realPath && { realPath }) });
  }

  /** Pressing a button once more while it works changes nothing. */
  run(chat: HeldChat, action: CodeAction): Promise<string> {
    const key = JSON.stringify([chat.conversation.id, action]);
    const running = this.#running.get(key) ?? this.#run(chat, action).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  /** The panel is not trusted: code that its turn's answer does not hold is not used. */
  async #run(chat: HeldChat, { action, turnId, block, code, language }: CodeAction): Promise<string> {
    const turn = chat.turn(turnId);
    if (!turn || !holdsCode(turn.answer.text, code))
      return vscode.l10n.t("This code is not part of the answer any more.");
    if (!isWhole(turn.answer, block)) return describeBroken("unfinished", vscode.l10n.t);
    switch (action) {
      case "insert":
        return this.#insert(code, language);
      case "apply":
        return this.#apply(turn, chat.conversation.id, { block, code });
      case "create":
        return createFile(code, language);
      case "runInTerminal":
        return typeIntoTerminal(code);
    }
  }

  #apply(
    turn: Turn,
    conversationId: string,
    block: { readonly block: number; readonly code: string },
  ): Promise<string> {
    const reviews = this.#files.proposerOf({ conversationId, turnId: turn.id });
    const parts = { reviews, files: this.#answered, syntax: this.#syntax, pickPlace };
    return new BlockApplier({ ...parts, ask: (question) => this.#gate.ask(question) }).apply(turn, block);
  }

  /** At the cursor of the editor that was used last, as one undo step; a new document when there is none. */
  async #insert(code: string, language: string): Promise<string> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return createFile(code, language);
    const reason = await whyNotEditable(editor.document, vscode.l10n.t);
    if (reason !== undefined) return reason;
    const { document, selection } = editor;
    const range = new vscode.Range(selection.start, selection.end);
    const fitted = fitReplacement(code, fitTarget(document, range));
    if (fitted.type === "unchanged") return vscode.l10n.t("The code stands there already.");
    const leave = await this.#gate.leave({ kind: "change", uri: fileOf(document) });
    if (leave.type === "refused") return leave.reason ?? "";
    const inserted = await editor.edit((edit) => edit.replace(range, fitted.text));
    return inserted ? "" : vscode.l10n.t("The editor did not take the code. Copy it instead.");
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
