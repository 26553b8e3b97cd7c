import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { changedFiles, type ChangedFile, type ProposedFile } from "../../../src/shared/chat/changedFiles.ts";
import { accepted, proposedFile } from "../../support/proposedFiles.ts";

function only(...proposed: readonly Partial<ProposedFile>[]): ChangedFile {
  const files = changedFiles(proposed.map((file, index) => proposedFile("a.ts", { id: `${index}`, ...file })));
  assert.equal(files.length, 1);
  const [file] = files;
  assert.ok(file);
  return file;
}

const stateOf = (...proposed: readonly Partial<ProposedFile>[]): string => {
  const { state, restore } = only(...proposed);
  return restore === "none" ? state : `${state}, ${restore}`;
};

describe("the list of changed files", () => {
  it("has one item for each file, in the order in which they were first proposed", () => {
    const files = changedFiles([
      proposedFile("b.ts", { id: "1" }),
      proposedFile("a.ts", { id: "2" }),
      proposedFile("b.ts", { id: "3", added: 10, removed: 20 }),
    ]);
    assert.deepEqual(
      files.map(({ path, added, removed }) => [path, added, removed]),
      [
        ["b.ts", 13, 21],
        ["a.ts", 3, 1],
      ],
    );
  });

  it("says what became of a proposal", () => {
    assert.equal(stateOf({}), "proposed");
    assert.equal(stateOf({ open: 0, rejected: 1 }), "rejected");
    assert.equal(stateOf({ open: 1, rejected: 1 }), "proposed");
    assert.equal(stateOf(accepted), "accepted, take-back");
    assert.equal(stateOf({ ...accepted, open: 1 }), "partly-accepted, take-back");
    assert.equal(stateOf({ ...accepted, rejected: 1 }), "partly-accepted, take-back");
    assert.equal(stateOf({ ...accepted, ended: "gone" }), "partly-accepted, take-back");
    assert.equal(stateOf({ open: 0, ended: "gone" }), "gone");
    assert.equal(stateOf({ open: 0, ended: "replaced" }), "replaced");
  });

  it("says what was taken back, and offers it again where it is not offered in the editor", () => {
    assert.equal(stateOf({ ...accepted, takenBack: "part" }), "partly-accepted, take-back");
    assert.equal(stateOf({ ...accepted, takenBack: "whole" }), "taken-back, apply-again");
    assert.equal(stateOf({ ...accepted, takenBack: "whole", open: 1, accepted: 0 }), "proposed");
    assert.equal(stateOf(accepted, { ...accepted, takenBack: "whole" }), "partly-accepted, take-back");
  });

  it("says what cannot be taken back any more, and nothing before that is known", () => {
    assert.equal(stateOf({ ...accepted, restore: "lost" }), "accepted, lost");
    assert.equal(stateOf({ ...accepted, restore: "lost", takenBack: "whole" }), "taken-back, lost");
    assert.equal(stateOf({ ...accepted, restore: "lost" }, accepted), "accepted, take-back");
    assert.equal(stateOf({ open: 0, accepted: 1 }), "accepted");
  });

  it("leaves out what a later proposal replaced as a whole, and what was withdrawn", () => {
    const replaced = { open: 0, ended: "replaced", added: 100 } as const;
    assert.deepEqual(only(replaced, accepted), only(accepted));
    assert.deepEqual(changedFiles([proposedFile("a.ts", { open: 0, rejected: 1, ended: "withdrawn" })]), []);
  });

  it("says that a file is new, whatever was changed in it later", () => {
    assert.equal(only({ ...accepted, kind: "create" }, accepted).kind, "create");
  });
});
