import * as vscode from "vscode";
import { brokenResult, type BrokenResult } from "../../core/edits/brokenResult.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Syntax } from "../../core/ports/syntax.ts";
import { compareText } from "./compare.ts";
import type { OpenReview } from "./openReviews.ts";

/** Typing changes a review with every key; so often it need not be parsed. */
const delayMs = 400;

export type ReviewProblemsParts = {
  readonly syntax: Syntax;
  readonly log: Log;
  readonly reviewOf: (uri: vscode.Uri) => OpenReview | undefined;
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

  /** Looks now. */
  async find(open: OpenReview): Promise<BrokenResult | undefined> {
    const [before, after] = await Promise.all([compareText(open, "current"), compareText(open, "proposed")]);
    if (before === undefined || after === undefined) return undefined;
    return brokenResult({ before, after, languageId: open.languageId }, this.#parts.syntax);
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
    const broken = await this.find(open);
    // A newer look says more.
    if (this.#looked.get(open.uri.toString()) === open.review) this.#become(open.uri, broken);
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
