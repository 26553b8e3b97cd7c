import type { TextPosition, TextRange } from "../../shared/chat/state.ts";
import type { LineChange } from "./lineChanges.ts";
import { splitLines, withLf } from "./lines.ts";
import { mergeTexts, type Conflict } from "./merge/mergeTexts.ts";
import { comparePositions, endOf, isEmpty } from "./positions.ts";
import { smallestChange } from "./smallestChange.ts";
import { trackRange, type TextChange } from "./trackedRange.ts";

/** The proposed changes of one document, in the order in which they stand there. */
export type Review = { readonly changes: readonly ReviewChange[] };

/** One proposed change. Its texts have "\n" for every line break; the document's own kind is used when writing. */
export type ReviewChange = {
  readonly id: string;
  readonly proposalId: string;
  /** What the proposal is for, such as "Refactor". */
  readonly title: string;
  /** Where the old text stands, or the new text once it is accepted. Follows the document. */
  readonly range: TextRange;
  readonly oldText: string;
  readonly newText: string;
  /** The same for reading, in whole lines: an insertion has no old lines, a deletion no new ones. */
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** How many lines below the start of `range` the old lines begin, or the new ones of an insertion: 0 or 1. */
  readonly lineOffset: number;
  /** Whether the person changed the same place since the request, and has to choose. */
  readonly conflict: Conflict;
  readonly state: ChangeState;
};

/** `stale`: the text at the range is neither the old nor the new one any more. */
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

/** The document's text in a range. */
export type TextIn = (range: TextRange) => string;

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
  const lines = splitLines(proposal.oldText);
  const changes = mergeTexts(proposal.base, proposal.oldText, proposal.newText);
  const added = changes.map((change, index): ReviewChange => {
    const edit = toEdit(change, lines);
    return {
      id: `${proposal.id}/${index + 1}`,
      proposalId: proposal.id,
      title: proposal.title,
      range: { start: edit.start, end: edit.end },
      oldText: edit.oldText,
      newText: edit.newText,
      oldLines: change.oldLines,
      newLines: change.newLines,
      lineOffset: change.startLine - edit.start.line,
      conflict: change.conflict,
      state: "pending",
    };
  });
  return sorted([...review.changes, ...added]);
}

export function withoutProposals(review: Review, proposalIds: ReadonlySet<string>): Review {
  return { changes: review.changes.filter((change) => !proposalIds.has(change.proposalId)) };
}

/** The proposals with an open change that shares a line with one of `other`. */
export function proposalsOverlapping(review: Review, other: Review): ReadonlySet<string> {
  return new Set(
    openChanges(review)
      .filter(({ range: { start, end } }) =>
        other.changes.some(({ range }) => range.start.line <= end.line && range.end.line >= start.line),
      )
      .map((change) => change.proposalId),
  );
}

/** The old lines as they stand in the document; for an insertion the empty place where the new lines go. */
export function linesOf({
  range,
  lineOffset,
  oldLines,
}: Pick<ReviewChange, "range" | "lineOffset" | "oldLines">): TextRange {
  const line = range.start.line + lineOffset;
  const start = { line, character: 0 };
  const last = oldLines.at(-1);
  return last === undefined
    ? { start, end: start }
    : { start, end: { line: line + oldLines.length - 1, character: last.length } };
}

/** Accepts the pending ones among the changes. A stale change cannot be accepted: its text was edited since. */
export function accept(review: Review, ids: ReadonlySet<string>): Acceptance {
  const edits: TextChange[] = [];
  const changes = review.changes.map((change): ReviewChange => {
    // Only what stands above moves a change, from the bottom up; what is put right below it does not.
    const above = edits.toReversed();
    if (!ids.has(change.id) || change.state !== "pending") {
      return { ...change, range: trackRange(change.range, above).range };
    }
    edits.push(smallestChange(change.range.start, change.oldText, change.newText));
    const { start } = trackRange({ start: change.range.start, end: change.range.start }, above).range;
    return { ...change, range: { start, end: endOf(start, change.newText) }, state: "accepted" };
  });
  return { review: { changes }, edits: joined(edits).toReversed() };
}

/** Edits at the same place, from the top, as one: who applies them might not keep their order. */
function joined(edits: readonly TextChange[]): readonly TextChange[] {
  const result: TextChange[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last && comparePositions(last.end, edit.start) === 0) {
      result[result.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    } else {
      result.push(edit);
    }
  }
  return result;
}

/** Accepts all but those in conflict, which a person decides on one by one. */
export function acceptAll(review: Review): Acceptance {
  return accept(review, new Set(review.changes.filter(isUndisputed).map(({ id }) => id)));
}

export function isUndisputed({ conflict }: ReviewChange): boolean {
  return conflict === "none";
}

/**
 * The review with another new text for a change, in whole lines; no text at all removes the old lines. The change keeps
 * its id and its state, and is gone when it changes nothing any more. `document` is the document as it is now.
 */
export function withNewText(review: Review, id: string, text: string, document: string): Review {
  const lines = splitLines(document);
  return {
    changes: review.changes.flatMap((change) => {
      if (change.id !== id || change.state !== "pending") return [change];
      const { oldLines } = change;
      const startLine = linesOf(change).start.line;
      const isEverything = oldLines.length === lines.length;
      // A document always has a line.
      const newLines = text === "" && !isEverything ? [] : splitLines(text);
      if (newLines.join("\n") === oldLines.join("\n") && newLines.length === oldLines.length) return [];
      const edit = toEdit({ startLine, endLine: startLine + oldLines.length, oldLines, newLines }, lines);
      const { start, end, oldText, newText } = edit;
      return [{ ...change, range: { start, end }, oldText, newText, newLines, lineOffset: startLine - start.line }];
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

/** The review after the document changed. `textIn` reads the document as it is now. */
export function documentChanged(review: Review, changes: readonly TextChange[], textIn: TextIn): Review {
  return sorted(
    review.changes.map((change) => {
      const whole = insertedWhole(change, changes, textIn);
      if (whole) return whole;
      if (waits(change) && change.newText.endsWith("\n")) return placed(change, changes);
      const { range, touched } = trackRange(change.range, changes);
      return touched ? checked({ ...change, range }, textIn) : { ...change, range };
    }),
  );
}

/** Whether a change is an insertion that was neither made nor rejected; one that was made and edited has a text. */
function waits(change: ReviewChange): boolean {
  return change.oldText === "" && isOpen(change) && isEmpty(change.range);
}

/**
 * An insertion of lines above a line, after `changes`. What is typed at the beginning of the line below it belongs to that line,
 * unless it is lines too. Where no line begins any more there is no place for it.
 */
function placed(change: ReviewChange, changes: readonly TextChange[]): ReviewChange {
  const range = changes.reduce((tracked, typed) => {
    const isTypedBelow = comparePositions(typed.start, tracked.start) === 0 && !typed.text.endsWith("\n");
    return isTypedBelow ? tracked : trackRange(tracked, [typed]).range;
  }, change.range);
  return { ...change, range, state: hasPlace({ ...change, range }) ? "pending" : "stale" };
}

/** Lines are put above a line: in the middle of one there is no place for them. */
function hasPlace({ range, oldText, newText }: ReviewChange): boolean {
  return oldText !== "" || !newText.endsWith("\n") || range.start.character === 0;
}

/**
 * The change with the rest of its old or new text, when one of `changes` puts that at an end of its range, which is what
 * undoing and redoing do: otherwise such text stays outside.
 */
function insertedWhole(change: ReviewChange, changes: readonly TextChange[], textIn: TextIn): ReviewChange | undefined {
  if (change.state === "rejected") return undefined;
  let { range } = change;
  for (const [index, typed] of changes.entries()) {
    const next = trackRange(range, [typed]).range;
    const isInsertion = comparePositions(typed.start, typed.end) === 0;
    const atStart = isInsertion && comparePositions(typed.start, range.start) === 0;
    const atEnd = isInsertion && comparePositions(typed.start, range.end) === 0;
    if (atStart || atEnd) {
      const start = atStart ? typed.start : next.start;
      const end = atEnd ? endOf(typed.start, typed.text) : next.end;
      const grown = trackRange({ start, end }, changes.slice(index + 1)).range;
      const found = checked({ ...change, range: grown }, textIn);
      if (found.state !== "stale") return found;
    }
    range = next;
  }
  return undefined;
}

/** The review of a document that may have changed unseen: what does not stand where it stood is stale. */
export function reviewed(review: Review, textIn: TextIn): Review {
  return { changes: review.changes.map((change) => checked(change, textIn)) };
}

/** Reads the state off the text, so that undoing an edit, or an acceptance, undoes its effect on the review too. */
function checked(change: ReviewChange, textIn: TextIn): ReviewChange {
  if (change.state === "rejected") return change;
  const text = withLf(textIn(change.range));
  if (text === change.newText) return { ...change, state: "accepted" };
  return { ...change, state: text === change.oldText && hasPlace(change) ? "pending" : "stale" };
}

type LineEdit = {
  readonly start: TextPosition;
  readonly end: TextPosition;
  readonly oldText: string;
  readonly newText: string;
};

/**
 * A change of lines as a change of text: inserting or deleting lines includes a line break, the one below them or, at
 * the end of the text, the one above.
 */
function toEdit({ startLine, endLine, oldLines, newLines }: LineChange, lines: readonly string[]): LineEdit {
  const oldText = oldLines.join("\n");
  const newText = newLines.join("\n");
  const endOfLine = (line: number): TextPosition => ({ line, character: lines[line]?.length ?? 0 });
  if (oldLines.length > 0 && newLines.length > 0) {
    return { start: { line: startLine, character: 0 }, end: endOfLine(endLine - 1), oldText, newText };
  }
  const isLast = endLine === lines.length;
  const withBreak = (text: string, count: number): string => (count === 0 ? "" : isLast ? `\n${text}` : `${text}\n`);
  return {
    start: isLast ? endOfLine(startLine - 1) : { line: startLine, character: 0 },
    end: isLast ? endOfLine(endLine - 1) : { line: endLine, character: 0 },
    oldText: withBreak(oldText, oldLines.length),
    newText: withBreak(newText, newLines.length),
  };
}

function sorted(changes: readonly ReviewChange[]): Review {
  return { changes: changes.toSorted((a, b) => comparePositions(a.range.start, b.range.start)) };
}
