import * as vscode from "vscode";
import { brokenResult, type BrokenResult } from "../../core/edits/brokenResult.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import type { Translate } from "../../shared/l10n.ts";
import { compareText } from "./compare.ts";
import { findDocument } from "./documents.ts";
import type { OpenReview } from "./openReviews.ts";

/** Typing changes a review with every key; so often it need not be parsed. */
const delayMs = 400;

export type ReviewProblemsParts = {
  readonly t: Translate;
  /** Tells the person one sentence. */
  readonly tell: (sentence: string) => void;
  /** Tells whether what is proposed parses. */
  readonly syntax: Syntax;
  readonly log: Log;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
  /** The review that a command's argument names; says so when there is none. */
  readonly named: (argument: unknown) => OpenReview | undefined;
};

/** A proposal that breaks its document, with what is needed to mend it. */
export type BrokenReview = {
  readonly document: vscode.TextDocument;
  /** The whole text that the document would have. */
  readonly proposed: string;
  readonly broken: BrokenResult;
};

/** What the proposed texts would break. Found a moment after a review changes. */
export class ReviewProblems implements vscode.Disposable {
  readonly #parts: ReviewProblemsParts;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #broken = new Map<string, BrokenResult>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** By document, the review that was looked at last. */
  readonly #looked = new Map<string, OpenReview["review"]>();

  /** Fires when a document's problems are others. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: ReviewProblemsParts) {
    this.#parts = parts;
  }

  /** What is known to be broken by all pending changes of a document together. */
  of(uri: vscode.Uri): BrokenResult | undefined {
    return this.#broken.get(uri.toString());
  }

  /** What the proposal that the argument names would break; says so when it breaks nothing that is known. */
  async broken(argument: unknown): Promise<BrokenReview | undefined> {
    const { t, tell, named } = this.#parts;
    const open = named(argument);
    if (!open) return undefined;
    const [document, proposed, broken] = await Promise.all([
      findDocument(open.uri),
      compareText(open, "proposed"),
      this.#find(open),
    ]);
    if (document && proposed !== undefined && broken) return { document, proposed, broken };
    tell(t("Nothing is known to be wrong with what is proposed here."));
    return undefined;
  }

  /** Looks at a document's review, which has changed: at once the first time, then when it has come to rest. */
  update(uri: vscode.Uri): void {
    const key = uri.toString();
    if (!this.#parts.reviewOf(uri)) this.#forget(uri);
    else if (!this.#looked.has(key)) this.#look(uri);
    else {
      clearTimeout(this.#waiting.get(key));
      this.#waiting.set(
        key,
        setTimeout(() => this.#look(uri), delayMs),
      );
    }
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#changed.dispose();
  }

  #look(uri: vscode.Uri): void {
    const open = this.#parts.reviewOf(uri);
    if (!open) return;
    this.#looked.set(uri.toString(), open.review);
    void this.#show(open).catch((error: unknown) => this.#parts.log.error("A proposal could not be parsed.", error));
  }

  async #show(open: OpenReview): Promise<void> {
    const broken = await this.#find(open);
    // A newer look says more.
    if (this.#looked.get(open.uri.toString()) === open.review) this.#become(open.uri, broken);
  }

  async #find(open: OpenReview): Promise<BrokenResult | undefined> {
    const [before, after] = await Promise.all([compareText(open, "current"), compareText(open, "proposed")]);
    if (before === undefined || after === undefined) return undefined;
    return brokenResult({ before, after, languageId: open.languageId }, this.#parts.syntax);
  }

  #become(uri: vscode.Uri, broken: BrokenResult | undefined): void {
    const key = uri.toString();
    if (!broken && !this.#broken.has(key)) return;
    if (broken) this.#broken.set(key, broken);
    else this.#broken.delete(key);
    this.#changed.fire(uri);
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#looked.delete(key);
    this.#become(uri, undefined);
  }
}
