import type * as vscode from "vscode";
import type { FileStep } from "../../core/edits/fileProposal.ts";

/** A new text for a document that exists. Both texts are whole; line endings make no difference. */
export type DocumentProposal = {
  readonly uri: vscode.Uri;
  /** The document at the moment of the request. */
  readonly base: string;
  /** What it should become. */
  readonly newText: string;
  /** What else it could become, to step through. */
  readonly alternatives?: readonly string[];
  /** What the proposal is for, such as “Refactor”. */
  readonly title: string;
  /** Whether it was asked for to take the place of what is proposed for the same lines. */
  readonly mendsOther?: boolean;
  /** Of the proposal that this is a part of, or of the writing whose place it takes; one of its own when absent. */
  readonly id?: string;
};

/** A file to be created, deleted or renamed. */
export type FileStepProposal = {
  readonly uri: vscode.Uri;
  readonly step: FileStep;
  readonly title: string;
  readonly id?: string;
};

export type Proposed =
  | { readonly type: "proposed"; readonly reviewId: string }
  | { readonly type: "refused"; readonly reason: string };

export type NewFileProposal = { readonly uri: vscode.Uri; readonly text: string; readonly title: string };

/** Puts changes up for review. */
export interface Proposer {
  propose(proposal: DocumentProposal): Promise<Proposed>;
  proposeFile(proposal: FileStepProposal): Promise<Proposed>;
  /** Shows the file as well. */
  proposeNewFile(proposal: NewFileProposal): Promise<Proposed>;
  /** Brings what is proposed for a file into view. */
  show(uri: vscode.Uri): Promise<void>;
  /** Ends a proposal that could not be made in all of its files. */
  withdraw(reviewId: string): Promise<void>;
}
