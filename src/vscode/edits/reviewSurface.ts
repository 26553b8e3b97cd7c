import * as vscode from "vscode";
import type { BrokenResult } from "../../core/edits/brokenResult.ts";
import { linesOf, openChanges } from "../../core/edits/review.ts";
import type { NewFile } from "../../core/edits/storedReviews.ts";
import { contextKeys } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { OpenReview } from "./openReviews.ts";
import { proposedSource } from "./proposedDocuments.ts";
import { ReviewDecorations } from "./reviewDecorations.ts";
import { problemLenses } from "./problemLenses.ts";
import { newFileLenses, reviewLenses } from "./reviewLenses.ts";
import { ReviewZones } from "./reviewZones.ts";

export type ReviewSurfaceParts = {
  readonly t: Translate;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
  readonly newFileOf: (uri: vscode.Uri) => NewFile | undefined;
  readonly brokenIn: (uri: vscode.Uri) => BrokenResult | undefined;
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
    const broken = this.#parts.brokenIn(uri)?.problems.map(({ line, missing }) => `${line} ${missing ?? ""}`) ?? [];
    const shown = [
      ...broken,
      ...changes.map(({ id, state }) => `${id} ${state}`),
      this.#parts.newFileOf(uri)?.id,
    ].join();
    if (shown === this.#shown.get(key)) return;
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
    if (!open && !this.#decorations) return;
    this.#decorations ??= new ReviewDecorations();
    this.#decorations.show(editor, open ? openChanges(open.review) : []);
  }

  #registerLenses(): vscode.Disposable {
    const { t, reviewOf, newFileOf, brokenIn } = this.#parts;
    return vscode.languages.registerCodeLensProvider("*", {
      onDidChangeCodeLenses: this.#lensesChanged.event,
      provideCodeLenses: ({ uri, lineCount }) => {
        const open = reviewOf(uri);
        if (open) {
          const changes = openChanges(open.review);
          const [first] = changes;
          const broken = brokenIn(uri);
          const top = first ? Math.min(linesOf(first).start.line, lineCount - 1) : 0;
          return [...(broken ? problemLenses(uri, broken, top, t) : []), ...reviewLenses(uri, changes, lineCount, t)];
        }
        const source = proposedSource(uri);
        if (source?.kind !== "new" || !newFileOf(source.uri)) return [];
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

function setReviewing(value: boolean): void {
  void vscode.commands.executeCommand("setContext", contextKeys.reviewing, value);
}
