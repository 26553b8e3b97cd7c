import * as vscode from "vscode";
import { withLf } from "../../core/edits/lines.ts";
import { openChanges, type ReviewChange } from "../../core/edits/review.ts";
import type { NewFile } from "../../core/edits/storedReviews.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { Translate } from "../../shared/l10n.ts";
import { compareContents, openCompare } from "./compare.ts";
import { findDocument, nameOf, wholeLines } from "./documents.ts";
import { NewFiles } from "./newFiles.ts";
import { OpenReviews, type OpenReview } from "./openReviews.ts";
import { ProposedDocuments, proposedSource } from "./proposedDocuments.ts";
import { ReviewCursor } from "./reviewCursor.ts";
import { ReviewStorage } from "./reviewStorage.ts";
import { ReviewSurface } from "./reviewSurface.ts";
import { toTextRange } from "./textRanges.ts";
import type { EditTarget } from "./trackedTarget.ts";
import { whyNotEditable } from "./whyNotEditable.ts";

export type ReviewsParts = {
  readonly t: Translate;
  /** Tells the person one sentence. */
  readonly tell: (sentence: string) => void;
  /** Keeps open reviews when the window is reloaded. */
  readonly memory: Memory;
};

export type Proposed =
  | { readonly type: "proposed"; readonly reviewId: string }
  | { readonly type: "refused"; readonly reason: string };
