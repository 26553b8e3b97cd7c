import * as vscode from "vscode";
import { fingerprint, type Fingerprint } from "../../core/edits/restore/fingerprint.ts";
import type { RestoreKey } from "./restoreStore.ts";

/** A restore point, by its time. */
export type WatchedPoint = { readonly key: RestoreKey; readonly at: number };

/** One of our edits of a document, and what it meant. */
export type WatchedEdit = {
  readonly uri: vscode.Uri;
  /** Whole texts. */
  readonly before: string;
  readonly after: string;
  readonly points: readonly WatchedPoint[];
  /** Whether the edit undid its points, as taking back does, or made them. */
  readonly undid: boolean;
};

type Watched = Pick<WatchedEdit, "points" | "undid"> & {
  readonly uri: string;
  readonly before: Fingerprint;
  readonly after: Fingerprint;
};

/** As many edits can be told apart when they are undone. */
const MOST_WATCHED = 100;

/**
 * Sees when one of our edits is undone or redone in the editor. Undoing goes back step by step, so that the document is
 * then exactly what it was before the edit, whatever was typed since.
 */
export class UndoWatch implements vscode.Disposable {
  readonly #onDidUndo: (points: readonly WatchedPoint[], undone: boolean) => void;
  readonly #subscription: vscode.Disposable;
  #watched: readonly Watched[] = [];

  /** @param onDidUndo told which points are undone now, or made again */
  constructor(onDidUndo: (points: readonly WatchedPoint[], undone: boolean) => void) {
    this.#onDidUndo = onDidUndo;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event));
  }

  watch({ uri, before, after, points, undid }: WatchedEdit): void {
    const watched = { uri: uri.toString(), before: fingerprint(before), after: fingerprint(after), points, undid };
    this.#watched = [...this.#watched, watched].slice(-MOST_WATCHED);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #follow({ document, reason }: vscode.TextDocumentChangeEvent): void {
    if (reason === undefined) return;
    const uri = document.uri.toString();
    const ours = this.#watched.filter((watched) => watched.uri === uri);
    if (ours.length === 0) return;
    const now = fingerprint(document.getText());
    const isUndo = reason === vscode.TextDocumentChangeReason.Undo;
    const found = ours.findLast(({ before, after }) => (isUndo ? before : after) === now);
    if (found) this.#onDidUndo(found.points, isUndo ? !found.undid : found.undid);
  }
}
