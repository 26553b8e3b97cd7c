import * as vscode from "vscode";
import { stepped } from "../../core/edits/alternatives.ts";
import { describeStale } from "../../core/edits/describeLeft.ts";
import { withLf } from "../../core/edits/lines.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { ReviewChange } from "../../core/edits/review.ts";
import { findDocument } from "./documents.ts";
import { whyNotEncodable } from "./encodings.ts";
import type { OpenAlternatives } from "./openAlternatives.ts";
import type { OpenReview, OpenReviews } from "./openReviews.ts";
import { changeAtCursor, parseSubject } from "./reviewSubject.ts";
import type { ReviewZones, TypedText, ZoneChange } from "./reviewZones.ts";

export type ProposedTextsParts = {
  readonly t: Translate;
  readonly tell: (sentence: string) => void;
  readonly reviews: OpenReviews;
  readonly alternatives: OpenAlternatives;
  readonly zones: ReviewZones;
  /** The review that a command's argument names, with what it names of it; says so when there is none. */
  readonly reviewOf: (
    argument: unknown,
  ) => { readonly open: OpenReview; readonly changes: readonly ReviewChange[] } | undefined;
  /** The change that the argument names, or the one at the cursor; says so when there is none that waits. */
  readonly changeOf: (argument: unknown, open: OpenReview) => ReviewChange | undefined;
  /** Puts a text up for review. @returns why not, as a sentence */
  readonly add: (proposal: {
    readonly id: string;
    readonly uri: vscode.Uri;
    readonly base: string;
    readonly newText: string;
    readonly title: string;
  }) => Promise<string | undefined>;
  readonly refresh: (uri: vscode.Uri) => void;
};

/**
 * What a proposal could say instead: what the person types into its zones, and the other candidates of the model. The
 * methods are named like commands and take what such a command is given.
 */
export class ProposedTexts {
  readonly #parts: ProposedTextsParts;

  constructor(parts: ProposedTextsParts) {
    this.#parts = parts;
  }

  /** Makes the new lines of one change a text to type into: of the one named, or of the one at the cursor. */
  async edit(argument?: unknown): Promise<void> {
    const named = this.#parts.reviewOf(argument);
    const change = named && this.#parts.changeOf(argument, named.open);
    if (!change) return;
    this.#parts.zones.edit({ uri: named.open.uri, changeId: change.id }, change);
  }

  /** Proposes what was typed into a zone. VS Code has closed the field by now, and what was typed is not to be lost. */
  async saveEdit(argument?: unknown): Promise<void> {
    const typed = this.#parts.zones.typed(argument);
    if (!typed) return;
    let isProposed = false;
    try {
      isProposed = await this.#propose(typed);
    } finally {
      if (!isProposed) await this.#keep(typed);
    }
  }

  /** Keeps a proposed text as it was: of the zone named, or of the one that is edited. */
  async cancelEdit(argument?: unknown): Promise<void> {
    const named = this.#parts.zones.changeOf(argument) ?? this.#parts.zones.edited;
    if (named) this.#end(named);
  }

  /** Shows the next candidate for a proposal, as long as nothing of it is decided. */
  async nextAlternative(argument?: unknown): Promise<void> {
    await this.#step(argument, "next");
  }

  async previousAlternative(argument?: unknown): Promise<void> {
    await this.#step(argument, "previous");
  }

  /** Whether one of the changes is being edited, which the person is told then: what they typed would be lost. */
  refuseEdited(uri: vscode.Uri, changes: readonly ReviewChange[]): boolean {
    const isEdited = changes.some(({ id }) => this.#parts.zones.isEdited({ uri, changeId: id }));
    if (isEdited) this.#parts.tell(this.#parts.t("Save or cancel the proposed text that you are editing first."));
    return isEdited;
  }

  async #step(argument: unknown, direction: "next" | "previous"): Promise<void> {
    const { t, tell, alternatives, reviewOf, add, refresh } = this.#parts;
    const named = reviewOf(argument);
    if (!named) return;
    const { open, changes } = named;
    const { changeId } = parseSubject(argument);
    const change = changes.find(({ id }) => id === changeId) ?? changeAtCursor(open);
    const shown = [...(change ? [change] : []), ...changes].flatMap(
      ({ proposalId }) => alternatives.of(proposalId) ?? [],
    )[0];
    if (!shown) return tell(t("There is no other candidate for this proposal."));
    if (this.refuseEdited(open.uri, changes)) return;
    const { id, base, title } = shown;
    if (alternatives.isDecided(id, open)) {
      return tell(
        t("You decided on a part of this proposal already, so it stays as it is. Reject the rest and ask again."),
      );
    }
    const next = stepped(shown, direction);
    const refusal = await add({ id, uri: open.uri, base, title, newText: next.texts[next.index] ?? base });
    if (refusal !== undefined) return tell(refusal);
    alternatives.set(next);
    refresh(open.uri);
  }

  /** False when it cannot be proposed, which the person is told. */
  async #propose({ change: named, text }: TypedText): Promise<boolean> {
    if (!named) return false;
    const { reviews, alternatives, tell, t } = this.#parts;
    const document = await findDocument(named.uri);
    const refusal = document && (await whyNotEncodable(document, text, t));
    const change = reviews.of(named.uri)?.review.changes.find(({ id }) => id === named.changeId);
    if (refusal !== undefined) tell(refusal);
    else if (change?.state === "stale") tell(describeStale(1, t));
    if (refusal !== undefined || !document || change?.state !== "pending") return false;
    alternatives.markEdited(change.proposalId);
    reviews.edit(document, named.changeId, withLf(text));
    this.#end(named);
    return true;
  }

  /** Gives a text back that could not be proposed: in its zone or, where there is none any more, in a new document. */
  async #keep(typed: TypedText): Promise<void> {
    if (typed.change && this.#parts.zones.reopen(typed)) {
      return this.#parts.refresh(typed.change.uri);
    }
    const document = await vscode.workspace.openTextDocument({ content: typed.text });
    await vscode.window.showTextDocument(document, { preview: false });
    this.#parts.tell(this.#parts.t("This change is not proposed any more. What you typed is in a new document."));
  }

  #end(named: ZoneChange): void {
    const { zones, refresh } = this.#parts;
    zones.endEdit(named);
    refresh(named.uri);
    // The text that had the focus is gone; who typed goes on in the editor.
    void vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  }
}
