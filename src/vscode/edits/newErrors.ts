import * as vscode from "vscode";

/** Servers answer an edit well within this time; what they report later has other causes. */
const windowMs = 5_000;

type Watched = {
  /** What was reported before the acceptance. */
  readonly known: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly until: number;
  errors: readonly vscode.Diagnostic[];
};

/**
 * The errors that a language's server reports right after a change was accepted, and did not report before. No server
 * can be asked about a text that is only proposed (docs/decisions/0010).
 */
export class NewErrors implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #watched = new Map<string, Watched>();
  readonly #subscriptions: vscode.Disposable;

  /** Fires when a document's new errors are others. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach((uri) => this.#read(uri))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#end(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#become(uri, undefined)),
    );
  }

  /** To be called before a change is accepted; what it returns, once the change is in the document, wherever that is now. */
  watch(uri: vscode.Uri): (now?: vscode.Uri) => void {
    const ours = new Set(this.of(uri).map(keyOf));
    const known = new Set(
      errorsIn(uri)
        .map(keyOf)
        .filter((key) => !ours.has(key)),
    );
    return (now = uri) => {
      this.#watched.set(now.toString(), { known, until: Date.now() + windowMs, errors: [] });
      this.#read(now);
    };
  }

  /** Those that are still reported. */
  of(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    return this.#watched.get(uri.toString())?.errors ?? [];
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #read(uri: vscode.Uri): void {
    const watched = this.#watched.get(uri.toString());
    if (!watched) return;
    const found = new Set(watched.errors.map(keyOf));
    const isOver = Date.now() > watched.until;
    const errors = errorsIn(uri).filter((error) =>
      isOver ? found.has(keyOf(error)) : !watched.known.has(keyOf(error)),
    );
    if (isOver && errors.length === 0) this.#become(uri, undefined);
    else if (errors.length > 0 || watched.errors.length > 0) this.#become(uri, { ...watched, errors });
  }

  /** What the person types has errors of its own. */
  #end(uri: vscode.Uri): void {
    const watched = this.#watched.get(uri.toString());
    if (!watched) return;
    if (watched.errors.length === 0) this.#watched.delete(uri.toString());
    else this.#watched.set(uri.toString(), { ...watched, until: 0 });
  }

  #become(uri: vscode.Uri, watched: Watched | undefined): void {
    const key = uri.toString();
    const before = this.#watched.get(key)?.errors ?? [];
    if (watched) this.#watched.set(key, watched);
    else this.#watched.delete(key);
    if (before.length > 0 || (watched?.errors.length ?? 0) > 0) this.#changed.fire(uri);
  }
}

function errorsIn(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

/** The same wherever it has moved to. */
function keyOf({ source, code, message }: vscode.Diagnostic): string {
  return JSON.stringify([source, typeof code === "object" ? code.value : code, message]);
}
