import * as vscode from "vscode";
import { distinctTexts } from "../../core/edits/alternatives.ts";
import { describeDisputed, describeStale } from "../../core/edits/describeLeft.ts";
import { isUndisputed, openChanges, type ReviewChange } from "../../core/edits/review.ts";
import type { FileProposal } from "../../core/edits/fileProposal.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { Translate } from "../../shared/l10n.ts";
import { bringIntoView } from "./bringIntoView.ts";
import {
  closeCompareAll,
  compareText,
  compareWhereZonesAreHidden,
  openCompare,
  openCompareAll,
  whyNotCompared,
} from "./compare.ts";
import { findDocument, nameOf } from "./documents.ts";
import { whyNotEncodable } from "./encodings.ts";
import type { NewErrors } from "./newErrors.ts";
import { OpenAlternatives } from "./openAlternatives.ts";
import { goToChange, putCursorAt, type Direction } from "./goToChange.ts";
import { OpenReviews, type MovedChanges, type OpenReview } from "./openReviews.ts";
import { ProposalEvents, type ProposalChange } from "./proposalEvents.ts";
import type { DocumentProposal, FileStepProposal, NewFileProposal, Proposed, Proposer } from "./proposer.ts";
import { ProposedDocuments, proposedUri, type ProposedSource } from "./proposedDocuments.ts";
import { ProposedFiles } from "./proposedFiles.ts";
import { ProposedTexts } from "./proposedTexts.ts";
import { ReviewProblems } from "./reviewProblems.ts";
import { ReviewStorage } from "./reviewStorage.ts";
import { parseSubject } from "./reviewSubject.ts";
import { ReviewSubjects, type Subject } from "./reviewSubjects.ts";
import { ReviewSurface } from "./reviewSurface.ts";
import { whyNotEditable } from "./whyNotEditable.ts";
import type { WriteGate } from "./writeGate.ts";
import { Writings, type Writing } from "./writings.ts";

export type ReviewsParts = {
  readonly t: Translate;
  /** Tells the person one sentence. */
  readonly tell: (sentence: string) => void;
  /** Keeps open reviews when the window is reloaded. */
  readonly memory: Memory;
  /** Everything that is accepted is written through it. */
  readonly gate: WriteGate;
  readonly syntax: Syntax;
  readonly newErrors: Pick<NewErrors, "watch">;
  readonly log: Log;
};

/**
 * Proposed changes and the person's decisions on them. A proposal never changes its document: only what is accepted is
 * written, as one edit. The methods named like commands take what such a command is given, which may be nothing.
 */
export class Reviews implements Proposer, vscode.Disposable {
  /** What a proposal could say instead. */
  readonly texts: ProposedTexts;
  /** What a proposal would break. */
  readonly problems: ReviewProblems;
  readonly #t: Translate;
  readonly #tell: (sentence: string) => void;
  readonly #gate: WriteGate;
  readonly #reviews: OpenReviews;
  readonly #files: ProposedFiles;
  readonly #documents: ProposedDocuments;
  readonly #alternatives: OpenAlternatives;
  readonly #writings = new Writings();
  readonly #newErrors: Pick<NewErrors, "watch">;
  readonly #surface: ReviewSurface;
  readonly #subjects: ReviewSubjects;
  readonly #storage: ReviewStorage;
  readonly #subscriptions: vscode.Disposable;
  /** What happens to proposals. */
  readonly events = new ProposalEvents();

  constructor({ t, tell, memory, gate, syntax, newErrors, log }: ReviewsParts) {
    this.#newErrors = newErrors;
    this.#t = t;
    this.#tell = tell;
    this.#gate = gate;
    const stored = ReviewStorage.load(memory);
    this.#documents = new ProposedDocuments({
      read: (source) => this.#textOf(source),
      readNew: (uri) => this.#files.textOf(uri),
      writeNew: (uri, text) => this.#files.write(uri, text),
    });
    this.#reviews = new OpenReviews(stored.documents, gate, this.events);
    this.#files = new ProposedFiles({ t, documents: this.#documents, gate, events: this.events, stored: stored.files });
    this.#alternatives = new OpenAlternatives(stored.alternatives);
    this.problems = new ReviewProblems({
      t,
      tell,
      syntax,
      log,
      reviewOf: (uri) => this.#reviews.of(uri),
      named: (argument) => this.#subjects.named(argument)[0]?.open,
    });
    this.#surface = new ReviewSurface({
      t,
      reviewOf: (uri) => this.#reviews.of(uri),
      fileOf: (uri) => this.#files.of(uri),
      isAny: () => this.#subjects.uris().length > 0,
      isOneOfSeveral: () => this.#subjects.uris().length > 1,
      shownOf: (proposalId) => this.#alternatives.shown(proposalId),
      writingsOf: (uri) => this.#writings.of(uri),
      brokenIn: (uri) => this.problems.of(uri),
      syntax,
    });
    const parts = { t, tell, reviews: this.#reviews, files: this.#files, zones: this.#surface.zones };
    this.#subjects = new ReviewSubjects(parts);
    this.texts = new ProposedTexts({
      ...parts,
      alternatives: this.#alternatives,
      reviewOf: (argument) => {
        const [subject] = this.#subjects.named(argument);
        return subject?.open && { open: subject.open, changes: subject.changes };
      },
      changeOf: (argument, open) => {
        const decided = this.#subjects.changeOf(argument, { open, file: undefined });
        if (decided?.type !== "change") return undefined;
        if (decided.change.state === "stale") this.#tellStale(1);
        return decided.change.state === "pending" ? decided.change : undefined;
      },
      add: (proposal) => this.#add(proposal),
      refresh: (uri) => this.#refresh(uri),
    });
    this.#storage = new ReviewStorage(memory, () => ({
      documents: this.#reviews.all().map(({ uri, ...rest }) => ({ ...rest, uri: uri.toString() })),
      files: this.#files.all(),
      alternatives: this.#alternatives.undecided(this.#reviews.all()),
    }));
    this.#subscriptions = vscode.Disposable.from(
      this.#reviews.onDidChange((uri) => this.#refresh(uri)),
      this.#files.onDidChange((uri) => this.#refresh(uri)),
      this.events,
      this.#writings.onDidChange((uri) => this.#surface.update(uri)),
      this.#writings,
      this.problems.onDidChange((uri) => this.#surface.update(uri)),
      this.problems,
      this.#reviews,
      this.#files,
      this.#surface,
      this.#documents,
    );
    for (const { uri } of this.#reviews.all()) {
      this.problems.update(uri);
      this.#surface.update(uri);
    }
    for (const { uri } of this.#files.all()) this.#surface.update(vscode.Uri.parse(uri));
  }

  /** Everything that is open, with what was decided on of it. */
  proposals(): readonly ProposalChange[] {
    return [...this.#reviews.proposals(), ...this.#files.proposals()];
  }

  /** Shows the edit of a range while its answer comes; `propose` with its id takes its place. */
  write(document: vscode.TextDocument, range: vscode.Range, title: string): Writing {
    return this.#writings.start(document, range, title);
  }

  /** Stops the answer that a CodeLens names; false when the argument names none. */
  stopWriting(argument: unknown): boolean {
    return this.#writings.stop(argument);
  }

  /** Puts a new text of a document up for review. What was typed since the request stays. */
  async propose(proposal: DocumentProposal): Promise<Proposed> {
    const { alternatives = [], id = crypto.randomUUID(), ...rest } = proposal;
    const { uri, base, newText, title } = rest;
    const refusal = await this.#add({ ...rest, id });
    if (refusal !== undefined) return refused(refusal);
    const texts = distinctTexts([newText, ...alternatives]);
    if (texts.length > 1) {
      this.#alternatives.set({ id, uri: uri.toString(), title, base, texts, index: 0 });
      this.#refresh(uri);
    }
    const open = this.#reviews.of(uri);
    if (open) await compareWhereZonesAreHidden(open, this.#t);
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
  async proposeNewFile({ uri, text, title }: NewFileProposal): Promise<Proposed> {
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

  /** Shows what is proposed for a file, with the focus at its first change. False when nothing is. */
  async review(uri: vscode.Uri): Promise<boolean> {
    const [subject] = this.#subjects.at(uri);
    if (!subject) return false;
    const shown = subject.file?.kind === "create" ? proposedUri("new", uri) : uri;
    const editor = await bringIntoView(shown, { takeFocus: true });
    const [first] = subject.changes;
    if (first && editor) putCursorAt(first, editor);
    return true;
  }

  /** Takes a proposal back that could not be made in all of its files. */
  async withdraw(reviewId: string): Promise<void> {
    for (const subject of this.#subjects.of(reviewId)) await this.#rejectSubject(subject);
  }

  /** Accepts one change: the one named, or the one at the cursor. */
  async accept(argument?: unknown): Promise<void> {
    const [subject] = this.#subjects.named(argument);
    if (!subject) return;
    const decided = this.#subjects.changeOf(argument, subject);
    if (decided?.type === "file") await this.#acceptFile(decided.file);
    else if (decided?.change.state === "stale") this.#tellStale(1);
    else if (decided && subject.open) await this.#accept(subject.open, [decided.change]);
  }

  /** Rejects one change: the one named, or the one at the cursor. */
  async reject(argument?: unknown): Promise<void> {
    const [subject] = this.#subjects.named(argument);
    if (!subject) return;
    const decided = this.#subjects.changeOf(argument, subject);
    if (decided?.type === "file") await this.#files.reject(decided.file);
    else if (decided) this.#reviews.reject(subject.uri, new Set([decided.change.id]));
  }

  /** Accepts everything that is proposed for a document, or by one proposal: each file is written as one edit. */
  async acceptAll(argument?: unknown): Promise<void> {
    for (const { uri, open, changes, file } of this.#subjects.named(argument)) {
      const undisputed = changes.filter(isUndisputed);
      if (file?.kind === "rename" && undisputed.length > 0) {
        if (!(await this.#acceptMoved(file, uri, undisputed))) continue;
      } else if (file) {
        if (!(await this.#acceptFile(file)) || file.kind === "delete") continue;
      } else if (open && undisputed.length > 0) {
        await this.#accept(open, undisputed);
      }
      const disputed = changes.length - undisputed.length;
      if (disputed > 0) this.#tell(describeDisputed(disputed, this.#t));
    }
  }

  /** Rejects everything that is proposed for a document, or by one proposal, which is asked about if it has more files. */
  async rejectAll(argument?: unknown): Promise<void> {
    const subjects = this.#subjects.named(argument);
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
    const [subject] = this.#subjects.named(argument);
    if (!subject) return;
    if (subject.open) return openCompare(subject.open, this.#t);
    this.#tell(whyNotCompared(subject.file?.kind ?? "create", this.#t));
  }

  /** Opens VS Code's diff of several files: of one proposal, or of everything that is open. */
  async compareAll(argument?: unknown): Promise<void> {
    const { reviewId } = parseSubject(argument);
    const subjects = reviewId === undefined ? this.#subjects.all() : this.#subjects.of(reviewId);
    if (subjects.length === 0) return this.#tell(this.#t("Nothing is proposed at the moment."));
    await openCompareAll(subjects, this.#t);
  }

  dispose(): void {
    this.#storage.flush();
    this.#subscriptions.dispose();
  }

  /** @returns why nothing was added, as a sentence */
  async #add(proposal: DocumentProposal & { readonly id: string }): Promise<string | undefined> {
    const { uri, id, base, newText, title, mendsOther = false } = proposal;
    const name = nameOf(uri);
    const document = await findDocument(uri);
    if (!document) return this.#t("{0} cannot be opened any more, so nothing was proposed.", name);
    const refusal = (await whyNotEditable(document, this.#t)) ?? (await whyNotEncodable(document, newText, this.#t));
    if (refusal !== undefined) return refusal;
    const added = this.#reviews.add(document, { id, base, newText, title, oldText: document.getText() });
    if (added === "unchanged") return this.#t("The proposal says what {0} says already.", name);
    if (added === "replaced" && !mendsOther)
      this.#tell(this.#t("This replaces what was proposed for the same lines before."));
    return undefined;
  }

  async #accept({ uri }: OpenReview, changes: readonly ReviewChange[]): Promise<void> {
    if (this.texts.refuseEdited(uri, changes)) return;
    const ids = new Set(changes.map(({ id }) => id));
    const isAccepted = this.#newErrors.watch(uri);
    const written = await this.#reviews.accept(uri, ids);
    if (written === "written") isAccepted();
    switch (written) {
      case "written":
      case "nothing":
        this.#tellLeft(uri, ids);
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

  /** Renames a file and makes changes in it, in one edit with one undo step. False when neither was done. */
  async #acceptMoved(
    file: Extract<FileProposal, { kind: "rename" }>,
    uri: vscode.Uri,
    changes: readonly ReviewChange[],
  ): Promise<boolean> {
    if (this.texts.refuseEdited(uri, changes)) return false;
    const ids = new Set(changes.map(({ id }) => id));
    const isAccepted = this.#newErrors.watch(uri);
    if (!(await this.#acceptFile(file, await this.#reviews.moved(uri, ids)))) return false;
    const newUri = vscode.Uri.parse(file.newUri);
    isAccepted(newUri);
    this.#tellLeft(newUri, ids);
    return true;
  }

  async #acceptFile(file: FileProposal, changes?: MovedChanges): Promise<boolean> {
    const written = await this.#files.accept(file, changes);
    if (written.type === "refused") this.#tell(written.reason);
    return written.type === "written";
  }

  async #rejectSubject({ uri, changes, file }: Subject): Promise<void> {
    this.#reviews.reject(uri, new Set(changes.map(({ id }) => id)));
    if (file) await this.#files.reject(file);
  }

  /** Says which of the accepted changes had no place any more. */
  #tellLeft(uri: vscode.Uri, ids: ReadonlySet<string>): void {
    const open = this.#reviews.of(uri);
    const left = open ? openChanges(open.review).filter(({ id }) => ids.has(id)) : [];
    if (left.length > 0) this.#tellStale(left.length);
  }

  #tellStale(count: number): void {
    this.#tell(describeStale(count, this.#t));
  }

  async #go(direction: Direction): Promise<void> {
    const subjects = this.#subjects.all();
    if (subjects.length > 0) await goToChange(subjects, direction);
    else this.#tell(this.#t("Nothing is proposed at the moment."));
  }

  async #textOf({ kind, uri }: ProposedSource): Promise<string | undefined> {
    const open = this.#reviews.of(uri);
    if (open && kind !== "new") return compareText(open, kind);
    return this.#files.of(uri) && (await findDocument(uri))?.getText();
  }

  #refresh(uri: vscode.Uri): void {
    this.#alternatives.keep(this.#reviews.all());
    this.problems.update(uri);
    this.#surface.update(uri);
    this.#storage.schedule();
    if (this.#reviews.of(uri) || this.#files.of(uri)) this.#documents.refresh(uri);
    else void this.#documents.close(uri);
    if (this.#subjects.uris().length === 0) void closeCompareAll(this.#t);
  }
}

function refused(reason: string): Proposed {
  return { type: "refused", reason };
}
