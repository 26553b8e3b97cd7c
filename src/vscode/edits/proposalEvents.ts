import * as vscode from "vscode";
import type { ProposalStatus } from "../../core/edits/proposalStatus.ts";
import type { ProposedKind } from "../../shared/chat/changedFiles.ts";

/** How far the decisions are on what a proposal is about in one file. */
export type ProposalChange = {
  readonly uri: vscode.Uri;
  readonly kind: ProposedKind;
  readonly status: ProposalStatus;
};

/** What was just written because it was accepted. */
export type AcceptedFile = {
  readonly uri: vscode.Uri;
  /** Proposal by proposal, each one's text after is the next one's before. */
  readonly parts: readonly AcceptedPart[];
};

export type AcceptedPart = {
  readonly proposalId: string;
  readonly kind: ProposedKind;
  /** Whole texts; undefined where there was no file, or is none any more. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** VS Code's name for that of a deleted file. */
  readonly encoding?: string;
  /** Where a renamed file is now. */
  readonly movedTo?: vscode.Uri;
};

/** What happens to proposals, told to whoever keeps account of it. */
export class ProposalEvents implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ProposalChange>();
  readonly #accepted = new vscode.EventEmitter<AcceptedFile>();

  /** Fires when a proposal is made, decided on, or ends; also when nothing about it is new. */
  readonly onDidChange = this.#changed.event;
  /** Fires when what a person accepted has been written. */
  readonly onDidAccept = this.#accepted.event;

  tellChange(change: ProposalChange): void {
    this.#changed.fire(change);
  }

  tellAccepted(accepted: AcceptedFile): void {
    this.#accepted.fire(accepted);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#accepted.dispose();
  }
}
