import * as vscode from "vscode";
import { emptyReview, openChanges } from "../../core/edits/review.ts";
import type { NewFile } from "../../core/edits/storedReviews.ts";
import { contextKeys } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import { openDocument } from "./documents.ts";
import type { Shown } from "./openAlternatives.ts";
import type { OpenReview } from "./openReviews.ts";
import { proposedSource } from "./proposedDocuments.ts";
import { ReviewDecorations } from "./reviewDecorations.ts";
import { newFileLenses, reviewLenses, writingLenses } from "./reviewLenses.ts";
import { ReviewZones } from "./reviewZones.ts";
import type { ShownChange } from "./shownChange.ts";
import type { WritingView } from "./writings.ts";

export type ReviewSurfaceParts = {
  readonly t: Translate;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
  readonly newFileOf: (uri: vscode.Uri) => NewFile | undefined;
  /** Which of several alternatives a proposal shows. */
  readonly shownOf: (proposalId: string) => Shown | undefined;
  readonly writingsOf: (uri: vscode.Uri) => readonly WritingView[];
};

/** What a review looks like in the editor: marked lines, zones with the proposed ones, CodeLenses, the context key. */
export class ReviewSurface implements vscode.Disposable {
  readonly #parts: ReviewSurfaceParts;
  /** For what is done in them. */
  readonly zones: ReviewZones;
  readonly #subscriptions: vscode.Disposable;
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  /** By document, what its decorations and its CodeLenses say; VS Code moves both with the text by itself. */
  readonly #shown = new Map<string, { readonly changes: readonly ShownChange[]; readonly lenses: string }>();
  #decorations: ReviewDecorations | undefined;
  #lenses: vscode.Disposable | undefined;
  #isReviewing = false;

  constructor(parts: ReviewSurfaceParts) {
    this.#parts = parts;
    this.zones = new ReviewZones(parts.t);
    this.#subscriptions = vscode.Disposable.from(
      this.zones,
      this.#lensesChanged,
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#decorate(editor))),
      vscode.window.onDidChangeActiveTextEditor(() => this.#updateContext()),
    );
  }

  /** Shows what is proposed for `uri` now, and what is being written, which may be nothing. */
  update(uri: vscode.Uri): void {
    const key = uri.toString();
    const open = this.#parts.reviewOf(uri);
    const changes = this.#changesOf(uri);
    this.zones.show(uri, changes, open?.languageId ?? openDocument(uri)?.languageId ?? "");
    const before = this.#shown.get(key);
    const lenses = this.#lensKey(uri);
    this.#shown.set(key, { changes, lenses });
    if (!isSame(changes, before?.changes ?? [])) {
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document.uri.toString() === key) this.#decorate(editor);
      }
    }
    if (lenses === before?.lenses) return;
    // Asked for by VS Code with every edit, so it is there only once there is something to show.
    this.#lenses ??= this.#registerLenses();
    this.#lensesChanged.fire();
    this.#updateContext();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#decorations?.dispose();
    this.#lenses?.dispose();
    if (this.#isReviewing) setReviewing(false);
  }

  /** A proposal takes the place of the writing that it comes from. */
  #changesOf(uri: vscode.Uri): readonly ShownChange[] {
    const open = this.#parts.reviewOf(uri);
    const proposed = open ? openChanges(open.review) : [];
    const ids = new Set(proposed.map(({ proposalId }) => proposalId));
    const written = this.#parts.writingsOf(uri).flatMap(({ id, changes }) => (ids.has(id) ? [] : changes));
    return [...proposed, ...written];
  }

  #lensKey(uri: vscode.Uri): string {
    const { reviewOf, newFileOf, shownOf, writingsOf } = this.#parts;
    const changes = openChanges(reviewOf(uri)?.review ?? emptyReview);
    return [
      ...changes.map(({ id, proposalId, state }) => `${id} ${state} ${shownOf(proposalId)?.number}`),
      ...writingsOf(uri).map(({ id }) => id),
      newFileOf(uri)?.id,
    ].join();
  }

  #decorate(editor: vscode.TextEditor): void {
    const changes = this.#changesOf(editor.document.uri);
    if (changes.length === 0 && !this.#decorations) return;
    this.#decorations ??= new ReviewDecorations();
    this.#decorations.show(editor, changes);
  }

  #registerLenses(): vscode.Disposable {
    const { t, reviewOf, newFileOf, shownOf, writingsOf } = this.#parts;
    return vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses: this.#lensesChanged.event,
      provideCodeLenses: ({ uri, lineCount }) => {
        const open = reviewOf(uri);
        const writing = writingsOf(uri).flatMap((view) => writingLenses(view, lineCount, t));
        if (open) return [...writing, ...reviewLenses(uri, openChanges(open.review), lineCount, shownOf, t)];
        const source = proposedSource(uri);
        if (source?.kind !== "new" || !newFileOf(source.uri)) return writing;
        return [...newFileLenses(source.uri, vscode.workspace.asRelativePath(source.uri), t)];
      },
    });
  }

  #updateContext(): void {
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = active && (proposedSource(active)?.uri ?? active);
    const isReviewing =
      uri !== undefined && (this.#parts.reviewOf(uri) !== undefined || this.#parts.newFileOf(uri) !== undefined);
    if (isReviewing === this.#isReviewing) return;
    this.#isReviewing = isReviewing;
    setReviewing(isReviewing);
  }
}

/** Whether two lists mark the same lines, wherever these have moved: a change that grows has other lines each time. */
function isSame(changes: readonly ShownChange[], before: readonly ShownChange[]): boolean {
  return (
    changes.length === before.length &&
    changes.every(({ id, state, oldLines }, index) => {
      const other = before[index];
      return other?.id === id && other.state === state && other.oldLines === oldLines;
    })
  );
}

function setReviewing(value: boolean): void {
  void vscode.commands.executeCommand("setContext", contextKeys.reviewing, value);
}
