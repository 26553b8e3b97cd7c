import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { placeOfTests, testFilePatterns } from "../../core/context/testPlace.ts";
import type { Attachment, Question } from "../../shared/chat/state.ts";
import { toAbortSignal } from "../abortSignal.ts";
import type { Asker } from "../chat/asker.ts";
import type { ChangedFiles } from "../chat/changedFiles.ts";
import { captureFile, captureSelection, captureSymbol, wholeDocument } from "../context/capture.ts";
import { editorAtHand } from "../context/editorAtHand.ts";
import { bringIntoView } from "../edits/bringIntoView.ts";
import { showFailure } from "../failureDialog.ts";
import { newFileText, type ReadAnswer } from "./answeredText.ts";
import type { EditTurns } from "./editTurns.ts";
import { refuse, toOutcome, type Outcome } from "./outcome.ts";

/** Enough tests to see how a project names and places them. */
const MOST_TESTS = 500;

type Wanted = { readonly code: Attachment; readonly title: string; readonly words: string };

/** Proposes tests for the code at hand: in the test file that it has already, else in a new one beside the others. */
export class AddTests {
  readonly #asker: Asker;
  readonly #chat: () => Promise<Chat>;
  readonly #files: ChangedFiles;
  readonly #turns: EditTurns;
  readonly #read: ReadAnswer;

  constructor(parts: {
    readonly asker: Asker;
    /** The conversation to ask in. */
    readonly chat: () => Promise<Chat>;
    readonly files: ChangedFiles;
    readonly turns: EditTurns;
    readonly read: ReadAnswer;
  }) {
    this.#asker = parts.asker;
    this.#chat = parts.chat;
    this.#files = parts.files;
    this.#turns = parts.turns;
    this.#read = parts.read;
  }

  /** @param words what the person wants of them in particular */
  async run(words = ""): Promise<Outcome> {
    const editor = editorAtHand();
    const folder = editor && vscode.workspace.getWorkspaceFolder(editor.document.uri);
    if (!editor) return refuse(vscode.l10n.t("Open a file and select some code first."));
    if (!folder) return refuse(vscode.l10n.t("Open the folder of this file first, so that its tests have a place."));
    const code = captureSelection(editor) ?? (await captureSymbol(editor)) ?? captureFile(editor.document);
    const place = placeOfTests(relativeTo(folder, editor.document.uri), await findTests(folder));
    const uri = vscode.Uri.joinPath(folder.uri, place.path);
    const title = vscode.l10n.t("Add tests");
    if (await exists(uri)) return this.#extend(await vscode.workspace.openTextDocument(uri), { code, title, words });
    const example =
      place.example === undefined
        ? undefined
        : await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, place.example));
    return this.#create(uri, place.path, { code, title, words }, example);
  }

  /** The whole file is asked for; the review shows only the lines that differ, beside the code that they test. */
  async #extend(tests: vscode.TextDocument, { code, title, words }: Wanted): Promise<Outcome> {
    const file = captureFile(tests);
    const instruction = `Extend the existing test file ${file.path}, which is attached last: keep everything that is in it. ${words}`;
    const outcome = await this.#turns.run(await this.#chat(), {
      document: tests,
      ranges: [wholeDocument(tests)],
      title,
      question: { text: title, task: "addTests", instruction, attachments: [code, file] },
    });
    if (outcome.outcome === "proposed") {
      await bringIntoView(tests.uri, { viewColumn: vscode.ViewColumn.Beside });
    }
    return outcome;
  }

  async #create(
    uri: vscode.Uri,
    path: string,
    { code, title, words }: Wanted,
    example: vscode.TextDocument | undefined,
  ): Promise<Outcome> {
    const follow = example ? " Follow the style and the framework of the test that is attached last." : "";
    const question: Question = {
      text: title,
      task: "addTests",
      instruction: `The tests go into the new file ${path}.${follow} ${words}`,
      attachments: example ? [code, captureFile(example)] : [code],
    };
    const progress = { location: vscode.ProgressLocation.Notification, title: `${title}: ${path}`, cancellable: true };
    const chat = await this.#chat();
    const result = await vscode.window.withProgress(progress, (_, token) =>
      this.#asker.ask(chat, question, toAbortSignal(token)),
    );
    const { state, text } = result.answer;
    if (state.type === "failed") void showFailure(state.failure);
    if (state.type !== "complete") return toOutcome(result);
    const answered = await newFileText({ path, languageId: code.languageId, answer: text }, this.#read);
    const proposal =
      answered.type === "none"
        ? ({ type: "refused", reason: answered.sentence } as const)
        : await this.#files.proposerOf(result).proposeNewFile({ uri, text: answered.text, title });
    if (proposal.type === "refused") {
      chat.note(result.turnId, proposal.reason);
      return refuse(proposal.reason);
    }
    chat.note(result.turnId, vscode.l10n.t("Proposed as {0}.", path), proposal.reviewId);
    return { ...toOutcome(result), outcome: "proposed", reviewId: proposal.reviewId };
  }
}

async function findTests(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const pattern = new vscode.RelativePattern(folder, testFilePatterns);
  const found = await vscode.workspace.findFiles(pattern, "**/node_modules/**", MOST_TESTS);
  return found.map((uri) => relativeTo(folder, uri));
}

function relativeTo(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return uri.path.slice(folder.uri.path.length).replace(/^\//, "");
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
