import * as vscode from "vscode";
import { acceptedTexts, type AcceptedText } from "../../core/edits/acceptedTexts.ts";
import { FollowedReview, type Way } from "../../core/edits/followedReview.ts";
import { endedStatus, proposalStatuses, type ProposalStatus } from "../../core/edits/proposalStatus.ts";
import {
  accept,
  addProposal,
  emptyReview,
  openChanges,
  proposalsOverlapping,
  reject,
  withNewText,
  withoutProposals,
  type Acceptance,
  type Proposal,
  type Review,
} from "../../core/edits/review.ts";
import type { Fingerprint } from "../../core/edits/restore/fingerprint.ts";
import type { StoredReview } from "../../core/edits/storedReviews.ts";
import { addChanges, findDocument, openDocument, toWorkspaceEdit } from "./documents.ts";
import { fileOf } from "./whyNotEditable.ts";
import type { AcceptedPart, ProposalChange, ProposalEvents } from "./proposalEvents.ts";
import type { WriteGate } from "./writeGate.ts";
import { eolOf, toTextChanges } from "./textRanges.ts";

export type OpenReview = {
  readonly uri: vscode.Uri;
  readonly languageId: string;
  readonly review: Review;
  /** Of the document that the review is true of. */
  readonly fingerprint: Fingerprint;
};

/**
 * What came of writing changes: `nothing` when none of them could be accepted any more, `declined` when the person was
 * asked and said no.
 */
export type Written = "written" | "nothing" | "gone" | "failed" | "declined";

/** Changes of a file that are written in the same edit as its new path. */
export type MovedChanges = {
  /** Adds them to the edit that moves the file. What was typed until now counts. */
  readonly addTo: (edit: vscode.WorkspaceEdit, newUri: vscode.Uri) => void;
  /** To be called after the edit. */
  readonly end: (isWritten: boolean) => void;
};

/** An acceptance that is about to be written. */
type Prepared = { readonly edits: Acceptance["edits"]; readonly end: MovedChanges["end"] };

type Entry = {
  uri: vscode.Uri;
  languageId: string;
  /** Unknown while the document has not been open. */
  eol: vscode.EndOfLine | undefined;
  readonly followed: FollowedReview;
  /** The edit that is on its way into the document. */
  expected: Acceptance | undefined;
};

/** The reviews that wait for a decision, one for each document; they follow their documents until they are decided. */
export class OpenReviews implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #entries = new Map<string, Entry>();
  readonly #gate: WriteGate;
  readonly #events: ProposalEvents;
  readonly #subscriptions: vscode.Disposable;
  /** The writes go one after the other: two clicks on the same button are one edit. */
  #writes: Promise<unknown> = Promise.resolve();

  /** Fires when a review opens, changes, moves or ends. */
  readonly onDidChange = this.#changed.event;

  constructor(stored: readonly StoredReview[], gate: WriteGate, events: ProposalEvents) {
    this.#gate = gate;
    this.#events = events;
    for (const { uri, languageId, review, fingerprint } of stored) {
      const followed = new FollowedReview(review, { fingerprint });
      this.#entries.set(uri, { uri: vscode.Uri.parse(uri), languageId, eol: undefined, followed, expected: undefined });
    }
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#meet(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#leave(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#move(uri, undefined))),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.#move(oldUri, newUri)),
      ),
    );
    vscode.workspace.textDocuments.forEach((document) => this.#meet(document));
  }

  all(): readonly OpenReview[] {
    return Array.from(this.#entries.values(), toOpenReview);
  }

  proposals(): readonly ProposalChange[] {
    return this.all().flatMap(({ uri, review }) =>
      proposalStatuses(review).map((status): ProposalChange => ({ uri, kind: "change", status })),
    );
  }

  of(uri: vscode.Uri): OpenReview | undefined {
    const entry = this.#entries.get(uri.toString());
    return entry && toOpenReview(entry);
  }

  /**
   * Adds a proposal. What was proposed for the same lines before makes room for it.
   *
   * @returns `unchanged` when the proposal changes nothing; whether it replaced another one
   */
  add(document: vscode.TextDocument, proposal: Proposal): "unchanged" | "added" | "replaced" {
    const entry = this.#entries.get(document.uri.toString()) ?? {
      uri: document.uri,
      languageId: document.languageId,
      eol: document.eol,
      followed: new FollowedReview(emptyReview, { text: proposal.oldText }),
      expected: undefined,
    };
    const added = addProposal(emptyReview, proposal);
    if (added.changes.length === 0) return "unchanged";
    const others = withoutProposals(entry.followed.review, new Set([proposal.id]));
    const overlapping = proposalsOverlapping(others, added);
    const replaced = proposalStatuses(others).filter(({ proposalId }) => overlapping.has(proposalId));
    entry.followed.renew(addProposal(withoutProposals(others, overlapping), proposal), proposal.oldText);
    this.#entries.set(document.uri.toString(), entry);
    this.#changed.fire(document.uri);
    for (const status of replaced) this.#tellStatus(document.uri, endedStatus(status, "replaced"));
    this.#tellStatuses(toOpenReview(entry));
    return overlapping.size === 0 ? "added" : "replaced";
  }

  /** Writes the pending ones among the changes into the document, in one edit. */
  accept(uri: vscode.Uri, ids: ReadonlySet<string>): Promise<Written> {
    const write = this.#writes.then(() => this.#write(uri, ids));
    // Who asked hears of a failure; the next write does not.
    this.#writes = write.then(
      () => undefined,
      () => undefined,
    );
    return write;
  }

  /** The pending ones among the changes, to be written where their file is moved to; undefined when it is gone. */
  async moved(uri: vscode.Uri, ids: ReadonlySet<string>): Promise<MovedChanges | undefined> {
    const document = await findDocument(uri);
    if (!document) return undefined;
    let prepared: Prepared | undefined;
    return {
      addTo: (edit, newUri) => {
        prepared = this.#prepare(document, ids);
        if (prepared) addChanges(edit, prepared.edits, document, newUri);
      },
      end: (isWritten) => prepared?.end(isWritten),
    };
  }

  reject(uri: vscode.Uri, ids: ReadonlySet<string>): void {
    const entry = this.#entries.get(uri.toString());
    if (!entry) return;
    entry.followed.decide(reject(entry.followed.review, ids));
    this.#tell(entry);
  }

  /** Proposes another text in place of a change's new lines. */
  edit(document: vscode.TextDocument, id: string, text: string): void {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return;
    const now = document.getText();
    entry.followed.renew(withNewText(entry.followed.review, id, text, now), now);
    this.#tell(entry);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #write(uri: vscode.Uri, ids: ReadonlySet<string>): Promise<Written> {
    const document = await findDocument(uri);
    if (!this.#entries.has(uri.toString())) return "nothing";
    if (!document) return "gone";
    const leave = await this.#gate.leave({ kind: "change", uri: fileOf(document) });
    if (leave.type === "refused") return "declined";
    // What was typed while the person was asked counts.
    const prepared = this.#prepare(document, ids);
    if (!prepared) return "nothing";
    const written = await leave.write(toWorkspaceEdit(document, prepared.edits));
    prepared.end(written);
    return written ? "written" : "failed";
  }

  /** Undefined when none of the changes can be accepted any more. */
  #prepare(document: vscode.TextDocument, ids: ReadonlySet<string>): Prepared | undefined {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return undefined;
    const text = document.getText();
    const { review } = entry.followed;
    const acceptance = accept(review, ids, text);
    if (acceptance.edits.length === 0) return undefined;
    entry.expected = acceptance;
    const parts = toParts(acceptedTexts(review, ids, text, eolOf(document)));
    const end = (isWritten: boolean): void => {
      entry.expected = undefined;
      if (isWritten) this.#events.tellAccepted({ uri: entry.uri, parts });
    };
    return { edits: acceptance.edits, end };
  }

  #follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return;
    // Other line endings come as one change of everything, and leave every position where it is.
    const onlyEol = document.eol !== entry.eol;
    entry.eol = document.eol;
    if (onlyEol || contentChanges.length === 0) return;
    // VS Code may cut an edit into smaller ones, so what arrived is told from the text.
    const way = reason && wayOf[reason];
    entry.followed.follow(toTextChanges(contentChanges), document.getText(), way, entry.expected);
    this.#tell(entry);
  }

  #tell(entry: Entry): void {
    const open = toOpenReview(entry);
    if (openChanges(open.review).length === 0) this.#entries.delete(entry.uri.toString());
    this.#changed.fire(entry.uri);
    this.#tellStatuses(open);
  }

  #tellStatuses({ uri, review }: Pick<OpenReview, "uri" | "review">): void {
    for (const status of proposalStatuses(review)) this.#tellStatus(uri, status);
  }

  #tellStatus(uri: vscode.Uri, status: ProposalStatus): void {
    this.#events.tellChange({ uri, kind: "change", status });
  }

  /** A document that was not open may have changed unseen. */
  #meet(document: vscode.TextDocument): void {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return;
    entry.languageId = document.languageId;
    entry.eol = document.eol;
    entry.followed.meet(document.getText());
    this.#tell(entry);
  }

  /** An untitled document that is closed is gone. One that only gets another language is still in the list. */
  #leave({ uri, isUntitled }: vscode.TextDocument): void {
    if (isUntitled && !openDocument(uri)) this.#move(uri, undefined);
  }

  /** Takes the reviews of a file or folder to where it is now; undefined when it is gone. */
  #move(from: vscode.Uri, to: vscode.Uri | undefined): void {
    const [file, folder] = [from.toString(), `${from.toString()}/`];
    for (const [key, entry] of this.#entries) {
      if (key !== file && !key.startsWith(folder)) continue;
      this.#entries.delete(key);
      this.#changed.fire(entry.uri);
      if (!to) {
        for (const status of proposalStatuses(entry.followed.review))
          this.#tellStatus(entry.uri, endedStatus(status, "gone"));
        continue;
      }
      entry.uri = vscode.Uri.parse(to.toString() + key.slice(file.length));
      this.#entries.set(entry.uri.toString(), entry);
      this.#changed.fire(entry.uri);
    }
  }
}

function toParts(texts: readonly AcceptedText[]): readonly AcceptedPart[] {
  return texts.map((text) => ({ ...text, kind: "change" }));
}

const wayOf: Readonly<Record<vscode.TextDocumentChangeReason, Way>> = {
  [vscode.TextDocumentChangeReason.Undo]: "undo",
  [vscode.TextDocumentChangeReason.Redo]: "redo",
};

function toOpenReview({ uri, languageId, followed }: Entry): OpenReview {
  return { uri, languageId, review: followed.review, fingerprint: followed.fingerprint };
}
