import * as vscode from "vscode";
import { brokenResult, type BrokenResult } from "../../core/edits/brokenResult.ts";
import type { FileProposal } from "../../core/edits/fileProposal.ts";
import { emptyReview, openChanges } from "../../core/edits/review.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import { contextKeys } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import { openDocument } from "./documents.ts";
import type { Shown } from "./openAlternatives.ts";
import type { OpenReview } from "./openReviews.ts";
import { proposedSource } from "./proposedDocuments.ts";
import { problemLenses } from "./problemLenses.ts";
import { ReviewDecorations } from "./reviewDecorations.ts";
import { fileLenses, lineOf, reviewLenses, writingLenses } from "./reviewLenses.ts";
import { ReviewZones } from "./reviewZones.ts";
import type { ShownChange } from "./shownChange.ts";
import type { WritingView } from "./writings.ts";

export type ReviewSurfaceParts = {
  readonly t: Translate;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
  readonly fileOf: (uri: vscode.Uri) => FileProposal | undefined;
  /** Whether something is proposed for more than one file. */
  readonly isOneOfSeveral: () => boolean;
  /** Whether something is proposed at all. */
  readonly isAny: () => boolean;
  /** Which of several alternatives a proposal shows. */
  readonly shownOf: (proposalId: string) => Shown | undefined;
  readonly writingsOf: (uri: vscode.Uri) => readonly WritingView[];
  readonly brokenIn: (uri: vscode.Uri) => BrokenResult | undefined;
  readonly syntax: Syntax;
};

/** What a review looks like in the editor: marked lines, zones with the proposed ones, CodeLenses, the context key. */
export class ReviewSurface implements vscode.Disposable {
  readonly #parts: ReviewSurfaceParts;
  /** For what is done in them. */
  readonly zones: ReviewZones;
  readonly #subscriptions: vscode.Disposable;
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  /** By document, what its decorations and its CodeLenses say; VS Code moves both with the text by itself. */
  readonly #shown = new Map<
    string,
    { readonly changes: readonly ShownChange[]; readonly file: FileProposal | undefined; readonly lenses: string }
  >();
  #decorations: ReviewDecorations | undefined;
  #lenses: vscode.Disposable | undefined;
  readonly #contexts = new Set<string>();

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
    const file = this.#parts.fileOf(uri);
    const before = this.#shown.get(key);
    const lenses = this.#lensKey(uri);
    this.#shown.set(key, { changes, file, lenses });
    if (file !== before?.file || !isSame(changes, before?.changes ?? [])) {
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
    for (const key of this.#contexts) this.#set(key, false);
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
    const { reviewOf, fileOf, isOneOfSeveral, shownOf, writingsOf, brokenIn } = this.#parts;
    const changes = openChanges(reviewOf(uri)?.review ?? emptyReview);
    return [
      ...changes.map(({ id, proposalId, state }) => `${id} ${state} ${shownOf(proposalId)?.number}`),
      ...writingsOf(uri).map(({ id }) => id),
      ...(brokenIn(uri)?.problems ?? []).map(({ line, missing }) => `${line} ${missing}`),
      `${fileOf(uri)?.id} ${isOneOfSeveral()}`,
    ].join();
  }

  #decorate(editor: vscode.TextEditor): void {
    const changes = this.#changesOf(editor.document.uri);
    const isToGo = this.#parts.fileOf(editor.document.uri)?.kind === "delete";
    if (changes.length === 0 && !isToGo && !this.#decorations) return;
    this.#decorations ??= new ReviewDecorations();
    this.#decorations.show(editor, changes, isToGo);
  }

  #registerLenses(): vscode.Disposable {
    const { t, reviewOf, fileOf, isOneOfSeveral, shownOf, writingsOf, brokenIn, syntax } = this.#parts;
    return vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses: this.#lensesChanged.event,
      provideCodeLenses: async (document) => {
        const { uri, lineCount, languageId } = document;
        const source = proposedSource(uri);
        const shown = source?.kind === "new" ? source.uri : uri;
        const file = fileOf(shown);
        // A new file is shown by its own document only.
        const own = (file?.kind === "create") === (source !== undefined) ? file : undefined;
        const changes = openChanges(reviewOf(uri)?.review ?? emptyReview);
        const about = { isOneOfSeveral: isOneOfSeveral(), shownOf };
        const isNew = own?.kind === "create";
        const broken = isNew && (await brokenResult({ before: "", after: document.getText(), languageId }, syntax));
        return [
          ...(broken ? problemLenses(uri, broken, 0, t).slice(0, 1) : []),
          ...(own ? fileLenses(own, about.isOneOfSeveral, t) : []),
          ...writingsOf(uri).flatMap((view) => writingLenses(view, lineCount, t)),
          ...changes.slice(0, 1).flatMap((first) => problemLenses(uri, brokenIn(uri), lineOf(first, lineCount), t)),
          ...reviewLenses(uri, changes, lineCount, about, t),
        ];
      },
    });
  }

  #set(key: string, value: boolean): void {
    if (this.#contexts.has(key) === value) return;
    if (value) this.#contexts.add(key);
    else this.#contexts.delete(key);
    void vscode.commands.executeCommand("setContext", key, value);
  }

  #updateContext(): void {
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = active && (proposedSource(active)?.uri ?? active);
    const isReviewing =
      uri !== undefined && (this.#parts.reviewOf(uri) !== undefined || this.#parts.fileOf(uri) !== undefined);
    this.#set(contextKeys.reviewing, isReviewing);
    this.#set(contextKeys.proposing, this.#parts.isAny());
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
