import * as vscode from "vscode";

/** While somebody types, what was attached is compared when they pause. */
const REST_MS = 300;

/** Tells when one of a few files is edited, written or deleted. */
export class SourceWatch implements vscode.Disposable {
  readonly #touched: (uri: string) => void;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #rests = new Map<string, ReturnType<typeof setTimeout>>();
  #documents: vscode.Disposable | undefined;

  /** @param touched gets the file's address a moment after something happened to it */
  constructor(touched: (uri: string) => void) {
    this.#touched = touched;
  }

  /** From now on these, and no others. */
  follow(uris: ReadonlySet<string>): void {
    for (const [uri, watcher] of this.#watchers) {
      if (uris.has(uri)) continue;
      watcher.dispose();
      this.#watchers.delete(uri);
    }
    for (const uri of uris) {
      if (this.#watchers.has(uri)) continue;
      this.#watchers.set(uri, this.#watch(uri));
      // Nothing is told of what happens before the watcher has started.
      this.#rest(uri);
    }
    if (uris.size === 0) {
      this.#documents?.dispose();
      this.#documents = undefined;
    } else {
      this.#documents ??= vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const uri = document.uri.toString();
        if (this.#watchers.has(uri)) this.#rest(uri);
      });
    }
  }

  dispose(): void {
    this.follow(new Set());
    for (const rest of this.#rests.values()) clearTimeout(rest);
    this.#rests.clear();
  }

  #watch(written: string): vscode.Disposable {
    const uri = vscode.Uri.parse(written, true);
    const name = uri.path.replace(/^.*\//, "").replaceAll(/[[\]{}()*?!]/g, "[$&]");
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), name),
    );
    const touched = (): void => this.#rest(written);
    watcher.onDidChange(touched);
    watcher.onDidCreate(touched);
    watcher.onDidDelete(touched);
    return watcher;
  }

  #rest(uri: string): void {
    clearTimeout(this.#rests.get(uri));
    this.#rests.set(
      uri,
      setTimeout(() => {
        this.#rests.delete(uri);
        this.#touched(uri);
      }, REST_MS),
    );
  }
}
