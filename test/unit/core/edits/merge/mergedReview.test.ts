import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyLineChanges } from "../../../../../src/core/edits/lineChanges.ts";
import { mergeTexts } from "../../../../../src/core/edits/merge/mergeTexts.ts";
import { accept, addProposal, emptyReview, openChanges } from "../../../../../src/core/edits/review.ts";
import { applyTextChanges } from "../../../../../src/core/edits/textChanges.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const line = fc.constantFrom("", "a", "b", "}", "f(a, b);", "f(b, b);", "g(a);");
const text = fc.array(line, { minLength: 1, maxLength: 9 }).map((lines) => lines.join("\n"));

describe("a review of a merge", () => {
  it("says what the merge says, whatever the order in which its changes are accepted", () => {
    fc.assert(
      fc.property(text, text, text, fc.array(fc.nat()), (base, mine, theirs, order) => {
        let review = addProposal(emptyReview, { id: "p", title: "", base, oldText: mine, newText: theirs });
        let document = mine;
        for (let step = 0; openChanges(review).length > 0; step++) {
          assert.ok(step < 50, "a change stays open although it was accepted");
          const open = openChanges(review);
          const change = open[(order[step] ?? 0) % open.length];
          const accepted = accept(review, new Set(change ? [change.id] : []), document);
          document = applyTextChanges(document, accepted.edits);
          review = accepted.review;
        }
        assert.equal(document, applyLineChanges(mine, mergeTexts(base, mine, theirs)).join("\n"));
      }),
      propertyRuns(500),
    );
  });
});
