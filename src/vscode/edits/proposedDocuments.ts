import * as vscode from "vscode";
import { NewFileDocuments, newFileScheme } from "./newFileDocuments.ts";

/** Scheme of the read-only documents. */
const SCHEME = "askchatgpt-proposal";

/** `current` and `proposed` are the two sides of Compare; `new` is a file that does not exist yet. */
export type ProposedKind = "current" | "proposed" | "new";

/** What a document of this extension shows. */
export type ProposedSource = { readonly kind: ProposedKind; readonly uri: vscode.Uri };

/** The document's address. It has the path of the file, so that name, icon and language are the file's own. */
export function proposedUri(kind: ProposedKind, uri: vscode.Uri): vscode.Uri {
  const query = new URLSearchParams({ kind, uri: uri.toString() }).toString();
  // The text of a notebook's cell is no notebook.
  return vscode.Uri.from({
    scheme: kind === "new" ? newFileScheme : SCHEME,
    path: uri.path.replace(/\.ipynb$/, ".ipynb-cell"),
    query,
  });
}

/** The reverse of {@link proposedUri}; undefined for any other document. */
export function proposedSource({ scheme, query }: vscode.Uri): ProposedSource | undefined {
  if (scheme !== SCHEME && scheme !== newFileScheme) return undefined;
  const parameters = new URLSearchParams(query);
  const kind = parameters.get("kind");
  const uri = parameters.get("uri");
  if (uri === null || (kind !== "current" && kind !== "proposed" && kind !== "new")) return undefined;
  return { kind, uri: vscode.Uri.parse(uri) };
}

export type ProposedDocumentsParts = {
  /** The text of one side of Compare; undefined once nothing is proposed any more. */
  readonly read: (source: ProposedSource) => Promise<string | undefined>;
  /** The text of a proposed file; undefined once it is decided on. */
  readonly readNew: (uri: vscode.Uri) => string | undefined;
  readonly writeNew: (uri: vscode.Uri, text: string) => void;
};

/** Serves the documents that show what is proposed: both sides of Compare, read-only, and files that do not exist yet. */
export class ProposedDocuments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly #newFiles: NewFileDocuments;

  constructor({ read, readNew, writeNew }: ProposedDocumentsParts) {
    this.#newFiles = new NewFileDocuments({
      read: (document) => {
        const source = proposedSource(document);
        return source && readNew(source.uri);
      },
      write: (document, text) => {
        const source = proposedSource(document);
        if (source) writeNew(source.uri, text);
      },
    });
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => {
        const source = proposedSource(uri);
        return source && read(source);
      },
    });
  }

  /** Has the open documents about `uri` read again. */
  refresh(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const document of vscode.workspace.textDocuments) {
      const source = proposedSource(document.uri);
      if (source?.uri.toString() === key && source.kind !== "new") this.#changed.fire(document.uri);
    }
  }

  /** Whether any file is proposed to be created. */
  serveNew(isNeeded: boolean): void {
    this.#newFiles.serve(isNeeded);
  }

  /** Has the document of a proposed file read again. */
  refreshNew(uri: vscode.Uri): void {
    this.#newFiles.refresh(proposedUri("new", uri));
  }

  /** What is typed into the document of a proposed file and not saved yet. */
  typedInto(uri: vscode.Uri): string | undefined {
    return this.#newFiles.typed(proposedUri("new", uri));
  }

  /** Saves what is typed into the document of a proposed file. */
  async saveNew(uri: vscode.Uri): Promise<void> {
    await this.#newFiles.save(proposedUri("new", uri));
  }

  /** The tabs about `uri`. */
  tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
    const key = uri.toString();
    const shows = ({ input }: vscode.Tab): boolean => {
      const shown =
        input instanceof vscode.TabInputText
          ? input.uri
          : input instanceof vscode.TabInputTextDiff
            ? input.modified
            : undefined;
      return shown !== undefined && proposedSource(shown)?.uri.toString() === key;
    };
    return vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(shows);
  }

  /** Closes the tabs about `uri`, without moving the focus. */
  async close(uri: vscode.Uri): Promise<void> {
    const tabs = this.tabsOf(uri);
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#newFiles.dispose();
    this.#changed.dispose();
  }
}
