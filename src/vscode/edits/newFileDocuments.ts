import * as vscode from "vscode";

/** In package.json as the activation event of tabs that are still there after a reload. */
export const newFileScheme = "askchatgpt-new";

/** With it, VS Code reads UTF-8 whatever the settings name as the encoding of files. */
const MARK = "\uFEFF";

export type NewFileDocumentsParts = {
  /** The text that a document has when it opens; undefined once the file is not proposed any more. */
  readonly read: (document: vscode.Uri) => string | undefined;
  readonly write: (document: vscode.Uri, text: string) => void;
};

/** Proposed files that do not exist yet, as documents to type into. What is saved in one is what is proposed. */
export class NewFileDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #parts: NewFileDocumentsParts;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscription: vscode.Disposable;
  #registration: vscode.Disposable | undefined;
  /** How often each was changed: what VS Code tells texts of the same length apart by. */
  readonly #versions = new Map<string, number>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(parts: NewFileDocumentsParts) {
    this.#parts = parts;
    // Saved when it is left, so that closing its tab later asks nothing.
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      for (const document of unsaved()) if (document !== editor?.document) void document.save();
    });
  }

  /** Whether there is anything to serve; VS Code takes one provider at a time. */
  serve(isNeeded: boolean): void {
    if (isNeeded) {
      this.#registration ??= vscode.workspace.registerFileSystemProvider(newFileScheme, this, {
        isCaseSensitive: true,
      });
    } else {
      this.#registration?.dispose();
      this.#registration = undefined;
    }
  }

  /** The text as it is in an editor now. */
  typed(uri: vscode.Uri): string | undefined {
    return unsaved()
      .find((document) => document.uri.toString() === uri.toString())
      ?.getText();
  }

  /** Saves what is typed. Closing an unsaved document would ask, and there is nothing left to ask. */
  async save(uri: vscode.Uri): Promise<void> {
    for (const document of unsaved()) if (document.uri.toString() === uri.toString()) await document.save();
  }

  /** Has the open document read again. */
  refresh(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#versions.set(key, (this.#versions.get(key) ?? 0) + 1);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { length } = this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#versions.get(uri.toString()) ?? 0, size: length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.#parts.read(uri);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(MARK + text);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const key = uri.toString();
    this.#versions.set(key, (this.#versions.get(key) ?? 0) + 1);
    this.#parts.write(uri, new TextDecoder().decode(content));
  }

  /** Nobody but this class changes them. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#registration?.dispose();
    this.#changed.dispose();
  }
}

function unsaved(): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri, isDirty }) => uri.scheme === newFileScheme && isDirty);
}
