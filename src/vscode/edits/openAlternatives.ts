import type { Alternatives } from "../../core/edits/alternatives.ts";
import type { OpenReview } from "./openReviews.ts";

/** Which of several alternatives a proposal shows. */
export type Shown = { readonly number: number; readonly count: number };

/** The alternatives of the proposals that wait for a decision. */
export class OpenAlternatives {
  readonly #byId: Map<string, Alternatives>;
  /** Those whose text the person edited: another alternative would throw that away. */
  readonly #edited = new Set<string>();

  constructor(stored: readonly Alternatives[]) {
    this.#byId = new Map(stored.map((alternatives) => [alternatives.id, alternatives]));
  }

  of(id: string): Alternatives | undefined {
    return this.#byId.get(id);
  }

  shown(id: string): Shown | undefined {
    const alternatives = this.#byId.get(id);
    return alternatives && { number: alternatives.index + 1, count: alternatives.texts.length };
  }

  set(alternatives: Alternatives): void {
    this.#byId.set(alternatives.id, alternatives);
  }

  markEdited(id: string): void {
    this.#edited.add(id);
  }

  /** Whether the person decided on a part of the proposal, so that it has to stay the one that it is. */
  isDecided(id: string, open: OpenReview | undefined): boolean {
    const own = open?.review.changes.filter(({ proposalId }) => proposalId === id) ?? [];
    return this.#edited.has(id) || own.some(({ state }) => state === "accepted" || state === "rejected");
  }

  /** Forgets those whose proposals are gone. */
  keep(reviews: readonly OpenReview[]): void {
    const ids = new Set(reviews.flatMap(({ review }) => review.changes.map(({ proposalId }) => proposalId)));
    for (const id of [...this.#byId.keys(), ...this.#edited]) {
      if (ids.has(id)) continue;
      this.#byId.delete(id);
      this.#edited.delete(id);
    }
  }

  /** Those that can still be stepped through. */
  undecided(reviews: readonly OpenReview[]): readonly Alternatives[] {
    const byUri = new Map(reviews.map((open) => [open.uri.toString(), open]));
    return Array.from(this.#byId.values()).filter(({ id, uri }) => !this.isDecided(id, byUri.get(uri)));
  }
}
