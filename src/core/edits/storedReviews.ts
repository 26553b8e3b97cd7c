import type { Alternatives } from "./alternatives.ts";
import { count, InvalidMessage, object, oneOf, text, type Validator } from "../../shared/protocol/validate.ts";
import type { FileProposal } from "./fileProposal.ts";
import type { Fingerprint } from "./restore/fingerprint.ts";
import type { Review, ReviewChange } from "./review.ts";

/** What has to outlive the window so that a review does. */
export type StoredReviews = {
  readonly documents: readonly StoredReview[];
  readonly files: readonly FileProposal[];
  readonly alternatives: readonly Alternatives[];
};

export type StoredReview = {
  readonly uri: string;
  readonly languageId: string;
  /** Of the document that the review was last true of. */
  readonly fingerprint: Fingerprint;
  readonly review: Review;
};

const VERSION = 3;

/** Whole texts of documents that take more room than this are not kept, in UTF-16 units. */
const MOST_ALTERNATIVES = 1_000_000;

export const nothingStored: StoredReviews = { documents: [], files: [], alternatives: [] };

export function serializeReviews({ documents, files, alternatives }: StoredReviews): string {
  // What is decided already is kept as well: undoing an acceptance opens it again.
  const withChanges = documents.map(({ review, ...rest }) => ({ ...rest, changes: review.changes }));
  return JSON.stringify({
    version: VERSION,
    documents: withChanges,
    files,
    alternatives: fewEnough(alternatives),
  });
}

/** What {@link serializeReviews} wrote; nothing when it is missing, damaged or from another version. */
export function parseReviews(stored: string | undefined): StoredReviews {
  if (stored === undefined) return nothingStored;
  try {
    const { version, documents, files, alternatives } = file(JSON.parse(stored));
    if (version !== VERSION) return nothingStored;
    return {
      documents: documents.map(({ changes, ...rest }) => ({ ...rest, review: { changes } })),
      files,
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

const conflict = oneOf("none", "lines", "place");
const lines = listOf(text);
const change: Validator<ReviewChange> = object({
  id: text,
  proposalId: text,
  title: text,
  startLine: count,
  oldLines: lines,
  newLines: lines,
  conflict,
  state: oneOf("pending", "accepted", "rejected", "stale"),
  origin: object({ startLine: count, base: lines, theirs: lines, mine: lines, conflict }),
});
const step = object({ kind: oneOf("create", "delete", "rename") });
const named = object({ id: text, uri: text, title: text });
const created = object({ text });
const renamed = object({ newUri: text });
const fileProposal: Validator<FileProposal> = (value) => {
  const { kind } = step(value);
  switch (kind) {
    case "create":
      return { ...named(value), kind, ...created(value) };
    case "delete":
      return { ...named(value), kind };
    case "rename":
      return { ...named(value), kind, ...renamed(value) };
  }
};
const file = object({
  version: count,
  documents: listOf(object({ uri: text, languageId: text, fingerprint: text, changes: listOf(change) })),
  files: listOf(fileProposal),
  alternatives: listOf(object({ id: text, uri: text, title: text, base: text, texts: listOf(text), index: count })),
});
