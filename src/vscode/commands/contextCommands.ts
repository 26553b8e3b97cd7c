import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import type { ChatViews } from "../chat/chatViews.ts";
import { captureFile, captureSelection } from "../context/capture.ts";
import { readAttachable } from "../context/readAttachable.ts";
import { captureTerminalSelection } from "../context/terminalSelection.ts";
import { toPlainMessage } from "../plainMessage.ts";

/** Puts code into the composer for the next question. */
export class ContextCommands {
  readonly #views: ChatViews;

  constructor(views: ChatViews) {
    this.#views = views;
  }

  /**
   * From the explorer: the files. From a terminal: its selection. Otherwise the selection of the active editor, or
   * its file when nothing is selected. The arguments are what VS Code's menus pass.
   */
  async addToChat(resource: unknown, resources: unknown): Promise<void> {
    const added = await this.#collect(resource, resources);
    if (added.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a file or select some code first."));
      return;
    }
    const view = this.#views.used;
    for (const attachment of added) view.attachments.add(attachment);
    await view.reveal({ focus: true });
  }

  async #collect(resource: unknown, resources: unknown): Promise<readonly Attachment[]> {
    if (Array.isArray(resources)) {
      const read = await Promise.all(resources.filter((one) => one instanceof vscode.Uri).map(readAttachable));
      for (const file of read) {
        if (file.type === "refused") void vscode.window.showWarningMessage(toPlainMessage(file.sentence));
      }
      return read.flatMap((file) => (file.type === "attachment" ? [file.attachment] : []));
    }
    if (resource !== undefined && !(resource instanceof vscode.Uri)) {
      const selection = await captureTerminalSelection();
      return selection ? [selection] : [];
    }
    const editor = vscode.window.activeTextEditor;
    if (!editor) return [];
    const selection = captureSelection(editor);
    return [selection ?? captureFile(editor.document)];
  }
}
