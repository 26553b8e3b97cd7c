import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { editedQuestion } from "../../../../src/core/prompts/editedQuestion.ts";
import type { Question } from "../../../../src/shared/chat/state.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { selection } from "../../../support/attachments.ts";
import { question } from "../../../support/chatWorld.ts";

const code = selection("let a;");
const edit = (asked: Question, words: string, kept: readonly string[] = [code.id]): Question =>
  editedQuestion(asked, words, kept, untranslated);

describe("a question with other words", () => {
  it("asks them, with what is left of its attachments", () => {
    const asked = question("Why?", { attachments: [code, { ...code, id: "other" }] });
    assert.deepEqual(edit(asked, " How? ", ["other"]), question("How?", { attachments: [{ ...code, id: "other" }] }));
  });

  it("about code is a question of its own, unless the words are the same", () => {
    const asked = question("Explain", { task: "explain", attachments: [code] });
    assert.deepEqual(edit(asked, "Explain"), asked);
    assert.deepEqual(edit(asked, "Explain the loop"), question("Explain the loop", { attachments: [code] }));
    assert.equal(edit(asked, "Explain", []).task, "ask");
  });

  it("tells a command what stands behind its title", () => {
    const asked = question("Refactor: use a map", {
      task: "refactor",
      instruction: "use a map",
      attachments: [code],
    });
    assert.deepEqual(edit(asked, "Refactor: use a set"), {
      ...asked,
      text: "Refactor: use a set",
      instruction: "use a set",
    });
    const { instruction: _, ...untold } = asked;
    assert.deepEqual(edit(asked, "Refactor"), { ...untold, text: "Refactor" });
    assert.deepEqual(edit({ ...untold, text: "Refactor" }, "Refactor: use a set"), {
      ...asked,
      text: "Refactor: use a set",
      instruction: "use a set",
    });
  });

  it("keeps the code that is to be changed", () => {
    const asked = question("Optimize", { task: "optimize", attachments: [code] });
    assert.deepEqual(edit(asked, "Optimize", []), asked);
  });

  it("is an instruction where a command takes none, with the problems that were to be fixed", () => {
    assert.deepEqual(edit(question("Optimize", { task: "optimize", attachments: [code] }), "Optimize for memory"), {
      task: "edit",
      text: "Edit: Optimize for memory",
      instruction: "Optimize for memory",
      attachments: [code],
    });
    const fix = question("Fix problems", { task: "fix", attachments: [code], diagnostics: ["Line 1: no"] });
    assert.deepEqual(edit(fix, "Fix problems: with a guard"), {
      task: "edit",
      text: "Edit: with a guard",
      instruction: "with a guard\n- Line 1: no",
      attachments: [code],
    });
    assert.equal(edit(question("Continue code", { task: "complete" }), "a loop").task, "insert");
  });

  it("never leaves an instruction empty that a command needs", () => {
    const asked = question("Edit: x", { task: "edit", instruction: "x", attachments: [code] });
    assert.equal(edit(asked, "Edit:").instruction, "Edit:");
  });

  it("tells where tests go in any case", () => {
    const asked = question("Add tests", { task: "addTests", instruction: "Into a.test.ts.", attachments: [code] });
    assert.equal(edit(asked, "Add tests for errors").instruction, "Add tests for errors Into a.test.ts.");
    assert.deepEqual(edit(asked, "Add tests"), asked);
  });

  it("is the person's own prompt where it was one", () => {
    const asked = question("Explain {selection}", { task: "custom", attachments: [code] });
    assert.deepEqual(edit(asked, "Name {selection}"), { ...asked, text: "Name {selection}" });
  });
});
