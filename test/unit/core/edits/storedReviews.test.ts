import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { FileProposal } from "../../../../src/core/edits/fileProposal.ts";
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
const about = { id: "n", title: "Apply" };
const files: readonly FileProposal[] = [
  { ...about, uri: "file:///w/a.test.ts", kind: "create", text: "test();\r\n" },
  { ...about, uri: "file:///w/b.ts", kind: "delete" },
  { ...about, uri: "file:///w/c.ts", kind: "rename", newUri: "file:///w/d.ts" },
];

describe("stored reviews", () => {
  it("come back as they were", () => {
    const stored = {
      documents: [{ uri: "file:///w/a.ts", languageId: "typescript", fingerprint: "5:1:2", review }],
      files,
      alternatives: [alternatives],
    };
    assert.deepEqual(parseReviews(serializeReviews(stored)), stored);
  });

  it("hold what was decided too, as undoing can open it again", () => {
    const rejected = reject(review, new Set(["p/1"]));
    const documents = [{ uri: "file:///w/a.ts", languageId: "", fingerprint: "5:1:2", review: rejected }];
    assert.deepEqual(parseReviews(serializeReviews({ documents, files: [], alternatives: [] })).documents, documents);
  });

  it("leave out alternatives that take too much room", () => {
    const long = { ...alternatives, texts: ["A".repeat(600_000), "Ä".repeat(600_000)] };
    const stored = serializeReviews({ documents: [], files, alternatives: [long, alternatives] });
    assert.deepEqual(parseReviews(stored).alternatives, [alternatives]);
  });

  it("are nothing when they are missing, damaged or from another version", () => {
    for (const stored of [
      undefined,
      "",
      "{",
      "null",
      '{"version":1,"documents":[],"files":[],"alternatives":[]}',
      '{"version":3,"documents":[{}],"files":[],"alternatives":[]}',
      '{"version":3,"documents":[],"files":[{"id":"n","uri":"file:///w/a.ts","title":"","kind":"rename"}],"alternatives":[]}',
    ]) {
      assert.deepEqual(parseReviews(stored), nothingStored);
    }
  });
});
