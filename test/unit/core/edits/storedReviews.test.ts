import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { addProposal, emptyReview, reject } from "../../../../src/core/edits/review.ts";
import { nothingStored, parseReviews, serializeReviews } from "../../../../src/core/edits/storedReviews.ts";

const review = addProposal(emptyReview, { id: "p", title: "Fix", oldText: "a\nb\nc", newText: "A\nb\nc" });
const newFile = { id: "n", uri: "file:///w/a.test.ts", title: "Add Tests", text: "test();\r\n" };

describe("stored reviews", () => {
  it("come back as they were", () => {
    const stored = { documents: [{ uri: "file:///w/a.ts", languageId: "typescript", review }], newFiles: [newFile] };
    assert.deepEqual(parseReviews(serializeReviews(stored)), stored);
  });

  it("hold only what is still open", () => {
    const rejected = reject(review, new Set(["p/1"]));
    const stored = serializeReviews({
      documents: [{ uri: "file:///w/a.ts", languageId: "", review: rejected }],
      newFiles: [],
    });
    assert.deepEqual(parseReviews(stored).documents[0]?.review, emptyReview);
  });

  it("are nothing when they are missing, damaged or from another version", () => {
    for (const stored of [
      undefined,
      "",
      "{",
      "null",
      '{"version":2,"documents":[],"newFiles":[]}',
      '{"version":1,"documents":[{}]}',
    ]) {
      assert.deepEqual(parseReviews(stored), nothingStored);
    }
  });
});
