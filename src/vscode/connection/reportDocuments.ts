import * as vscode from "vscode";

/** Scheme of read-only documents that show what a test of the connection found. */
const SCHEME = "askchatgpt-report";

/** The address of the report with this title. */
export function reportUri(title: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${title}.md` });
}

/** Shows reports without leaving behind anything that wants to be saved. They live as long as the window. */
export class ReportDocuments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #reports = new Map<string, string>();

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#reports.get(uri.path),
    });
  }

  /** Shows `markdown`, in the place of an earlier report with this title. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = reportUri(title);
    this.#reports.set(uri.path, markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // VS Code's own Markdown extension can be turned off.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
