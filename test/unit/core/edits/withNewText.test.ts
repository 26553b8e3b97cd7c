import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyLineChanges, lineChanges } from "../../../../src/core/edits/lineChanges.ts";
import { acceptAll, addProposal, emptyReview, reject, withNewText } from "../../../../src/core/edits/review.ts";
import { applyTextChanges } from "../../../../src/core/edits/textChanges.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const reviewOf = (oldText: string, newText: string) =>
  addProposal(emptyReview, { id: "p", title: "Refactor", base: oldText, oldText, newText });

/** What accepting everything makes of a document whose change `id` was given another text. */
function accepted(oldText: string, newText: string, id: string, text: string): string {
  return applyTextChanges(
    oldText,
    acceptAll(withNewText(reviewOf(oldText, newText), id, text, oldText), oldText).edits,
  );
}

describe("a change with a text of the person's own", () => {
  const cases: readonly (readonly [what: string, old: string, proposed: string, text: string, result: string])[] = [
    ["has that text for its lines", "a\nb\nc", "a\nB\nc", "\tmine {\n\n}", "a\n\tmine {\n\n}\nc"],
    ["removes its lines when there is no text", "a\nb\nc", "a\nB\nc", "", "a\nc"],
    ["removes them at the end of the document too", "a\nb\nc", "a\nb\nC", "", "a\nb"],
    ["leaves one line of a document that it is all of", "a", "b", "", ""],
    ["puts lines where none were", "a\nc", "a\nb\nc", "x\ny", "a\nx\ny\nc"],
    ["puts lines at the end of the document", "a", "a\nb", "x\ny", "a\nx\ny"],
    ["keeps lines that were to be removed", "a\nb\nc", "a\nc", "B", "a\nB\nc"],
    ["keeps the last one of them", "a\nb", "a", "B", "a\nB"],
  ];
  for (const [what, old, proposed, text, result] of cases) {
    it(what, () => assert.equal(accepted(old, proposed, "p/1", text), result));
  }

  it("keeps its id and waits as before", () => {
    const { changes } = withNewText(reviewOf("a\nb", "a\nB"), "p/1", "mine", "a\nb");
    assert.deepEqual(
      changes.map(({ id, state, newLines }) => ({ id, state, newLines })),
      [{ id: "p/1", state: "pending", newLines: ["mine"] }],
    );
  });

  it("is gone when its text becomes the old one", () => {
    assert.deepEqual(withNewText(reviewOf("a\nb", "a\nB"), "p/1", "b", "a\nb"), emptyReview);
    assert.deepEqual(withNewText(reviewOf("a\nc", "a\nb\nc"), "p/1", "", "a\nc"), emptyReview);
    assert.deepEqual(withNewText(reviewOf("a\nb\nc", "a\nc"), "p/1", "b", "a\nb\nc"), emptyReview);
  });

  it("is none once it was decided on", () => {
    const rejected = reject(reviewOf("a\nb", "a\nB"), new Set(["p/1"]));
    assert.deepEqual(withNewText(rejected, "p/1", "mine", "a\nb"), rejected);
  });

  it("leaves every line alone that it is not about", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "  c", ""), { minLength: 1, maxLength: 12 });
    const text = fc.string({ unit: fc.constantFrom("x", " ", "\n"), maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, fc.nat(5), text, (before, after, nth, own) => {
        const [oldText, newText] = [before.join("\n"), after.join("\n")];
        const changes = lineChanges(oldText, newText);
        const index = nth % Math.max(1, changes.length);
        const expected = changes.map((change, at) => {
          const isEverything = change.oldLines.length === before.length;
          return at === index ? { ...change, newLines: own === "" && !isEverything ? [] : own.split("\n") } : change;
        });
        assert.equal(accepted(oldText, newText, `p/${index + 1}`, own), applyLineChanges(oldText, expected).join("\n"));
      }),
      propertyRuns(600),
    );
  });
});
