import * as vscode from "vscode";
import { withLf } from "../../core/edits/lines.ts";
import { trackRange } from "../../core/edits/trackedRange.ts";
import type { TextRange } from "../../shared/chat/state.ts";
import { openDocument } from "./documents.ts";
import { textIn, toTextChanges, toTextRange, toVsCodeRange } from "./textRanges.ts";

/** The place in a document that an edit is for, with the text that stood there when it was asked for. */
export type EditTarget = {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** Empty for an insertion. */
  readonly text: string;
};

export type TargetState = {
  /** Where the place is now, or was last. */
  readonly range: vscode.Range;
  /** Whether the text still stands there as it was. */
  readonly intact: boolean;
  /** Whether the document is not open at the moment. */
  readonly closed: boolean;
};

/** Follows a place in a document from the moment of a request until it is disposed. */
export class TrackedTarget implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly text: string;
  #range: TextRange;
  #touched = false;
  #eol: vscode.EndOfLine;
  readonly #subscription: vscode.Disposable;

  constructor(document: vscode.TextDocument, range: vscode.Range) {
    this.uri = document.uri;
    this.text = document.getText(range);
    this.#range = toTextRange(range);
    this.#eol = document.eol;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event));
  }

  get state(): TargetState {
    const range = toVsCodeRange(this.#range);
    const document = openDocument(this.uri);
    if (!document) return { range, intact: false, closed: true };
    const same = withLf(textIn(document)(this.#range)) === withLf(this.text);
    // Without text to compare, only the edits themselves can tell.
    return { range, intact: same && !(this.text === "" && this.#touched), closed: false };
  }

  /** The target as a proposal needs it. */
  get target(): EditTarget {
    return { uri: this.uri, range: toVsCodeRange(this.#range), text: this.text };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.toString() !== this.uri.toString()) return;
    // Other line endings come as one change of everything, and leave every position where it is.
    const onlyEol = document.eol !== this.#eol;
    this.#eol = document.eol;
    if (onlyEol) return;
    const { range, touched } = trackRange(this.#range, toTextChanges(contentChanges));
    this.#range = range;
    this.#touched ||= touched;
  }
}
