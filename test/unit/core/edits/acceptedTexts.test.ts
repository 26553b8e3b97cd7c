import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { acceptedTexts } from "../../../../src/core/edits/acceptedTexts.ts";
import { endedStatus, proposalStatuses } from "../../../../src/core/edits/proposalStatus.ts";
import { accept, addProposal, emptyReview, reject, type Review } from "../../../../src/core/edits/review.ts";

const TEXT = "one\ntwo\nthree\nfour\nfive\nsix\n";

function propose(review: Review, id: string, newText: string): Review {
  return addProposal(review, { id, title: "Edit", base: TEXT, oldText: TEXT, newText });
}

const first = propose(emptyReview, "first", TEXT.replace("one", "ONE").replace("six", "SIX\nseven"));
const both = propose(first, "second", TEXT.replace("three\n", ""));
const all = new Set(both.changes.map(({ id }) => id));

describe("what accepting does to a document", () => {
  it("is told proposal by proposal, as if one had been accepted after the other", () => {
    const afterFirst = "ONE\ntwo\nthree\nfour\nfive\nSIX\nseven\n";
    assert.deepEqual(acceptedTexts(both, all, TEXT, "\n"), [
      { proposalId: "first", before: TEXT, after: afterFirst },
      { proposalId: "second", before: afterFirst, after: afterFirst.replace("three\n", "") },
    ]);
  });

  it("is in the document's line endings", () => {
    const [told] = acceptedTexts(first, all, TEXT.replaceAll("\n", "\r\n"), "\r\n");
    assert.equal(told?.after, "ONE\r\ntwo\r\nthree\r\nfour\r\nfive\r\nSIX\r\nseven\r\n");
  });

  it("is nothing for what is not accepted", () => {
    assert.deepEqual(acceptedTexts(reject(first, all), all, TEXT, "\n"), []);
    assert.deepEqual(acceptedTexts(first, new Set(), TEXT, "\n"), []);
  });
});

describe("the status of a proposal", () => {
  const [one, other] = ["first/1", "first/2"].map((id) => new Set([id]));
  assert.ok(one && other);

  it("counts the decisions, and the lines of what is not rejected", () => {
    assert.deepEqual(proposalStatuses(both), [
      { proposalId: "first", added: 3, removed: 2, open: 2, accepted: 0, rejected: 0 },
      { proposalId: "second", added: 0, removed: 1, open: 1, accepted: 0, rejected: 0 },
    ]);
    const [status] = proposalStatuses(reject(accept(first, one, TEXT).review, other));
    assert.deepEqual(status, { proposalId: "first", added: 1, removed: 1, open: 0, accepted: 1, rejected: 1 });
  });

  it("has the lines of all changes when all are rejected", () => {
    const [status] = proposalStatuses(reject(first, all));
    assert.deepEqual(status, { proposalId: "first", added: 3, removed: 2, open: 0, accepted: 0, rejected: 2 });
  });

  it("says why what was open is not offered any more, and nothing where nothing was open", () => {
    const [open] = proposalStatuses(first);
    const [decided] = proposalStatuses(reject(first, all));
    assert.ok(open && decided);
    assert.deepEqual(endedStatus(open, "gone"), { ...open, open: 0, ended: "gone" });
    assert.deepEqual(endedStatus(decided, "replaced"), decided);
  });
});
