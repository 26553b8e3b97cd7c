import type { TextPosition, TextRange } from "../../shared/chat/state.ts";
import type { LineChange } from "./lineChanges.ts";
import { toLineEdits, withLineEdit, type LineEdit } from "./lineEdit.ts";
import { splitLines } from "./lines.ts";
import { mergeTexts, type Conflict } from "./merge/mergeTexts.ts";
import { smallestChange } from "./smallestChange.ts";
import { followed, isSame, toDo, type Stretch } from "./stretch.ts";
import type { TextChange } from "./trackedRange.ts";

/** The proposed changes of one document, in the order in which they stand there. */
export type Review = { readonly changes: readonly ReviewChange[] };

/** One proposed change, in whole lines: an insertion has no old ones, a deletion no new ones. */
export type ReviewChange = {
  readonly id: string;
  readonly proposalId: string;
  /** What the proposal is for, such as "Refactor". */
  readonly title: string;
  /** The first of the old lines in the document, or the line above which the new ones of an insertion go. */
  readonly startLine: number;
  readonly oldLines: readonly string[];
  /** What accepting it makes of them. */
  readonly newLines: readonly string[];
  /** Whether the person changed the same place since the request, and has to choose. */
  readonly conflict: Conflict;
  readonly state: ChangeState;
  /** What all of this follows from. */
  readonly origin: Origin;
};

/** A change as it was proposed, with the lines that it is about as they are now. */
export type Origin = Stretch & { readonly conflict: Conflict };

/** `stale`: the document changed unseen, and its lines are not there any more. */
export type ChangeState = "pending" | "accepted" | "rejected" | "stale";

/** A new text for a document. */
export type Proposal = {
  readonly id: string;
  readonly title: string;
  /** The whole document as it was when the new text was asked for. */
  readonly base: string;
  /** The whole document as it is now. */
  readonly oldText: string;
  /** What the whole of `base` is to become. */
  readonly newText: string;
};

export type Acceptance = {
  /** The review once the edits are made. */
  readonly review: Review;
  /** The smallest edits that do it, from the bottom of the document up. */
  readonly edits: readonly TextChange[];
};

export const emptyReview: Review = { changes: [] };

/** Whether a change still waits for the person's decision. */
export function isOpen({ state }: ReviewChange): boolean {
  return state === "pending" || state === "stale";
}

export function openChanges({ changes }: Review): readonly ReviewChange[] {
  return changes.filter(isOpen);
}

/**
 * The review with the proposal's changes added: what it changes in the document as it is now. There are none when the
 * document says all that already.
 */
export function addProposal(review: Review, proposal: Proposal): Review {
  const changes = mergeTexts(proposal.base, proposal.oldText, proposal.newText);
  const added = changes.map(({ startLine, oldLines, newLines, conflict }, index): ReviewChange => ({
    id: `${proposal.id}/${index + 1}`,
    proposalId: proposal.id,
    title: proposal.title,
    startLine,
    oldLines,
    newLines,
    conflict,
    state: "pending",
    origin: { startLine, base: oldLines, theirs: newLines, mine: oldLines, conflict },
  }));
  return sorted([...review.changes, ...added]);
}

export function withoutProposals(review: Review, proposalIds: ReadonlySet<string>): Review {
  return { changes: review.changes.filter((change) => !proposalIds.has(change.proposalId)) };
}

/** The proposals with an open change that shares a line with one of `other`, or touches one of its lines. */
export function proposalsOverlapping(review: Review, other: Review): ReadonlySet<string> {
  return new Set(
    openChanges(review)
      .filter((change) => other.changes.some((one) => overlap(change, one)))
      .map((change) => change.proposalId),
  );
}

function overlap(a: ReviewChange, b: ReviewChange): boolean {
  const [from, to] = [Math.max(a.startLine, b.startLine), Math.min(endLineOf(a), endLineOf(b))];
  return from < to || (from === to && (a.oldLines.length === 0 || b.oldLines.length === 0));
}

/** The old lines as they stand in the document; for an insertion the empty place where the new lines go. */
export function linesOf({ startLine, oldLines }: Pick<ReviewChange, "startLine" | "oldLines">): TextRange {
  const start = { line: startLine, character: 0 };
  const last = oldLines.at(-1);
  return last === undefined
    ? { start, end: start }
    : { start, end: { line: startLine + oldLines.length - 1, character: last.length } };
}

/**
 * Accepts the pending ones among the changes; of those that would change the same lines, the lowest. A stale change
 * cannot be accepted: its lines are not there.
 *
 * @param text the document as it is now
 */
export function accept(review: Review, ids: ReadonlySet<string>, text: string): Acceptance {
  const before = splitLines(text);
  const made: LineChange[] = [];
  let lines: readonly string[] = before;
  let { changes } = review;
  for (let index = changes.length - 1; index >= 0; index--) {
    const change = changes[index];
    if (!change || !ids.has(change.id) || change.state !== "pending") continue;
    const { startLine, oldLines, newLines } = change;
    const endLine = endLineOf(change);
    if (endLine > (made[0]?.startLine ?? before.length)) continue;
    made.unshift({ startLine, endLine, oldLines, newLines });
    const edit = { from: startLine, to: endLine, lines: newLines };
    const now = lines;
    changes = changes.map((other, at) =>
      at === index ? accepted(change) : afterAcceptance(other, edit, now, at < index),
    );
    lines = withLineEdit(lines, edit);
  }
  return { review: { changes: changes.map(settled) }, edits: toEdits(made, before) };
}

function accepted(change: ReviewChange): ReviewChange {
  const { origin, startLine, newLines, oldLines } = change;
  const edit = {
    from: startLine - origin.startLine,
    to: startLine - origin.startLine + oldLines.length,
    lines: newLines,
  };
  return { ...change, state: "accepted", origin: { ...origin, mine: withLineEdit(origin.mine, edit) } };
}

function afterAcceptance(
  other: ReviewChange,
  edit: LineEdit,
  lines: readonly string[],
  isAbove: boolean,
): ReviewChange {
  const { startLine, base, mine } = other.origin;
  // Of two insertions at the same place, the first stays above.
  const staysAbove = isAbove && edit.from === edit.to && edit.from === startLine && base.length + mine.length === 0;
  return staysAbove ? other : { ...other, origin: { ...other.origin, ...followed(other.origin, edit, lines) } };
}

/** Accepts all but those in conflict, which a person decides on one by one. */
export function acceptAll(review: Review, text: string): Acceptance {
  return accept(review, new Set(review.changes.filter(isUndisputed).map(({ id }) => id)), text);
}

export function isUndisputed({ conflict }: ReviewChange): boolean {
  return conflict === "none";
}

/**
 * The review with another new text for a change, in whole lines; no text at all removes the old lines. The change keeps
 * its id and its state, and is gone when it changes nothing any more. `document` is the document as it is now.
 */
export function withNewText(review: Review, id: string, text: string, document: string): Review {
  const lineCount = splitLines(document).length;
  return {
    changes: review.changes.flatMap((change) => {
      if (change.id !== id || change.state !== "pending") return [change];
      const { oldLines, startLine, conflict } = change;
      // A document always has a line.
      const newLines = text === "" && oldLines.length < lineCount ? [] : splitLines(text);
      if (isSame(newLines, oldLines)) return [];
      return [
        { ...change, newLines, origin: { startLine, base: oldLines, theirs: newLines, mine: oldLines, conflict } },
      ];
    }),
  };
}

/** Leaves the document alone. */
export function reject(review: Review, ids: ReadonlySet<string>): Review {
  const rejected = (change: ReviewChange): ReviewChange =>
    ids.has(change.id) && isOpen(change) ? { ...change, state: "rejected" } : change;
  return { changes: review.changes.map(rejected) };
}

export function rejectAll(review: Review): Review {
  return reject(review, new Set(review.changes.map((change) => change.id)));
}

/**
 * The review after the document changed: where both changed the same lines, they are merged again.
 *
 * @param changes from the bottom up
 * @param before the document before them
 */
export function documentChanged(review: Review, changes: readonly TextChange[], before: string): Review {
  let lines: readonly string[] = splitLines(before);
  let origins = review.changes.map(({ origin }) => origin);
  for (const change of changes) {
    for (const edit of toLineEdits(change, lines)) {
      const now = lines;
      origins = origins.map((origin) => ({ ...origin, ...followed(origin, edit, now) }));
      lines = withLineEdit(lines, edit);
    }
  }
  return sorted(review.changes.map((change, index) => settled({ ...change, origin: origins[index] ?? change.origin })));
}

/**
 * The review of a document that may have changed unseen. What does not stand where it stood is looked for, and stale
 * where it is not found in one place; an insertion has nothing that could be found.
 */
export function reviewed(review: Review, text: string): Review {
  const lines = splitLines(text);
  return sorted(
    review.changes.map((change): ReviewChange => {
      if (change.state === "rejected") return change;
      const { mine, startLine } = change.origin;
      const stands = (at: number): boolean => isSame(lines.slice(at, at + mine.length), mine);
      if (mine.length > 0 && stands(startLine)) return change;
      const found = mine.length > 0 ? lines.flatMap((_, at) => (stands(at) ? [at] : [])) : [];
      const [at] = found;
      if (at === undefined || found.length > 1)
        return change.state === "pending" ? { ...change, state: "stale" } : change;
      return settled({ ...change, origin: { ...change.origin, startLine: at } });
    }),
  );
}

/** A change as its lines have it now, so that undoing an edit, or an acceptance, undoes its effect on the review too. */
function settled(change: ReviewChange): ReviewChange {
  const { origin, state } = change;
  const { base, theirs, mine } = origin;
  if (state === "rejected" || state === "stale") return { ...change, startLine: origin.startLine };
  const { startLine } = origin;
  if (isSame(mine, theirs)) return { ...change, startLine, oldLines: base, newLines: theirs, state: "accepted" };
  // What was accepted may be edited like any other lines.
  if (state === "accepted" && !isSame(mine, base)) return { ...change, startLine };
  const left = toDo(origin);
  if (!left) return { ...change, startLine, state: "accepted" };
  const conflict = origin.conflict === "none" ? left.conflict : origin.conflict;
  return {
    ...change,
    startLine: left.startLine,
    oldLines: left.oldLines,
    newLines: left.newLines,
    conflict,
    state: "pending",
  };
}

function endLineOf({ startLine, oldLines }: ReviewChange): number {
  return startLine + oldLines.length;
}

/** Changes of lines, from the top, as edits of the text, from the bottom up. Those that touch are one. */
function toEdits(made: readonly LineChange[], lines: readonly string[]): readonly TextChange[] {
  const joined: LineChange[] = [];
  for (const change of made) {
    const last = joined.at(-1);
    if (last?.endLine === change.startLine) {
      joined[joined.length - 1] = {
        startLine: last.startLine,
        endLine: change.endLine,
        oldLines: [...last.oldLines, ...change.oldLines],
        newLines: [...last.newLines, ...change.newLines],
      };
    } else {
      joined.push(change);
    }
  }
  return joined.toReversed().flatMap((change) => toEdit(change, lines));
}

/**
 * A change of lines as a change of text: inserting or deleting lines includes a line break, the one below them or, at
 * the end of the text, the one above.
 */
function toEdit(
  { startLine, endLine, oldLines, newLines }: LineChange,
  lines: readonly string[],
): readonly TextChange[] {
  if (oldLines.length + newLines.length === 0) return [];
  const oldText = oldLines.join("\n");
  const newText = newLines.join("\n");
  const start = { line: startLine, character: 0 };
  const isAll = startLine === 0 && endLine === lines.length;
  if (isAll || (oldLines.length > 0 && newLines.length > 0)) return [smallestChange(start, oldText, newText)];
  const isLast = endLine === lines.length;
  const withBreak = (text: string, count: number): string => (count === 0 ? "" : isLast ? `\n${text}` : `${text}\n`);
  const endOfAbove: TextPosition = { line: startLine - 1, character: lines[startLine - 1]?.length ?? 0 };
  return [
    smallestChange(
      isLast ? endOfAbove : start,
      withBreak(oldText, oldLines.length),
      withBreak(newText, newLines.length),
    ),
  ];
}

/** By their places; what is put above a line comes before what changes it. */
export function sorted(changes: readonly ReviewChange[]): Review {
  return {
    changes: changes.toSorted((a, b) => a.startLine - b.startLine || endLineOf(a) - endLineOf(b)),
  };
}
