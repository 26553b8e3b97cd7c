import * as vscode from "vscode";
import { withLf } from "../../core/edits/lines.ts";
import { linesOf, openChanges, type ReviewChange } from "../../core/edits/review.ts";
import type { NewFile } from "../../core/edits/storedReviews.ts";
import type { BrokenResult } from "../../core/edits/brokenResult.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { Translate } from "../../shared/l10n.ts";
import { compareText, openCompare } from "./compare.ts";
import { findDocument, nameOf, wholeLines } from "./documents.ts";
import type { NewErrors } from "./newErrors.ts";
import { NewFiles } from "./newFiles.ts";
import { OpenReviews, type OpenReview } from "./openReviews.ts";
import { ProposedDocuments, proposedSource, proposedUri, type ProposedSource } from "./proposedDocuments.ts";
import { ReviewProblems } from "./reviewProblems.ts";
import { ReviewStorage } from "./reviewStorage.ts";
import { changeAtCursor, changeFromCursor, parseSubject } from "./reviewSubject.ts";
import { ReviewSurface } from "./reviewSurface.ts";
import { toTextRange } from "./textRanges.ts";
import type { EditTarget } from "./trackedTarget.ts";
import { whyNotEditable } from "./whyNotEditable.ts";

export type ReviewsParts = {
  readonly t: Translate;
  /** Tells the person one sentence. */
  readonly tell: (sentence: string) => void;
  /** Keeps open reviews when the window is reloaded. */
  readonly memory: Memory;
  /** Tells whether what is proposed parses. */
  readonly syntax: Syntax;
  /** Is told before a change is accepted, and after. */
  readonly newErrors: Pick<NewErrors, "watch">;
  readonly log: Log;
};

/** A proposal that breaks its document, with what is needed to mend it. */
export type BrokenReview = {
  readonly document: vscode.TextDocument;
  /** The whole text that the document would have. */
  readonly proposed: string;
  readonly broken: BrokenResult;
};

export type Proposed =
  | { readonly type: "proposed"; readonly reviewId: string }
  | { readonly type: "refused"; readonly reason: string };

type Subject =
  | { readonly type: "document"; readonly open: OpenReview; readonly changes: readonly ReviewChange[] }
  | { readonly type: "new-file"; readonly file: NewFile };

/**
 * Proposed changes and the person's decisions on them. A proposal never changes its document: only what is accepted is
 * written, as one edit. The methods named like commands take what such a command is given, which may be nothing.
 */
export class Reviews implements vscode.Disposable {
  readonly #t: Translate;
  readonly #tell: (sentence: string) => void;
  readonly #reviews: OpenReviews;
  readonly #newFiles: NewFiles;
  readonly #documents: ProposedDocuments;
  readonly #newErrors: Pick<NewErrors, "watch">;
  readonly #problems: ReviewProblems;
  readonly #surface: ReviewSurface;
  readonly #storage: ReviewStorage;
  readonly #subscriptions: vscode.Disposable;

  constructor({ t, tell, memory, syntax, newErrors, log }: ReviewsParts) {
    this.#newErrors = newErrors;
    this.#t = t;
    this.#tell = tell;
    const stored = ReviewStorage.load(memory);
    this.#documents = new ProposedDocuments((source) => this.#textOf(source));
    this.#reviews = new OpenReviews(stored.documents);
    this.#newFiles = new NewFiles({ t, documents: this.#documents, stored: stored.newFiles });
    this.#problems = new ReviewProblems({ syntax, log, reviewOf: (uri) => this.#reviews.of(uri) });
    this.#surface = new ReviewSurface({
      t,
      reviewOf: (uri) => this.#reviews.of(uri),
      newFileOf: (uri) => this.#newFiles.of(uri),
      brokenIn: (uri) => this.#problems.of(uri),
    });
    this.#storage = new ReviewStorage(memory, () => ({
      documents: this.#reviews.all().map(({ uri, ...rest }) => ({ ...rest, uri: uri.toString() })),
      newFiles: this.#newFiles.all(),
    }));
    this.#subscriptions = vscode.Disposable.from(
      this.#reviews.onDidChange((uri) => this.#refresh(uri)),
      this.#newFiles.onDidChange((uri) => this.#refresh(uri)),
      this.#problems.onDidChange((uri) => this.#surface.update(uri)),
      this.#problems,
      this.#reviews,
      this.#newFiles,
      this.#surface,
      this.#documents,
    );
    for (const { uri } of this.#reviews.all()) {
      this.#problems.update(uri);
      this.#surface.update(uri);
    }
    for (const { uri } of this.#newFiles.all()) this.#surface.update(vscode.Uri.parse(uri));
  }

  /** Puts a new text for `target` up for review. `newText` is fitted to the document already. */
  async propose(proposal: {
    readonly target: EditTarget;
    readonly newText: string;
    readonly title: string;
  }): Promise<Proposed> {
    const { target, newText, title } = proposal;
    const name = nameOf(target.uri);
    const document = await findDocument(target.uri);
    if (!document) return refused(this.#t("{0} cannot be opened any more, so nothing was proposed.", name));
    const refusal = await whyNotEditable(document, this.#t);
    if (refusal !== undefined) return refused(refusal);
    if (withLf(document.getText(target.range)) !== withLf(target.text)) {
      return refused(this.#t("{0} changed at that place meanwhile, so nothing was proposed. Ask again.", name));
    }

    // Whole lines read better than parts of them; what is written is as small as it can be all the same.
    const range = wholeLines(document, target.range);
    const before = document.getText(new vscode.Range(range.start, target.range.start));
    const after = document.getText(new vscode.Range(target.range.end, range.end));
    const id = crypto.randomUUID();
    const added = this.#reviews.add(document, {
      id,
      title,
      range: toTextRange(range),
      oldText: document.getText(range),
      newText: before + newText + after,
    });
    if (added === "unchanged") return refused(this.#t("The proposal says what {0} says already.", name));
    if (added === "replaced") this.#tell(this.#t("This replaces what was proposed for the same lines before."));
    await this.#compareWhereZonesAreHidden(document);
    return { type: "proposed", reviewId: id };
  }

  /** Puts a file that does not exist up for review, in a tab of its own. */
  async proposeNewFile(proposal: {
    readonly uri: vscode.Uri;
    readonly text: string;
    readonly title: string;
  }): Promise<Proposed> {
    const { uri, text, title } = proposal;
    const replaces = this.#newFiles.of(uri) !== undefined;
    const id = crypto.randomUUID();
    const refusal = await this.#newFiles.propose({ id, uri: uri.toString(), title, text });
    if (refusal !== undefined) return refused(refusal);
    if (replaces) this.#tell(this.#t("This replaces what was proposed for {0} before.", nameOf(uri)));
    return { type: "proposed", reviewId: id };
  }

  /** Accepts one change: the one named, or the one at the cursor. */
  async accept(argument?: unknown): Promise<void> {
    const subject = this.#subject(argument);
    if (!subject) return;
    if (subject.type === "new-file") return this.#acceptFile(subject.file);
    const change = this.#changeOf(argument, subject.open);
    if (change?.state === "stale") this.#tellStale(1);
    else if (change) await this.#accept(subject.open, [change]);
  }

  /** Rejects one change: the one named, or the one at the cursor. */
  async reject(argument?: unknown): Promise<void> {
    const subject = this.#subject(argument);
    if (!subject) return;
    if (subject.type === "new-file") return this.#newFiles.reject(subject.file);
    const change = this.#changeOf(argument, subject.open);
    if (change) this.#reviews.reject(subject.open.uri, new Set([change.id]));
  }

  /** Accepts every pending change of a document, or of one proposal, as one edit; or creates the proposed file. */
  async acceptAll(argument?: unknown): Promise<void> {
    const subject = this.#subject(argument);
    if (!subject) return;
    if (subject.type === "new-file") return this.#acceptFile(subject.file);
    await this.#accept(subject.open, subject.changes);
  }

  async rejectAll(argument?: unknown): Promise<void> {
    const subject = this.#subject(argument);
    if (!subject) return;
    if (subject.type === "new-file") return this.#newFiles.reject(subject.file);
    this.#reviews.reject(subject.open.uri, new Set(subject.changes.map(({ id }) => id)));
  }

  async next(): Promise<void> {
    await this.#go("next");
  }

  async previous(): Promise<void> {
    await this.#go("previous");
  }

  /** Opens VS Code's diff of the document as it is and as it would be with all pending changes. */
  async compare(argument?: unknown): Promise<void> {
    const subject = this.#subject(argument);
    if (!subject) return;
    if (subject.type === "document") return openCompare(subject.open, this.#t);
    this.#tell(this.#t("The file is new, so there is nothing to compare it with."));
  }

  /** What the proposal that the argument names would break; says so when it breaks nothing that is known. */
  async broken(argument?: unknown): Promise<BrokenReview | undefined> {
    const subject = this.#subject(argument);
    if (!subject) return undefined;
    const open = subject.type === "document" ? subject.open : undefined;
    if (open) {
      const [document, proposed, broken] = await Promise.all([
        findDocument(open.uri),
        compareText(open, "proposed"),
        this.#problems.find(open),
      ]);
      if (document && proposed !== undefined && broken) return { document, proposed, broken };
    }
    this.#tell(this.#t("Nothing is known to be wrong with what is proposed here."));
    return undefined;
  }

  dispose(): void {
    this.#storage.flush();
    this.#subscriptions.dispose();
  }

  /**
   * What the argument names, or what the active editor shows, or the only thing proposed in sight; says so when there
   * is none. What is out of sight is never decided on.
   */
  #subject(argument: unknown): Subject | undefined {
    const named = this.#surface.changeOf(argument) ?? parseSubject(argument);
    const reviewId = "reviewId" in named ? named.reviewId : undefined;
    const subject = reviewId === undefined ? this.#subjectAt(named.uri) : this.#subjectOf(reviewId);
    if (subject) return subject;
    const inSight = vscode.window.visibleTextEditors.flatMap(({ document }) => this.#subjectAt(document.uri) ?? []);
    if (argument === undefined && inSight.length === 1) return inSight[0];
    const elsewhere = this.#reviews.all()[0]?.uri ?? this.#newFiles.all().map(({ uri }) => vscode.Uri.parse(uri))[0];
    this.#tell(
      elsewhere
        ? this.#t("Nothing is proposed in this editor. Next Change goes to {0}.", nameOf(elsewhere))
        : this.#t("Nothing is proposed at the moment."),
    );
    return undefined;
  }

  #subjectAt(uri: vscode.Uri | undefined): Subject | undefined {
    const source = uri && (proposedSource(uri)?.uri ?? uri);
    const open = source && this.#reviews.of(source);
    if (open) return { type: "document", open, changes: openChanges(open.review) };
    const file = source && this.#newFiles.of(source);
    return file && { type: "new-file", file };
  }

  #subjectOf(reviewId: string): Subject | undefined {
    for (const open of this.#reviews.all()) {
      const changes = openChanges(open.review).filter(({ proposalId }) => proposalId === reviewId);
      if (changes.length > 0) return { type: "document", open, changes };
    }
    const file = this.#newFiles.all().find(({ id }) => id === reviewId);
    return file && { type: "new-file", file };
  }

  /** The change that the argument names, or the one at the cursor; says so when there is none. */
  #changeOf(argument: unknown, open: OpenReview): ReviewChange | undefined {
    const { changeId } = this.#surface.changeOf(argument) ?? parseSubject(argument);
    // A second click on the same button finds nothing, and that is all there is to it.
    if (changeId !== undefined) return openChanges(open.review).find(({ id }) => id === changeId);
    const change = changeAtCursor(open);
    if (!change) this.#tell(this.#t("There is no proposed change at the cursor. Next Change goes to one."));
    return change;
  }

  async #accept({ uri }: OpenReview, changes: readonly ReviewChange[]): Promise<void> {
    const ids = new Set(changes.map(({ id }) => id));
    const isAccepted = this.#newErrors.watch(uri);
    const written = await this.#reviews.accept(uri, ids);
    const left = openChanges(this.#reviews.of(uri)?.review ?? { changes: [] }).filter(({ id }) => ids.has(id));
    switch (written) {
      case "written":
        isAccepted();
        if (left.length > 0) this.#tellStale(left.length);
        return;
      case "nothing":
        if (left.length > 0) this.#tellStale(left.length);
        return;
      case "gone":
        this.#tell(this.#t("{0} cannot be opened any more. Nothing was written.", nameOf(uri)));
        return;
      case "failed":
        this.#tell(this.#t("{0} changed at the same moment. Nothing was written; accept again.", nameOf(uri)));
        return;
    }
  }

  async #acceptFile(file: NewFile): Promise<void> {
    const refusal = await this.#newFiles.accept(file);
    if (refusal !== undefined) this.#tell(refusal);
  }

  #tellStale(count: number): void {
    this.#tell(
      count === 1
        ? this.#t(
            "These lines were edited since the change was proposed, so it was not accepted. Reject it and ask again.",
          )
        : this.#t("{0} changes were not accepted: their lines were edited since. Reject them and ask again.", count),
    );
  }

  async #go(direction: "next" | "previous"): Promise<void> {
    const active = vscode.window.activeTextEditor;
    const here = active && this.#reviews.of(active.document.uri);
    const open = here ?? this.#reviews.all()[0];
    if (!open) {
      const file = this.#newFiles.all()[0];
      if (file)
        await vscode.window.showTextDocument(proposedUri("new", vscode.Uri.parse(file.uri)), { preview: false });
      else this.#tell(this.#t("Nothing is proposed at the moment."));
      return;
    }
    const editor = here ? active : await vscode.window.showTextDocument(open.uri);
    const line = here ? editor.selection.active.line : direction === "next" ? -1 : editor.document.lineCount;
    const change = changeFromCursor(open, line, direction);
    if (!change) return;
    const start = editor.document.validatePosition(new vscode.Position(linesOf(change).start.line, 0));
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Without zones the proposed lines are to be seen in Compare only; a notebook's cells have none. */
  async #compareWhereZonesAreHidden({ uri }: vscode.TextDocument): Promise<void> {
    const open = this.#reviews.of(uri);
    const areVisible = vscode.workspace.getConfiguration("comments").get<boolean>("visible", true);
    const areShown = areVisible && uri.scheme !== "vscode-notebook-cell";
    if (open && !areShown)
      await openCompare(open, this.#t, { preserveFocus: true, viewColumn: vscode.ViewColumn.Beside });
  }

  async #textOf({ kind, uri }: ProposedSource): Promise<string | undefined> {
    if (kind === "new") return this.#newFiles.of(uri)?.text;
    const open = this.#reviews.of(uri);
    return open && compareText(open, kind);
  }

  #refresh(uri: vscode.Uri): void {
    this.#problems.update(uri);
    this.#surface.update(uri);
    this.#storage.schedule();
    if (this.#reviews.of(uri) || this.#newFiles.of(uri)) this.#documents.refresh(uri);
    else void this.#documents.close(uri);
  }
}

function refused(reason: string): Proposed {
  return { type: "refused", reason };
}
