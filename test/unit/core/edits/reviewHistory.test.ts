import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { endOf } from "../../../../src/core/edits/positions.ts";
import {
  accept,
  addProposal,
  documentChanged,
  emptyReview,
  reject,
  type ChangeState,
  type Review,
} from "../../../../src/core/edits/review.ts";
import { applyTextChanges, offsetsIn } from "../../../../src/core/edits/textChanges.ts";
import type { TextChange } from "../../../../src/core/edits/trackedRange.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const origin = { line: 0, character: 0 };

/** A document with a review and an undo stack, driven as the editor drives them. */
class Editor {
  text: string;
  review: Review;
  readonly #undo: (readonly TextChange[])[] = [];
  #redo: (readonly TextChange[])[] = [];

  constructor(oldText: string, newText: string) {
    this.text = oldText;
    this.review = addProposal(emptyReview, { id: "p", title: "", base: oldText, oldText, newText });
  }

  accept(ids: ReadonlySet<string>): boolean {
    const { review, edits } = accept(this.review, ids);
    if (edits.length === 0) return false;
    this.#undo.push(this.#apply(edits));
    this.#redo = [];
    this.review = review;
    return true;
  }

  reject(ids: ReadonlySet<string>): void {
    this.review = reject(this.review, ids);
  }

  type(from: number, to: number, text: string): void {
    const start = endOf(origin, this.text.slice(0, from));
    this.#undo.push(this.#change([{ start, end: endOf(start, this.text.slice(from, to)), text }]));
    this.#redo = [];
  }

  undo(): boolean {
    const changes = this.#undo.pop();
    if (changes) this.#redo.push(this.#change(changes));
    return changes !== undefined;
  }

  redo(): boolean {
    const changes = this.#redo.pop();
    if (changes) this.#undo.push(this.#change(changes));
    return changes !== undefined;
  }

  #change(changes: readonly TextChange[]): readonly TextChange[] {
    const inverse = this.#apply(changes);
    this.review = documentChanged(this.review, changes, ({ start, end }) => {
      const offsetAt = offsetsIn(this.text);
      return this.text.slice(offsetAt(start), offsetAt(end));
    });
    return inverse;
  }

  /** @returns what takes the changes back, from the bottom up as they are */
  #apply(changes: readonly TextChange[]): readonly TextChange[] {
    const before = this.text;
    const offsetAt = offsetsIn(before);
    this.text = applyTextChanges(before, changes);
    let grown = changes.reduce((sum, { start, end, text }) => sum + text.length - (offsetAt(end) - offsetAt(start)), 0);
    return changes.map(({ start, end, text }) => {
      const [from, to] = [offsetAt(start), offsetAt(end)];
      grown -= text.length - (to - from);
      const at = endOf(origin, this.text.slice(0, from + grown));
      return { start: at, end: endOf(at, text), text: before.slice(from, to) };
    });
  }
}

type Part = { readonly gap: string; readonly old: string; readonly new: string; readonly now: string };
type Snapshot = { readonly parts: readonly Part[]; readonly rest: string };

/** The same as pieces that know nothing of positions: what stands between the hunks, and in each of them. */
class Model {
  #now: Snapshot;
  readonly #undo: Snapshot[] = [];
  #redo: Snapshot[] = [];
  readonly #rejected = new Set<number>();

  constructor({ text, review }: Editor) {
    const offsetAt = offsetsIn(text);
    let done = 0;
    const parts = review.changes.map(({ range, oldText, newText }) => {
      const gap = text.slice(done, offsetAt(range.start));
      done = offsetAt(range.end);
      return { gap, old: oldText, new: newText, now: oldText };
    });
    this.#now = { parts, rest: text.slice(done) };
  }

  get text(): string {
    return this.#now.parts.map(({ gap, now }) => gap + now).join("") + this.#now.rest;
  }

  get states(): readonly ChangeState[] {
    return this.#now.parts.map(({ old, new: wanted, now }, index) =>
      this.#rejected.has(index) ? "rejected" : now === old ? "pending" : now === wanted ? "accepted" : "stale",
    );
  }

  /** Where the gap before hunk `index` is, or the text behind the last one. */
  gap(index: number): readonly [from: number, to: number] {
    const from = this.#now.parts.slice(0, index).reduce((sum, { gap, now }) => sum + gap.length + now.length, 0);
    return [from, from + (this.#now.parts[index]?.gap ?? this.#now.rest).length];
  }

  hunk(index: number): readonly [from: number, to: number] {
    const [, from] = this.gap(index);
    return [from, from + (this.#now.parts[index]?.now.length ?? 0)];
  }

  accept(indices: ReadonlySet<number>): void {
    this.#become({
      ...this.#now,
      parts: this.#now.parts.map((part, index) =>
        indices.has(index) && this.states[index] === "pending" ? { ...part, now: part.new } : part,
      ),
    });
  }

  reject(indices: ReadonlySet<number>): void {
    const { states } = this;
    for (const index of indices) {
      if (states[index] === "pending" || states[index] === "stale") this.#rejected.add(index);
    }
  }

  type(index: number, where: "gap" | "hunk", from: number, to: number, text: string): void {
    const typed = (into: string): string => into.slice(0, from) + text + into.slice(to);
    const { parts, rest } = this.#now;
    const part = parts[index];
    if (!part) return this.#become({ parts, rest: typed(rest) });
    const changed = where === "gap" ? { ...part, gap: typed(part.gap) } : { ...part, now: typed(part.now) };
    this.#become({ parts: parts.with(index, changed), rest });
  }

  undo(): void {
    const before = this.#undo.pop();
    if (before) this.#redo.push(this.#now);
    this.#now = before ?? this.#now;
  }

  redo(): void {
    const next = this.#redo.pop();
    if (next) this.#undo.push(this.#now);
    this.#now = next ?? this.#now;
  }

  #become(next: Snapshot): void {
    this.#undo.push(this.#now);
    this.#redo = [];
    this.#now = next;
  }
}

const gapLines = fc.array(fc.constantFrom("keep", "  keep();", "", "}"), { minLength: 2, maxLength: 4 });
const oldLines = fc.array(fc.constantFrom("old 1", "old 2", "shared"), { maxLength: 3 });
const newLines = fc.array(fc.constantFrom("new 1", "new 2", "shared"), { maxLength: 3 });
const texts = fc.tuple(fc.array(fc.tuple(gapLines, oldLines, newLines), { minLength: 1, maxLength: 4 }), gapLines);
const nth = fc.nat(7);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom("accept", "reject"), nth, also: nth }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom("undo", "redo") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("type"),
      where: fc.constantFrom<"gap" | "hunk">("gap", "hunk"),
      nth,
      at: fc.nat(40),
      remove: fc.nat(4),
      text: fc.string({ unit: fc.constantFrom("z", " ", "\n"), maxLength: 4 }),
    }),
  },
);

describe("accepting, rejecting, typing, undoing and redoing in any order", () => {
  it("is the same as for pieces that know nothing of each other", () => {
    const done = { accept: 0, reject: 0, gap: 0, hunk: 0, undo: 0, redo: 0 };
    fc.assert(
      fc.property(texts, fc.array(step, { minLength: 1, maxLength: 25 }), ([all, last], steps) => {
        const textOf = (side: 1 | 2): string =>
          [...all.flatMap((row) => [...row[0], ...row[side]]), ...last].join("\n");
        const editor = new Editor(textOf(1), textOf(2));
        const count = editor.review.changes.length;
        if (count === 0) return;
        const model = new Model(editor);
        const ids = editor.review.changes.map(({ id }) => id);
        const stateOf = (id: string): ChangeState | undefined =>
          editor.review.changes.find((change) => change.id === id)?.state;

        for (const action of steps) {
          if ("also" in action) {
            const chosen = new Set([action.nth % count, action.also % count]);
            const named = new Set(Array.from(chosen, (index) => ids[index] ?? ""));
            if (action.type === "reject") {
              editor.reject(named);
              model.reject(chosen);
              done.reject++;
            } else if (editor.accept(named)) {
              model.accept(chosen);
              done.accept++;
            }
          } else if ("where" in action) {
            const index = action.nth % (action.where === "gap" ? count + 1 : count);
            const [from, to] = action.where === "gap" ? model.gap(index) : model.hunk(index);
            // At its very ends the text could be counted to either side.
            if (to - from < 2) continue;
            const start = from + 1 + (action.at % (to - from - 1));
            const end = Math.min(start + action.remove, to - 1);
            if (start === end && action.text === "") continue;
            editor.type(start, end, action.text);
            model.type(index, action.where, start - from, end - from, action.text);
            done[action.where]++;
          } else if (action.type === "undo") {
            if (editor.undo()) done.undo++;
            model.undo();
          } else {
            if (editor.redo()) done.redo++;
            model.redo();
          }
          assert.equal(editor.text, model.text);
          assert.deepEqual(ids.map(stateOf), model.states);
        }
      }),
      propertyRuns(600),
    );
    for (const [action, times] of Object.entries(done)) assert.ok(times > 60, `${action} only ${times} times`);
  });
});
