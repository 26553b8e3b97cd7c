import * as vscode from "vscode";
import { openChanges } from "../../core/edits/review.ts";
import type { FileProposal } from "../../core/edits/fileProposal.ts";
import { contextKeys } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { OpenReview } from "./openReviews.ts";
import { proposedSource } from "./proposedDocuments.ts";
import { ReviewDecorations } from "./reviewDecorations.ts";
import { fileLenses, reviewLenses } from "./reviewLenses.ts";
import { ReviewZones } from "./reviewZones.ts";

export type ReviewSurfaceParts = {
  readonly t: Translate;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
  readonly fileOf: (uri: vscode.Uri) => FileProposal | undefined;
  /** Whether something is proposed for more than one file. */
  readonly isOneOfSeveral: () => boolean;
};

/** What a review looks like in the editor: marked lines, zones with the proposed ones, CodeLenses, the context key. */
export class ReviewSurface implements vscode.Disposable {
  readonly #parts: ReviewSurfaceParts;
  readonly #zones: ReviewZones;
  readonly #subscriptions: vscode.Disposable;
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  /** By document, what its CodeLenses and decorations say; VS Code moves both with the text by itself. */
  readonly #shown = new Map<string, string>();
  #decorations: ReviewDecorations | undefined;
  #lenses: vscode.Disposable | undefined;
  #isReviewing = false;
  #wasOneOfSeveral = false;

  constructor(parts: ReviewSurfaceParts) {
    this.#parts = parts;
    this.#zones = new ReviewZones(parts.t);
    this.#subscriptions = vscode.Disposable.from(
      this.#zones,
      this.#lensesChanged,
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#decorate(editor))),
      vscode.window.onDidChangeActiveTextEditor(() => this.#updateContext()),
    );
  }

  /** Shows what is proposed for `uri` now, which may be nothing. */
  update(uri: vscode.Uri): void {
    const key = uri.toString();
    const open = this.#parts.reviewOf(uri);
    const changes = open ? openChanges(open.review) : [];
    this.#zones.show(uri, changes, open?.languageId ?? "");
    const file = this.#parts.fileOf(uri);
    const shown = [...changes.map(({ id, state }) => `${id} ${state}`), file && `${file.id} ${file.kind}`].join();
    const isOneOfSeveral = this.#parts.isOneOfSeveral();
    if (shown === this.#shown.get(key) && isOneOfSeveral === this.#wasOneOfSeveral) return;
    this.#wasOneOfSeveral = isOneOfSeveral;
    this.#shown.set(key, shown);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === key) this.#decorate(editor);
    }
    // Asked for by VS Code with every edit, so it is there only once there is something to show.
    this.#lenses ??= this.#registerLenses();
    this.#lensesChanged.fire();
    this.#updateContext();
  }

  /** The change that a zone's button is for. */
  changeOf(thread: unknown): { readonly uri: vscode.Uri; readonly changeId: string } | undefined {
    return this.#zones.changeOf(thread);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#decorations?.dispose();
    this.#lenses?.dispose();
    if (this.#isReviewing) setReviewing(false);
  }

  #decorate(editor: vscode.TextEditor): void {
    const open = this.#parts.reviewOf(editor.document.uri);
    const isToGo = this.#parts.fileOf(editor.document.uri)?.kind === "delete";
    if (!open && !isToGo && !this.#decorations) return;
    this.#decorations ??= new ReviewDecorations();
    this.#decorations.show(editor, open ? openChanges(open.review) : [], isToGo);
  }

  #registerLenses(): vscode.Disposable {
    const { t, reviewOf, fileOf, isOneOfSeveral } = this.#parts;
    return vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses: this.#lensesChanged.event,
      provideCodeLenses: ({ uri, lineCount }) => {
        const source = proposedSource(uri);
        const shown = source?.kind === "new" ? source.uri : uri;
        const file = fileOf(shown);
        // A new file is shown by its own document only.
        const own = (file?.kind === "create") === (source !== undefined) ? file : undefined;
        const open = reviewOf(uri);
        return [
          ...(own ? fileLenses(own, isOneOfSeveral(), t) : []),
          ...(open ? reviewLenses(uri, openChanges(open.review), lineCount, isOneOfSeveral(), t) : []),
        ];
      },
    });
  }

  #updateContext(): void {
    const active = vscode.window.activeTextEditor?.document.uri;
    const uri = active && (proposedSource(active)?.uri ?? active);
    const isReviewing =
      uri !== undefined && (this.#parts.reviewOf(uri) !== undefined || this.#parts.fileOf(uri) !== undefined);
    if (isReviewing === this.#isReviewing) return;
    this.#isReviewing = isReviewing;
    setReviewing(isReviewing);
  }
}

function setReviewing(value: boolean): void {
  void vscode.commands.executeCommand("setContext", contextKeys.reviewing, value);
}
