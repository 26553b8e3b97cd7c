import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { FollowedReview, type Way } from "../../../../src/core/edits/followedReview.ts";
import { mergeLines } from "../../../../src/core/edits/merge/mergeTexts.ts";
import { endOf } from "../../../../src/core/edits/positions.ts";
import {
  accept,
  addProposal,
  emptyReview,
  reject,
  type ChangeState,
  type Review,
} from "../../../../src/core/edits/review.ts";
import { applyTextChanges, offsetsIn } from "../../../../src/core/edits/textChanges.ts";
import type { TextChange } from "../../../../src/core/edits/trackedRange.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const origin = { line: 0, character: 0 };
type Lines = readonly string[];

/** A document with a review and an undo stack, driven as the editor drives them. */
class Editor {
  text: string;
  readonly #eol: string;
  readonly #followed: FollowedReview;
  readonly #undo: (readonly TextChange[])[] = [];
  #redo: (readonly TextChange[])[] = [];

  constructor(oldText: string, newText: string, eol: string) {
    this.#eol = eol;
    this.text = oldText.replaceAll("\n", eol);
    const proposal = { id: "p", title: "", base: this.text, oldText: this.text, newText };
    this.#followed = new FollowedReview(addProposal(emptyReview, proposal), { text: this.text });
  }

  get review(): Review {
    return this.#followed.review;
  }

  accept(ids: ReadonlySet<string>): boolean {
    const acceptance = accept(this.review, ids, this.text);
    if (acceptance.edits.length === 0) return false;
    const edits = acceptance.edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", this.#eol) }));
    const inverse = this.#apply(edits);
    this.#followed.follow(edits, this.text, undefined, acceptance);
    this.#undo.push(inverse);
    this.#redo = [];
    return true;
  }

  reject(ids: ReadonlySet<string>): void {
    this.#followed.decide(reject(this.review, ids));
  }

  type({ start, end, text }: TextChange): void {
    this.#undo.push(this.#change([{ start, end, text: text.replaceAll("\n", this.#eol) }], undefined));
    this.#redo = [];
  }

  undo(): boolean {
    const changes = this.#undo.pop();
    if (changes) this.#redo.push(this.#change(changes, "undo"));
    return changes !== undefined;
  }

  redo(): boolean {
    const changes = this.#redo.pop();
    if (changes) this.#undo.push(this.#change(changes, "redo"));
    return changes !== undefined;
  }

  forgetRedo(): void {
    this.#redo = [];
  }

  #change(changes: readonly TextChange[], way: Way): readonly TextChange[] {
    const inverse = this.#apply(changes);
    this.#followed.follow(changes, this.text, way);
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

type Part = {
  readonly gap: Lines;
  readonly old: Lines;
  readonly new: Lines;
  readonly now: Lines;
  readonly isAccepted: boolean;
};
type Snapshot = { readonly parts: readonly Part[]; readonly rest: Lines };

/** The same as pieces that know nothing of places: the lines between the hunks, and in each of them. */
class Model {
  #now: Snapshot;
  readonly #undo: Snapshot[] = [];
  #redo: Snapshot[] = [];
  readonly #rejected = new Set<number>();

  constructor(lines: Lines, { changes }: Review) {
    let done = 0;
    const parts = changes.map(({ startLine, oldLines, newLines }): Part => {
      const gap = lines.slice(done, startLine);
      done = startLine + oldLines.length;
      return { gap, old: oldLines, new: newLines, now: oldLines, isAccepted: false };
    });
    this.#now = { parts, rest: lines.slice(done) };
  }

  get lines(): Lines {
    return [...this.#now.parts.flatMap(({ gap, now }) => [...gap, ...now]), ...this.#now.rest];
  }

  get states(): readonly ChangeState[] {
    return this.#now.parts.map(({ isAccepted }, index) =>
      this.#rejected.has(index) ? "rejected" : isAccepted ? "accepted" : "pending",
    );
  }

  /** The lines of a piece, and the line of the document at which it begins. */
  piece(index: number, where: "gap" | "hunk"): { readonly line: number; readonly lines: Lines } {
    const above = this.#now.parts.slice(0, index).reduce((sum, { gap, now }) => sum + gap.length + now.length, 0);
    const part = this.#now.parts[index];
    if (!part) return { line: above, lines: this.#now.rest };
    return where === "gap" ? { line: above, lines: part.gap } : { line: above + part.gap.length, lines: part.now };
  }

  accept(indices: ReadonlySet<number>): void {
    const { states } = this;
    const parts = this.#now.parts.map((part, index) =>
      indices.has(index) && states[index] === "pending" ? { ...part, now: brought(part), isAccepted: true } : part,
    );
    this.#become({ ...this.#now, parts });
  }

  reject(indices: ReadonlySet<number>): void {
    const { states } = this;
    for (const index of indices) if (states[index] === "pending") this.#rejected.add(index);
  }

  /** Gives a piece other lines. */
  type(index: number, where: "gap" | "hunk", lines: Lines): void {
    const { parts, rest } = this.#now;
    const part = parts[index];
    if (!part) return this.#become({ parts, rest: lines });
    if (where === "gap") return this.#become({ parts: parts.with(index, { ...part, gap: lines }), rest });
    const typed = { ...part, now: lines };
    const isAccepted = !isSame(lines, part.old) && (part.isAccepted || isSame(brought(typed), lines));
    this.#become({ parts: parts.with(index, { ...typed, isAccepted }), rest });
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

  forgetRedo(): void {
    this.#redo = [];
  }

  #become(next: Snapshot): void {
    this.#undo.push(this.#now);
    this.#redo = [];
    this.#now = next;
  }
}

/** What a hunk's lines are once it is accepted: as by the merge when it is proposed. */
function brought({ old, now, new: wanted }: Part): Lines {
  const merged = mergeLines({ base: old, mine: now, theirs: wanted });
  return merged.reduceRight<Lines>(
    (lines, { startLine, endLine, newLines }) => lines.toSpliced(startLine, endLine - startLine, ...newLines),
    now,
  );
}

function isSame(a: Lines, b: Lines): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

const gapLines = fc.array(fc.constantFrom("keep", "  keep();", "", "}"), { minLength: 2, maxLength: 4 });
const oldLines = fc.array(fc.constantFrom("old 1", "old(2, 3);", "shared"), { maxLength: 3 });
const newLines = fc.array(fc.constantFrom("new 1", "old(2, 4);", "shared"), { maxLength: 3 });
const texts = fc.tuple(fc.array(fc.tuple(gapLines, oldLines, newLines), { minLength: 1, maxLength: 4 }), gapLines);
const nth = fc.nat(7);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom("accept", "reject"), nth, also: nth }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom("undo", "redo") }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("take away"), nth }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("across"), from: fc.nat(200), to: fc.nat(200) }) },
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
    const done = { accept: 0, reject: 0, gap: 0, hunk: 0, "take away": 0, across: 0, undo: 0, redo: 0 };
    const steps = fc.array(step, { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(texts, steps, fc.constantFrom("\n", "\r\n"), ([all, last], actions, eol) => {
        const linesOf = (side: 1 | 2): Lines => [...all.flatMap((row) => [...row[0], ...row[side]]), ...last];
        const editor = new Editor(linesOf(1).join("\n"), linesOf(2).join("\n"), eol);
        const count = editor.review.changes.length;
        if (count === 0) return;
        const model = new Model(linesOf(1), editor.review);
        const ids = editor.review.changes.map(({ id }) => id);
        const stateOf = (id: string): ChangeState | undefined =>
          editor.review.changes.find((change) => change.id === id)?.state;

        for (const action of actions) {
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
            const { line, lines } = model.piece(index, action.where);
            if (lines.length === 0) continue;
            const text = lines.join("\n");
            const from = action.at % (text.length + 1);
            const to = Math.min(from + action.remove, text.length);
            if (from === to && action.text === "") continue;
            // Lines at its very ends could be counted to either side.
            if ((from === 0 && /\n$|^$/.test(action.text)) || (to === text.length && /^\n|^$/.test(action.text)))
              continue;
            const typed = (text.slice(0, from) + action.text + text.slice(to)).split("\n");
            const start = endOf({ line, character: 0 }, text.slice(0, from));
            editor.type({ start, end: endOf(start, text.slice(from, to)), text: action.text });
            model.type(index, action.where, typed);
            done[action.where]++;
          } else if ("nth" in action) {
            const index = action.nth % count;
            const { line, lines } = model.piece(index, "hunk");
            if (lines.length === 0) continue;
            editor.type({ start: { line, character: 0 }, end: { line: line + lines.length, character: 0 }, text: "" });
            model.type(index, "hunk", []);
            done["take away"]++;
          } else if ("from" in action) {
            const before = editor.text;
            const plain = model.lines.join("\n");
            const [from, to] = [action.from, action.to].map((at) => at % (plain.length + 1)).toSorted((a, b) => a - b);
            const start = endOf(origin, plain.slice(0, from));
            const review = editor.review;
            editor.type({ start, end: endOf(start, plain.slice(from, to)), text: "" });
            editor.undo();
            editor.forgetRedo();
            assert.equal(editor.text, before);
            assert.deepEqual(editor.review, review);
            model.forgetRedo();
            done.across++;
          } else if (action.type === "undo") {
            if (editor.undo()) done.undo++;
            model.undo();
          } else {
            if (editor.redo()) done.redo++;
            model.redo();
          }
          assert.equal(editor.text, model.lines.join(eol));
          assert.deepEqual(ids.map(stateOf), model.states);
        }
      }),
      propertyRuns(600),
    );
    for (const [action, times] of Object.entries(done)) assert.ok(times > 20, `${action} only ${times} times`);
  });
});
