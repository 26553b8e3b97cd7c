import * as vscode from "vscode";
import { withLf } from "../../core/edits/lines.ts";
import { linesOf, openChanges, type ReviewChange } from "../../core/edits/review.ts";
import type { FileProposal, FileStep } from "../../core/edits/fileProposal.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { Translate } from "../../shared/l10n.ts";
import { bringIntoView } from "./bringIntoView.ts";
import { closeCompareAll, compareText, openCompare, openCompareAll } from "./compare.ts";
import { findDocument, nameOf } from "./documents.ts";
import { OpenReviews, type OpenReview } from "./openReviews.ts";
import { ProposedDocuments, proposedSource, proposedUri, type ProposedSource } from "./proposedDocuments.ts";
import { ProposedFiles } from "./proposedFiles.ts";
import { ReviewStorage } from "./reviewStorage.ts";
import { changeAtCursor, changeFromCursor, parseSubject } from "./reviewSubject.ts";
import { ReviewSurface } from "./reviewSurface.ts";
import { whyNotEditable } from "./whyNotEditable.ts";
import type { WriteGate } from "./writeGate.ts";

export type ReviewsParts = {
  readonly t: Translate;
  /** Tells the person one sentence. */
  readonly tell: (sentence: string) => void;
  /** Keeps open reviews when the window is reloaded. */
  readonly memory: Memory;
  /** Everything that is accepted is written through it. */
  readonly gate: WriteGate;
};

/** A new text for a document that exists. Both texts are whole; line endings make no difference. */
export type DocumentProposal = {
  readonly uri: vscode.Uri;
  /** The document at the moment of the request. */
  readonly base: string;
  /** What it should become. */
  readonly newText: string;
  /** What the proposal is for, such as “Refactor”. */
  readonly title: string;
  /** Of the proposal that this is a part of; one of its own when absent. */
  readonly id?: string;
};

/** A file to be created, deleted or renamed. */
export type FileStepProposal = {
  readonly uri: vscode.Uri;
  readonly step: FileStep;
  readonly title: string;
  readonly id?: string;
};

export type Proposed =
  | { readonly type: "proposed"; readonly reviewId: string }
  | { readonly type: "refused"; readonly reason: string };

type Decided =
  | { readonly type: "change"; readonly change: ReviewChange }
  | { readonly type: "file"; readonly file: FileProposal };

/** What is proposed for one file. */
type Subject = {
  readonly uri: vscode.Uri;
  readonly open: OpenReview | undefined;
  readonly changes: readonly ReviewChange[];
  readonly file: FileProposal | undefined;
};

/**
 * Proposed changes and the person's decisions on them. A proposal never changes its document: only what is accepted is
 * written, as one edit. The methods named like commands take what such a command is given, which may be nothing.
 */
export class Reviews implements vscode.Disposable {
  readonly #t: Translate;
  readonly #tell: (sentence: string) => void;
  readonly #gate: WriteGate;
  readonly #reviews: OpenReviews;
  readonly #files: ProposedFiles;
  readonly #documents: ProposedDocuments;
  readonly #surface: ReviewSurface;
  readonly #storage: ReviewStorage;
  readonly #subscriptions: vscode.Disposable;

  constructor({ t, tell, memory, gate }: ReviewsParts) {
    this.#t = t;
    this.#tell = tell;
    this.#gate = gate;
    const stored = ReviewStorage.load(memory);
    this.#documents = new ProposedDocuments((source) => this.#textOf(source));
    this.#reviews = new OpenReviews(stored.documents, gate);
    this.#files = new ProposedFiles({ t, documents: this.#documents, gate, stored: stored.files });
    this.#surface = new ReviewSurface({
      t,
      reviewOf: (uri) => this.#reviews.of(uri),
      fileOf: (uri) => this.#files.of(uri),
      isOneOfSeveral: () => this.#uris().length > 1,
    });
    this.#storage = new ReviewStorage(memory, () => ({
      documents: this.#reviews.all().map(({ uri, ...rest }) => ({ ...rest, uri: uri.toString() })),
      files: this.#files.all(),
    }));
    this.#subscriptions = vscode.Disposable.from(
      this.#reviews.onDidChange((uri) => this.#refresh(uri)),
      this.#files.onDidChange((uri) => this.#refresh(uri)),
      this.#reviews,
      this.#files,
      this.#surface,
      this.#documents,
    );
    for (const { uri } of this.#reviews.all()) this.#surface.update(uri);
    for (const { uri } of this.#files.all()) this.#surface.update(vscode.Uri.parse(uri));
  }

  /** Puts a new text of a document up for review. What was typed since the request stays. */
  async propose({ uri, base, newText, title, id = crypto.randomUUID() }: DocumentProposal): Promise<Proposed> {
    const name = nameOf(uri);
    const document = await findDocument(uri);
    if (!document) return refused(this.#t("{0} cannot be opened any more, so nothing was proposed.", name));
    const refusal = await whyNotEditable(document, this.#t);
    if (refusal !== undefined) return refused(refusal);
    const oldText = document.getText();
    if (withLf(oldText) !== withLf(base)) {
      return refused(this.#t("{0} changed meanwhile, so nothing was proposed. Ask again.", name));
    }
    const added = this.#reviews.add(document, { id, title, oldText, newText });
    if (added === "unchanged") return refused(this.#t("The proposal says what {0} says already.", name));
    if (added === "replaced") this.#tell(this.#t("This replaces what was proposed for the same lines before."));
    await this.#compareWhereZonesAreHidden(document);
    return { type: "proposed", reviewId: id };
  }

  /** Puts a file that is to be created, deleted or renamed up for review. */
  async proposeFile({ uri, step, title, id = crypto.randomUUID() }: FileStepProposal): Promise<Proposed> {
    const replaces = this.#files.of(uri) !== undefined;
    const refusal = await this.#files.propose({ id, uri: uri.toString(), title, ...step });
    if (refusal !== undefined) return refused(refusal);
    if (replaces) this.#tell(this.#t("This replaces what was proposed for {0} before.", nameOf(uri)));
    return { type: "proposed", reviewId: id };
  }

  /** Puts a file that does not exist up for review and shows it, in a tab of its own. */
  async proposeNewFile(proposal: {
    readonly uri: vscode.Uri;
    readonly text: string;
    readonly title: string;
  }): Promise<Proposed> {
    const { uri, text, title } = proposal;
    const proposed = await this.proposeFile({ uri, title, step: { kind: "create", text } });
    if (proposed.type === "proposed") await this.show(uri);
    return proposed;
  }

  /** Brings what is proposed for a file into view, without taking the focus. */
  async show(uri: vscode.Uri): Promise<void> {
    const file = this.#files.of(uri);
    if (file) await this.#files.show(file);
    else await bringIntoView(uri);
  }

  /** Takes a proposal back that could not be made in all of its files. */
  async withdraw(reviewId: string): Promise<void> {
    for (const subject of this.#subjectsOf(reviewId)) await this.#rejectSubject(subject);
  }

  /** Accepts one change: the one named, or the one at the cursor. */
  async accept(argument?: unknown): Promise<void> {
    const [subject] = this.#subjects(argument);
    if (!subject) return;
    const decided = this.#changeOf(argument, subject);
    if (decided?.type === "file") await this.#acceptFile(decided.file);
    else if (decided?.change.state === "stale") this.#tellStale(1);
    else if (decided && subject.open) await this.#accept(subject.open, [decided.change]);
  }

  /** Rejects one change: the one named, or the one at the cursor. */
  async reject(argument?: unknown): Promise<void> {
    const [subject] = this.#subjects(argument);
    if (!subject) return;
    const decided = this.#changeOf(argument, subject);
    if (decided?.type === "file") await this.#files.reject(decided.file);
    else if (decided) this.#reviews.reject(subject.uri, new Set([decided.change.id]));
  }

  /** Accepts everything that is proposed for a document, or by one proposal: each file is written as one edit. */
  async acceptAll(argument?: unknown): Promise<void> {
    for (const { uri, open, changes, file } of this.#subjects(argument)) {
      const isWritten = file === undefined || (await this.#acceptFile(file));
      if (!open || !isWritten || file?.kind === "delete") continue;
      // The changes went with the file, and Undo takes them back where it is now.
      const moved = file?.kind === "rename" ? this.#reviews.of(vscode.Uri.parse(file.newUri)) : undefined;
      await this.#accept(moved ?? { ...open, uri }, changes);
    }
  }

  /** Rejects everything that is proposed for a document, or by one proposal, which is asked about if it has more files. */
  async rejectAll(argument?: unknown): Promise<void> {
    const subjects = this.#subjects(argument);
    const question = {
      message: this.#t("Reject the changes in {0} files?", subjects.length),
      detail: this.#t("The files stay as they are. What was proposed for them is gone."),
      action: this.#t("Reject All"),
    };
    if (subjects.length > 1 && !(await this.#gate.ask(question))) return;
    for (const subject of subjects) await this.#rejectSubject(subject);
  }

  async next(): Promise<void> {
    await this.#go("next");
  }

  async previous(): Promise<void> {
    await this.#go("previous");
  }

  /** Opens VS Code's diff of the document as it is and as it would be with all pending changes. */
  async compare(argument?: unknown): Promise<void> {
    const [subject] = this.#subjects(argument);
    if (!subject) return;
    if (subject.open) return openCompare(subject.open, this.#t);
    this.#tell(whyNotCompared(subject.file?.kind ?? "create", this.#t));
  }

  /** Opens VS Code's diff of several files: of one proposal, or of everything that is open. */
  async compareAll(argument?: unknown): Promise<void> {
    const { reviewId } = parseSubject(argument);
    const subjects = reviewId === undefined ? this.#all() : this.#subjectsOf(reviewId);
    if (subjects.length === 0) return this.#tell(this.#t("Nothing is proposed at the moment."));
    await openCompareAll(subjects, this.#t);
  }

  dispose(): void {
    this.#storage.flush();
    this.#subscriptions.dispose();
  }

  /**
   * What the argument names, or what the active editor shows, or the only thing proposed in sight; says so when there
   * is none. What is out of sight is never decided on.
   */
  #subjects(argument: unknown): readonly Subject[] {
    const named = this.#surface.changeOf(argument) ?? parseSubject(argument);
    const reviewId = "reviewId" in named ? named.reviewId : undefined;
    const subjects = reviewId === undefined ? this.#subjectsAt(named.uri) : this.#subjectsOf(reviewId);
    if (subjects.length > 0) return subjects;
    const inSight = vscode.window.visibleTextEditors.flatMap(({ document }) => this.#subjectsAt(document.uri));
    if (argument === undefined && inSight.length === 1) return inSight;
    const [elsewhere] = this.#uris();
    this.#tell(
      elsewhere
        ? this.#t("Nothing is proposed in this editor. Next Change goes to {0}.", nameOf(elsewhere))
        : this.#t("Nothing is proposed at the moment."),
    );
    return [];
  }

  /** One or none. */
  #subjectsAt(shown: vscode.Uri | undefined): readonly Subject[] {
    const uri = shown && (proposedSource(shown)?.uri ?? shown);
    const open = uri && this.#reviews.of(uri);
    const file = uri && this.#files.of(uri);
    return open || file ? [{ uri, open, changes: open ? openChanges(open.review) : [], file }] : [];
  }

  /** What one proposal has open, file by file. */
  #subjectsOf(reviewId: string): readonly Subject[] {
    return this.#all().flatMap(({ uri, open, changes, file }) => {
      const own = changes.filter(({ proposalId }) => proposalId === reviewId);
      const ownFile = file?.id === reviewId ? file : undefined;
      return own.length > 0 || ownFile
        ? [{ uri, open: own.length > 0 ? open : undefined, changes: own, file: ownFile }]
        : [];
    });
  }

  #all(): readonly Subject[] {
    return this.#uris().flatMap((uri) => this.#subjectsAt(uri));
  }

  /** The files that something is proposed for. */
  #uris(): readonly vscode.Uri[] {
    const files = this.#files.all().map(({ uri }) => vscode.Uri.parse(uri));
    return [...this.#reviews.all().map(({ uri }) => uri), ...files.filter((uri) => !this.#reviews.of(uri))];
  }

  /** The change that the argument names, or the one at the cursor, or the file; says so when there is none. */
  #changeOf(argument: unknown, { open, file }: Subject): Decided | undefined {
    const { changeId } = this.#surface.changeOf(argument) ?? parseSubject(argument);
    if (file && (!open || changeId === file.id)) return { type: "file", file };
    if (!open) return undefined;
    // A second click on the same button finds nothing, and that is all there is to it.
    const change =
      changeId === undefined ? changeAtCursor(open) : openChanges(open.review).find(({ id }) => id === changeId);
    if (change) return { type: "change", change };
    if (changeId === undefined) {
      this.#tell(this.#t("There is no proposed change at the cursor. Next Change goes to one."));
    }
    return undefined;
  }

  async #accept({ uri }: OpenReview, changes: readonly ReviewChange[]): Promise<void> {
    const ids = new Set(changes.map(({ id }) => id));
    const written = await this.#reviews.accept(uri, ids);
    const left = openChanges(this.#reviews.of(uri)?.review ?? { changes: [] }).filter(({ id }) => ids.has(id));
    switch (written) {
      case "written":
      case "nothing":
        if (left.length > 0) this.#tellStale(left.length);
        return;
      case "gone":
        this.#tell(this.#t("{0} cannot be opened any more. Nothing was written.", nameOf(uri)));
        return;
      case "declined":
        if (!vscode.workspace.isTrusted) this.#tell(this.#t("This folder is not trusted, so nothing was written."));
        return;
      case "failed":
        this.#tell(this.#t("{0} changed at the same moment. Nothing was written; accept again.", nameOf(uri)));
        return;
    }
  }

  async #acceptFile(file: FileProposal): Promise<boolean> {
    const written = await this.#files.accept(file);
    if (written.type === "refused") this.#tell(written.reason);
    return written.type === "written";
  }

  async #rejectSubject({ uri, changes, file }: Subject): Promise<void> {
    this.#reviews.reject(uri, new Set(changes.map(({ id }) => id)));
    if (file) await this.#files.reject(file);
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
      const file = this.#files.all()[0];
      if (file) {
        const uri = vscode.Uri.parse(file.uri);
        await vscode.window.showTextDocument(file.kind === "create" ? proposedUri("new", uri) : uri, {
          preview: false,
        });
      } else this.#tell(this.#t("Nothing is proposed at the moment."));
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
    const file = this.#files.of(uri);
    if (kind === "new") return file?.kind === "create" ? file.text : undefined;
    const open = this.#reviews.of(uri);
    if (open) return compareText(open, kind);
    return file && (await findDocument(uri))?.getText();
  }

  #refresh(uri: vscode.Uri): void {
    this.#surface.update(uri);
    this.#storage.schedule();
    if (this.#reviews.of(uri) || this.#files.of(uri)) this.#documents.refresh(uri);
    else void this.#documents.close(uri);
    if (this.#uris().length === 0) void closeCompareAll(this.#t);
  }
}

function whyNotCompared(kind: FileStep["kind"], t: Translate): string {
  switch (kind) {
    case "create":
      return t("The file is new, so there is nothing to compare it with.");
    case "delete":
      return t("The whole file is to be deleted, so there is nothing to compare it with.");
    case "rename":
      return t("The text of the file stays as it is, so there is nothing to compare.");
  }
}

function refused(reason: string): Proposed {
  return { type: "refused", reason };
}
