import { exactHunks } from "./hunks.ts";
import { splitLines, withLf } from "./lines.ts";
import { fingerprint, type Fingerprint } from "./restore/fingerprint.ts";
import { documentChanged, reviewed, sorted, type Acceptance, type Review, type ReviewChange } from "./review.ts";
import { applyTextChanges } from "./textChanges.ts";
import type { TextChange } from "./trackedRange.ts";

/** As many texts can be come back to. */
const MOST_SEEN = 1_000;

/** A review as it was when its document had a text. */
type Seen = { readonly print: Fingerprint; review: Review };

/** What changes a document: undoing and redoing come back to a text that it had. */
export type Way = "undo" | "redo" | undefined;

/** A review that follows its document. Undoing and redoing bring it back to what it was of that text. */
export class FollowedReview {
  #review: Review;
  /** The document as it was seen last; undefined while it was not open. */
  #text: string | undefined;
  #print: Fingerprint | undefined;
  /** In the order of the document's history; what was undone stands behind `#at`. */
  #seen: Seen[] = [];
  #at = -1;

  /** @param text of the document, or the fingerprint of what it was when the review was kept */
  constructor(review: Review, text: { readonly text: string } | { readonly fingerprint: Fingerprint }) {
    this.#review = review;
    if ("text" in text) this.#see(text.text);
    else this.#print = text.fingerprint;
  }

  get review(): Review {
    return this.#review;
  }

  /** Of the document as it was seen last. */
  get fingerprint(): Fingerprint {
    return this.#print ?? fingerprint("");
  }

  /** After a decision, which leaves the document as it is. */
  decide(review: Review): void {
    this.#review = review;
    const seen = this.#seen[this.#at];
    if (seen) seen.review = review;
  }

  /** After other changes are proposed: what was seen before says nothing of them. */
  renew(review: Review, text: string): void {
    this.#review = review;
    this.#seen = [];
    this.#see(text);
  }

  /** The document is open, and may have changed unseen. */
  meet(text: string): void {
    if (this.#print === fingerprint(text)) {
      this.#text = text;
      return;
    }
    if (this.#text === undefined) this.#review = reviewed(this.#review, text);
    else this.#review = documentChanged(this.#review, changesBetween(this.#text, text), this.#text);
    this.#see(text);
  }

  /** The document changed. `expected` is an acceptance that may be what changed it. */
  follow(changes: readonly TextChange[], text: string, way: Way, expected?: Acceptance): void {
    const before = this.#text ?? text;
    const isExpected = expected && withLf(applyTextChanges(before, expected.edits)) === withLf(text);
    const tracked = isExpected ? expected.review : documentChanged(this.#review, changes, before);
    const print = fingerprint(text);
    const at = way ? this.#find(print, way) : -1;
    const seen = this.#seen[at];
    this.#review = seen ? recalled(tracked, seen.review) : tracked;
    if (!seen) return this.#see(text, print);
    [this.#text, this.#print, this.#at] = [text, print, at];
    seen.review = this.#review;
  }

  #see(text: string, print = fingerprint(text)): void {
    this.#text = text;
    this.#print = print;
    this.#seen = [...this.#seen.slice(0, this.#at + 1), { print, review: this.#review }].slice(-MOST_SEEN);
    this.#at = this.#seen.length - 1;
  }

  /** Where the history has this text, nearest to where it is; -1 when it does not. */
  #find(print: Fingerprint, way: "undo" | "redo"): number {
    const has = (seen: Seen): boolean => seen.print === print;
    if (way === "undo") return this.#seen.slice(0, this.#at).findLastIndex(has);
    const further = this.#seen.slice(this.#at + 1).findIndex(has);
    return further < 0 ? -1 : this.#at + 1 + further;
  }
}

/** The changes where they were when the document said the same; a rejection holds nevertheless. */
function recalled(now: Review, seen: Review): Review {
  const byId = new Map(seen.changes.map((change) => [change.id, change]));
  const changes = now.changes.map((change): ReviewChange => {
    const then = byId.get(change.id);
    if (!then) return change;
    return change.state === "rejected" ? { ...then, state: "rejected" } : then;
  });
  return sorted(changes);
}

/** What makes one text of another, from the bottom up. */
function changesBetween(before: string, after: string): readonly TextChange[] {
  const [old, now] = [splitLines(before), splitLines(after)];
  return exactHunks(old, now)
    .toReversed()
    .map(({ oldStart, oldEnd, newStart, newEnd }) => {
      const lines = now.slice(newStart, newEnd).map((line) => `${line}\n`);
      return { start: { line: oldStart, character: 0 }, end: { line: oldEnd, character: 0 }, text: lines.join("") };
    });
}
