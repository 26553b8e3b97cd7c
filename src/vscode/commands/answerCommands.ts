import * as vscode from "vscode";
import type { Attachment, Question, Task } from "../../shared/chat/state.ts";
import type { Asker } from "../chat/asker.ts";
import type { ChatViews } from "../chat/chatViews.ts";
import { withWords } from "../../core/prompts/withWords.ts";
import { editorAtHand } from "../context/editorAtHand.ts";
import { captureFile, captureSelection, captureSymbol } from "../context/capture.ts";
import { cancelled, refuse, toOutcome, type Outcome } from "./outcome.ts";

/** What may come with a command. */
export type Given = {
  /** What the person wants in particular. */
  readonly instruction?: string;
  /** Takes what waits to be sent along. */
  readonly takeContext?: () => readonly Attachment[];
};

/** The commands whose answer is read in the panel. */
export class AnswerCommands {
  readonly #asker: Asker;
  readonly #views: ChatViews;

  constructor(parts: { readonly asker: Asker; readonly views: ChatViews }) {
    this.#asker = parts.asker;
    this.#views = parts.views;
  }

  /** Asks what the person types, with `code`, else with the selection if there is one. Works without any editor. */
  async ask(prompt: string | undefined, code?: Attachment): Promise<Outcome> {
    const editor = editorAtHand();
    const attached = code ?? (editor && captureSelection(editor));
    const text = prompt ?? (await this.#askForQuestion(attached));
    if (text === undefined || text.trim() === "") return cancelled;
    return this.#answer({ task: "ask", text, attachments: attached ? [attached] : [] });
  }

  explain(given: Given = {}): Promise<Outcome> {
    return this.#aboutCode("explain", vscode.l10n.t("Explain"), given);
  }

  findBugs(given: Given = {}): Promise<Outcome> {
    return this.#aboutCode("findBugs", vscode.l10n.t("Find bugs"), given);
  }

  /** Asks with the person's own prompt about the code at hand. */
  custom(prompt: string, given: Given = {}): Promise<Outcome> {
    const { instruction = "", ...more } = given;
    return this.#aboutCode("custom", withWords(prompt, instruction), more);
  }

  async #aboutCode(task: Task, title: string, { instruction = "", takeContext }: Given): Promise<Outcome> {
    const code = await this.#codeAtHand();
    const context = takeContext?.() ?? [];
    if (!code && context.length === 0) {
      await this.#views.used.reveal({ focus: true });
      return refuse(vscode.l10n.t("Open a file or select some code first."));
    }
    // What is selected may wait in the composer as well.
    const others = context.filter(({ uri, text }) => uri !== code?.uri || text !== code.text);
    return this.#answer({
      task,
      text: instruction === "" ? title : `${title}: ${instruction}`,
      attachments: code ? [code, ...others] : context,
      ...(instruction === "" ? {} : { instruction }),
    });
  }

  /** With the view brought up; the caret stays in the editor. */
  async #answer(question: Question): Promise<Outcome> {
    const view = this.#views.used;
    await view.reveal({ focus: false });
    return toOutcome(await this.#asker.ask(await view.current(), question));
  }

  /** The selection, else the symbol around the cursor, else the file. */
  async #codeAtHand(): Promise<Attachment | undefined> {
    const editor = editorAtHand();
    if (!editor || editor.document.getText().trim() === "") return undefined;
    return captureSelection(editor) ?? (await captureSymbol(editor)) ?? captureFile(editor.document);
  }

  async #askForQuestion(attached: Attachment | undefined): Promise<string | undefined> {
    return vscode.window.showInputBox({
      title: vscode.l10n.t("Ask ChatGPT"),
      placeHolder: placeHolder(attached),
      ...(attached ? { prompt: vscode.l10n.t("{0} goes with the question.", attached.label) } : {}),
    });
  }
}

function placeHolder(attached: Attachment | undefined): string {
  if (!attached) return vscode.l10n.t("What do you want to know?");
  return attached.kind === "symbol"
    ? vscode.l10n.t("What about this code?")
    : vscode.l10n.t("What about the selected code?");
}
