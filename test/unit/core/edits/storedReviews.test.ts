import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { addProposal, emptyReview, reject } from "../../../../src/core/edits/review.ts";
import { nothingStored, parseReviews, serializeReviews } from "../../../../src/core/edits/storedReviews.ts";

const review = addProposal(emptyReview, {
  id: "p",
  title: "Fix",
  base: "a\nb\nc",
  oldText: "a\nb\nc",
  newText: "A\nb\nc",
});
const alternatives = { id: "p", uri: "file:///w/a.ts", title: "Fix", base: "a", texts: ["A", "Ä"], index: 1 };
const newFile = { id: "n", uri: "file:///w/a.test.ts", title: "Add Tests", text: "test();\r\n" };

describe("stored reviews", () => {
  it("come back as they were", () => {
    const stored = {
      documents: [{ uri: "file:///w/a.ts", languageId: "typescript", review }],
      newFiles: [newFile],
      alternatives: [alternatives],
    };
    assert.deepEqual(parseReviews(serializeReviews(stored)), stored);
  });

  it("hold only what is still open", () => {
    const rejected = reject(review, new Set(["p/1"]));
    const stored = serializeReviews({
      documents: [{ uri: "file:///w/a.ts", languageId: "", review: rejected }],
      newFiles: [],
      alternatives: [],
    });
    assert.deepEqual(parseReviews(stored).documents[0]?.review, emptyReview);
  });

  it("leave out alternatives that take too much room", () => {
    const long = { ...alternatives, texts: ["A".repeat(600_000), "Ä".repeat(600_000)] };
    const stored = serializeReviews({ documents: [], newFiles: [newFile], alternatives: [long, alternatives] });
    assert.deepEqual(parseReviews(stored).alternatives, [alternatives]);
  });

  it("are nothing when they are missing, damaged or from another version", () => {
    for (const stored of [
      undefined,
      "",
      "{",
      "null",
      '{"version":1,"documents":[],"newFiles":[],"alternatives":[]}',
      '{"version":2,"documents":[{}],"newFiles":[],"alternatives":[]}',
    ]) {
      assert.deepEqual(parseReviews(stored), nothingStored);
    }
  });
});
