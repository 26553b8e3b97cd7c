import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  accept,
  acceptAll,
  addProposal,
  documentChanged,
  emptyReview,
  reject,
  rejectAll,
} from "../../../../src/core/edits/review.ts";
import { endOf } from "../../../../src/core/edits/positions.ts";
import { applyTextChanges, offsetsIn } from "../../../../src/core/edits/textChanges.ts";
import type { TextRange } from "../../../../src/shared/chat/state.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

/** What stays between two hunks, and the hunk behind it. Gaps are typed into, hunks are accepted or rejected. */
type Part = { gap: string; readonly old: string; readonly new: string; state: "pending" | "accepted" | "rejected" };

type Step =
  | { readonly type: "accept" | "reject"; readonly hunk: number }
  | {
      readonly type: "type";
      readonly gap: number;
      readonly at: number;
      readonly remove: number;
      readonly text: string;
    };

const origin = { line: 0, character: 0 };
const gapLines = fc.array(fc.constantFrom("keep", "  keep();", "", "}"), { minLength: 2, maxLength: 4 });
const hunk = fc
  .tuple(
    fc.array(fc.constantFrom("old 1", "old 2", "shared"), { maxLength: 3 }),
    fc.array(fc.constantFrom("new 1", "new 2", "shared"), { maxLength: 3 }),
  )
  .filter(([before, after]) => before.length + after.length > 0 && before.join("|") !== after.join("|"));
const gapsAndHunks = fc.array(fc.tuple(gapLines, hunk), { minLength: 1, maxLength: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constantFrom("accept" as const, "reject" as const), hunk: fc.nat(4) }),
  fc.record({
    type: fc.constant("type" as const),
    gap: fc.nat(5),
    at: fc.nat(30),
    remove: fc.nat(3),
    text: fc.string({ unit: fc.constantFrom("z", " ", "\n"), maxLength: 4 }),
  }),
);

describe("accepting, rejecting and typing in any order", () => {
  it("gives the same text as independent hunks", () => {
    const { numRuns } = propertyRuns(500);
    let compared = 0;
    fc.assert(
      fc.property(
        gapsAndHunks,
        gapLines,
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom("accept", "reject", "leave"),
        (all, last, steps, end) => {
          const toText = (index: 0 | 1): string =>
            [...all.flatMap(([gap, pair]) => [...gap, ...pair[index]]), ...last].join("\n");
          let document = toText(0);
          const proposal = { id: "p", title: "", base: document, oldText: document, newText: toText(1) };
          let review = addProposal(emptyReview, proposal);
          // The diff may see other hunks than were drawn; the model takes those that it sees.
          const model = partsOf(document, review.changes);
          const textIn = ({ start, end: to }: TextRange): string =>
            document.slice(offsetsIn(document)(start), offsetsIn(document)(to));

          for (const action of steps) {
            if (action.type === "type") {
              const at = model.parts[action.gap % (model.parts.length + 1)];
              const before = model.parts
                .slice(0, at ? model.parts.indexOf(at) : undefined)
                .map(currentText)
                .join("");
              const gap = at ? at.gap : model.rest;
              // At the end of a gap in front of nothing the next gap begins: one of the two must be chosen.
              const from = Math.min(action.at, gap.length);
              if (from === 0 && before !== "") continue;
              const to = Math.min(from + action.remove, gap.length);
              const start = endOf(origin, document.slice(0, before.length + from));
              const change = { start, end: endOf(start, gap.slice(from, to)), text: action.text };
              document = applyTextChanges(document, [change]);
              review = documentChanged(review, [change], textIn);
              const typed = gap.slice(0, from) + action.text + gap.slice(to);
              const isBelow = at && insertsLines(at) && from === gap.length && !action.text.endsWith("\n");
              if (isBelow) {
                const next = model.parts[model.parts.indexOf(at) + 1];
                if (next) next.gap = action.text + next.gap;
                else model.rest = action.text + model.rest;
              } else if (at) at.gap = typed;
              else model.rest = typed;
            } else {
              const change = review.changes[action.hunk % review.changes.length];
              const part = model.parts[action.hunk % review.changes.length];
              if (!change || !part) continue;
              if (action.type === "accept") {
                const { review: next, edits } = accept(review, new Set([change.id]));
                document = applyTextChanges(document, edits);
                review = next;
                if (part.state === "pending" && hasPlace(model.parts, part)) part.state = "accepted";
              } else {
                review = reject(review, new Set([change.id]));
                if (part.state === "pending") part.state = "rejected";
              }
            }
            assert.equal(document, model.parts.map(currentText).join("") + model.rest);
          }

          if (end === "accept") {
            const { edits } = acceptAll(review);
            document = applyTextChanges(document, edits);
            const pending = model.parts.filter((part) => part.state === "pending" && hasPlace(model.parts, part));
            for (const part of pending) part.state = "accepted";
          } else if (end === "reject") {
            review = rejectAll(review);
          }
          assert.equal(document, model.parts.map(currentText).join("") + model.rest);
          compared++;
        },
      ),
      { numRuns },
    );
    assert.equal(compared, numRuns);
  });
});

/** Whether the part is lines that wait to be put above a line. */
function insertsLines(part: Part): boolean {
  return part.state === "pending" && part.old === "" && part.new.endsWith("\n");
}

/** Lines go above a line; in the middle of one there is no place for them. */
function hasPlace(parts: readonly Part[], part: Part): boolean {
  const above = parts.slice(0, parts.indexOf(part)).map(currentText).join("") + part.gap;
  return !insertsLines(part) || /^$|\n$/.test(above);
}

function currentText(part: Part): string {
  return part.gap + (part.state === "accepted" ? part.new : part.old);
}

function partsOf(
  document: string,
  changes: readonly { readonly range: TextRange; readonly oldText: string; readonly newText: string }[],
): { readonly parts: readonly Part[]; rest: string } {
  const offsetAt = offsetsIn(document);
  let done = 0;
  const parts = changes.map(({ range, oldText, newText }): Part => {
    const gap = document.slice(done, offsetAt(range.start));
    done = offsetAt(range.end);
    return { gap, old: oldText, new: newText, state: "pending" };
  });
  return { parts, rest: document.slice(done) };
}
