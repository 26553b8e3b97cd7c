import type { TextPosition, TextRange } from "../../shared/chat/state.ts";
import { comparePositions, endOf } from "./positions.ts";

/** A stretch of a document that becomes `text`, in positions of the document right before it. */
export type TextChange = { readonly start: TextPosition; readonly end: TextPosition; readonly text: string };

export type TrackedRange = {
  readonly range: TextRange;
  /** Whether a change reached into the range. Text put exactly at one of its ends stays outside. */
  readonly touched: boolean;
};

/**
 * Where `range` is after `changes`, which were made one after the other. A range without text moves behind what is
 * typed at its place.
 */
export function trackRange(range: TextRange, changes: readonly TextChange[]): TrackedRange {
  return changes.reduce<TrackedRange>(
    (tracked, change) => {
      const next = afterChange(tracked.range, change);
      return { range: next.range, touched: tracked.touched || next.touched };
    },
    { range, touched: false },
  );
}

function afterChange({ start, end }: TextRange, change: TextChange): TrackedRange {
  const isBefore = comparePositions(change.end, start) <= 0;
  const isAfter = comparePositions(change.start, end) >= 0;
  if (isBefore) return { range: { start: moved(start, change), end: moved(end, change) }, touched: false };
  if (isAfter) return { range: { start, end }, touched: false };
  const startsInside = comparePositions(change.start, start) >= 0;
  const endsInside = comparePositions(change.end, end) <= 0;
  const textEnd = endOf(change.start, change.text);
  return {
    range: {
      // The new text of a change over one end stays outside, that of a change over both ends is all that is left.
      start: startsInside ? start : endsInside ? textEnd : change.start,
      end: endsInside ? moved(end, change) : startsInside ? change.start : textEnd,
    },
    touched: true,
  };
}

/** Where a position at or behind the end of a change is after it. */
function moved(position: TextPosition, { start, end, text }: TextChange): TextPosition {
  const textEnd = endOf(start, text);
  return position.line === end.line
    ? { line: textEnd.line, character: textEnd.character + position.character - end.character }
    : { line: position.line + textEnd.line - end.line, character: position.character };
}
