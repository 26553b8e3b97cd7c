import * as vscode from "vscode";
import type { FileProposal } from "../../core/edits/fileProposal.ts";
import { openChanges, type ReviewChange } from "../../core/edits/review.ts";
import type { Translate } from "../../shared/l10n.ts";
import { nameOf } from "./documents.ts";
import type { OpenReview, OpenReviews } from "./openReviews.ts";
import { proposedSource } from "./proposedDocuments.ts";
import type { ProposedFiles } from "./proposedFiles.ts";
import { changeAtCursor, parseSubject } from "./reviewSubject.ts";
import type { ReviewZones } from "./reviewZones.ts";

/** What is proposed for one file. */
export type Subject = {
  readonly uri: vscode.Uri;
  readonly open: OpenReview | undefined;
  readonly changes: readonly ReviewChange[];
  readonly file: FileProposal | undefined;
};

export type Decided =
  | { readonly type: "change"; readonly change: ReviewChange }
  | { readonly type: "file"; readonly file: FileProposal };

/** Finds what a command is about, among everything that is proposed. */
export class ReviewSubjects {
  readonly #t: Translate;
  readonly #tell: (sentence: string) => void;
  readonly #reviews: OpenReviews;
  readonly #files: ProposedFiles;
  readonly #zones: ReviewZones;

  constructor(parts: {
    readonly t: Translate;
    readonly tell: (sentence: string) => void;
    readonly reviews: OpenReviews;
    readonly files: ProposedFiles;
    readonly zones: ReviewZones;
  }) {
    this.#t = parts.t;
    this.#tell = parts.tell;
    this.#reviews = parts.reviews;
    this.#files = parts.files;
    this.#zones = parts.zones;
  }

  /**
   * What the argument names, or what the active editor shows, or the only thing proposed in sight; says so when there
   * is none. What is out of sight is never decided on.
   */
  named(argument: unknown): readonly Subject[] {
    const named = this.#zones.changeOf(argument) ?? parseSubject(argument);
    const reviewId = "reviewId" in named ? named.reviewId : undefined;
    const subjects = reviewId === undefined ? this.at(named.uri) : this.of(reviewId);
    if (subjects.length > 0) return subjects;
    const inSight = vscode.window.visibleTextEditors.flatMap(({ document }) => this.at(document.uri));
    if (argument === undefined && inSight.length === 1) return inSight;
    const [elsewhere] = this.uris();
    this.#tell(
      elsewhere
        ? this.#t("Nothing is proposed in this editor. Next Change goes to {0}.", nameOf(elsewhere))
        : this.#t("Nothing is proposed at the moment."),
    );
    return [];
  }

  /** One or none. */
  at(shown: vscode.Uri | undefined): readonly Subject[] {
    const uri = shown && (proposedSource(shown)?.uri ?? shown);
    const open = uri && this.#reviews.of(uri);
    const file = uri && this.#files.of(uri);
    return open || file ? [{ uri, open, changes: open ? openChanges(open.review) : [], file }] : [];
  }

  /** What one proposal has open, file by file. */
  of(reviewId: string): readonly Subject[] {
    return this.all().flatMap(({ uri, open, changes, file }) => {
      const own = changes.filter(({ proposalId }) => proposalId === reviewId);
      const ownFile = file?.id === reviewId ? file : undefined;
      return own.length > 0 || ownFile
        ? [{ uri, open: own.length > 0 ? open : undefined, changes: own, file: ownFile }]
        : [];
    });
  }

  all(): readonly Subject[] {
    return this.uris().flatMap((uri) => this.at(uri));
  }

  /** The files that something is proposed for. */
  uris(): readonly vscode.Uri[] {
    const files = this.#files.all().map(({ uri }) => vscode.Uri.parse(uri));
    return [...this.#reviews.all().map(({ uri }) => uri), ...files.filter((uri) => !this.#reviews.of(uri))];
  }

  /** The change that the argument names, or the one at the cursor, or the file; says so when there is none. */
  changeOf(argument: unknown, { open, file }: Pick<Subject, "open" | "file">): Decided | undefined {
    const { changeId } = this.#zones.changeOf(argument) ?? parseSubject(argument);
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
}
