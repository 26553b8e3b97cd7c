import * as vscode from "vscode";
import { languageIdOf } from "./languageIdOf.ts";

/** Scheme of read-only documents that show something of a conversation. */
export const textScheme = "askchatgpt-text";

/** Shows texts of a conversation in editors, without leaving behind anything that wants to be saved. */
export class ReadOnlyTexts implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposables: readonly vscode.Disposable[];

  constructor() {
    this.#disposables = [
      vscode.workspace.registerTextDocumentContentProvider(textScheme, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#texts.delete(uri.toString())),
    ];
  }

  /** @param language as a fence names it */
  async show(text: string, language: string): Promise<void> {
    const uri = this.#add(vscode.l10n.t("Text"), text);
    const document = await vscode.workspace.openTextDocument(uri);
    const languageId = languageIdOf(language, await vscode.languages.getLanguages());
    if (languageId) await vscode.languages.setTextDocumentLanguage(document, languageId);
    await vscode.window.showTextDocument(document);
  }

  /** Shows a fenced block in VS Code's own Markdown preview, beside the editor. */
  async preview(code: string, language: string): Promise<void> {
    const uri = this.#add(`${vscode.l10n.t("Diagram")}.md`, toFence(code, language));
    try {
      await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    } catch {
      // VS Code's own Markdown extension can be turned off.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** An address of its own each time: VS Code never asks again for the content of one that it knows. */
  #add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: textScheme, path: `/${name}`, query: crypto.randomUUID() });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}

/** A fence longer than any in the code, so that nothing in the code can end it. */
function toFence(code: string, language: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}\n`;
}
