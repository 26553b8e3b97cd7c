import * as vscode from "vscode";

/** Scheme of read-only documents that show what a test of the connection found. */
export const reportScheme = "askchatgpt-report";

/** Shows a report without leaving behind anything that wants to be saved. The last one lives as long as the window. */
export class ReportDocuments implements vscode.Disposable {
  readonly #registration: vscode.Disposable;
  #last: { readonly uri: vscode.Uri; readonly markdown: string } | undefined;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
      provideTextDocumentContent: (uri) =>
        this.#last?.uri.toString() === uri.toString() ? this.#last.markdown : undefined,
    });
  }

  /** Shows `markdown`, in the place of an earlier report. */
  async show(title: string, markdown: string): Promise<void> {
    // An address of its own each time: the preview that VS Code restores in a new window never looks at an old one again.
    const query = crypto.randomUUID();
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${title}.md`, query });
    this.#last = { uri, markdown };
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // VS Code's own Markdown extension can be turned off.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
