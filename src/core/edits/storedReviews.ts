import type { Alternatives } from "./alternatives.ts";
import type { TextPosition, TextRange } from "../../shared/chat/state.ts";
import { count, InvalidMessage, object, oneOf, text, type Validator } from "../../shared/protocol/validate.ts";
import { isOpen, type Review, type ReviewChange } from "./review.ts";

/** What has to outlive the window so that a review does. */
export type StoredReviews = {
  readonly documents: readonly StoredReview[];
  readonly newFiles: readonly NewFile[];
  readonly alternatives: readonly Alternatives[];
};

export type StoredReview = { readonly uri: string; readonly languageId: string; readonly review: Review };

/** A file that is proposed and does not exist yet. */
export type NewFile = {
  readonly id: string;
  readonly uri: string;
  /** What the proposal is for, such as "Add Tests". */
  readonly title: string;
  readonly text: string;
};

const VERSION = 2;

/** Whole texts of documents that take more room than this are not kept, in UTF-16 units. */
const MOST_ALTERNATIVES = 1_000_000;

export const nothingStored: StoredReviews = { documents: [], newFiles: [], alternatives: [] };

export function serializeReviews({ documents, newFiles, alternatives }: StoredReviews): string {
  const withOpenChanges = documents.map(({ review, ...rest }) => ({ ...rest, changes: review.changes.filter(isOpen) }));
  return JSON.stringify({
    version: VERSION,
    documents: withOpenChanges,
    newFiles,
    alternatives: fewEnough(alternatives),
  });
}

/** What {@link serializeReviews} wrote; nothing when it is missing, damaged or from another version. */
export function parseReviews(stored: string | undefined): StoredReviews {
  if (stored === undefined) return nothingStored;
  try {
    const { version, documents, newFiles, alternatives } = file(JSON.parse(stored));
    if (version !== VERSION) return nothingStored;
    return {
      documents: documents.map(({ changes, ...rest }) => ({ ...rest, review: { changes } })),
      newFiles,
      alternatives,
    };
  } catch (error) {
    if (error instanceof InvalidMessage || error instanceof SyntaxError) return nothingStored;
    throw error;
  }
}

/** As many as there is room for. */
function fewEnough(alternatives: readonly Alternatives[]): readonly Alternatives[] {
  let room = MOST_ALTERNATIVES;
  return alternatives.filter(({ base, texts }) => {
    const length = [base, ...texts].reduce((sum, one) => sum + one.length, 0);
    if (length > room) return false;
    room -= length;
    return true;
  });
}

function listOf<T>(member: Validator<T>): Validator<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new InvalidMessage("a list");
    return value.map((item: unknown) => member(item));
  };
}

const position: Validator<TextPosition> = object({ line: count, character: count });
const range: Validator<TextRange> = object({ start: position, end: position });
const change: Validator<ReviewChange> = object({
  id: text,
  proposalId: text,
  title: text,
  range,
  oldText: text,
  newText: text,
  oldLines: listOf(text),
  newLines: listOf(text),
  lineOffset: count,
  conflict: oneOf("none", "lines", "place"),
  state: oneOf("pending", "stale"),
});
const file = object({
  version: count,
  documents: listOf(object({ uri: text, languageId: text, changes: listOf(change) })),
  newFiles: listOf(object({ id: text, uri: text, title: text, text })),
  alternatives: listOf(object({ id: text, uri: text, title: text, base: text, texts: listOf(text), index: count })),
});
