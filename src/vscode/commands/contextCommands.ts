import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import type { ChatViews } from "../chat/chatViews.ts";
import { captureFile, captureSelection } from "../context/capture.ts";
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
      const files = await Promise.all(resources.filter((one) => one instanceof vscode.Uri).map(readFile));
      return files.filter((file) => file !== undefined);
    }
    if (resource !== undefined && !(resource instanceof vscode.Uri)) return this.#terminalSelection();
    const editor = vscode.window.activeTextEditor;
    if (!editor) return [];
    const selection = captureSelection(editor);
    return [selection ?? captureFile(editor.document)];
  }

  /** VS Code has no public way to read a terminal's selection but its own copy command. */
  async #terminalSelection(): Promise<readonly Attachment[]> {
    const before = await vscode.env.clipboard.readText();
    await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
    const text = await vscode.env.clipboard.readText();
    await vscode.env.clipboard.writeText(before);
    const name = vscode.window.activeTerminal?.name ?? vscode.l10n.t("Terminal");
    if (text === "" || text === before) return [];
    return [{ id: crypto.randomUUID(), kind: "terminal", label: name, path: name, uri: "", languageId: "", text }];
  }
}

async function readFile(uri: vscode.Uri): Promise<Attachment | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    return captureFile(document);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    void vscode.window.showWarningMessage(
      toPlainMessage(vscode.l10n.t("{0} cannot be added: {1}", vscode.workspace.asRelativePath(uri), reason)),
    );
    return undefined;
  }
}
