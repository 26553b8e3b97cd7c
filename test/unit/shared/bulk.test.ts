import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bulkOf } from "../../../src/shared/chat/bulk.ts";
import type { Attachment, Turn } from "../../../src/shared/chat/state.ts";

function attachment(label: string, length: number): Attachment {
  return {
    id: label,
    kind: "file",
    label,
    path: label,
    uri: `file:///${label}`,
    languageId: "",
    text: "x".repeat(length),
  };
}

function turn(question: number, attachments: readonly Attachment[] = [], answer = 0): Turn {
  return {
    id: "turn",
    question: { text: "x".repeat(question), task: "ask", attachments },
    answer: { text: "x".repeat(answer), state: { type: "complete" } },
  };
}

describe("what makes a question long", () => {
  it("is its largest attachment", () => {
    const turns = [turn(10, [attachment("a.ts", 20), attachment("b.ts", 30)])];
    assert.deepEqual(bulkOf(turns, 0), { largest: "attachment", label: "b.ts", hasHistory: false });
  });

  it("is its own text when nothing attached is longer", () => {
    const turns = [turn(30, [attachment("a.ts", 20)])];
    assert.deepEqual(bulkOf(turns, 0), { largest: "question", label: "", hasHistory: false });
  });

  it("is the chat before it when that is longer than both, its attachments and answers included", () => {
    const turns = [turn(1, [attachment("a.ts", 15)]), turn(1, [], 15), turn(10, [attachment("b.ts", 30)])];
    assert.deepEqual(bulkOf(turns, 2), { largest: "history", label: "", hasHistory: true });
    assert.deepEqual(bulkOf(turns.slice(1), 1), { largest: "attachment", label: "b.ts", hasHistory: true });
  });

  it("counts no later turn, and is unknown for a turn that is not there", () => {
    const turns = [turn(1), turn(1, [], 100)];
    assert.deepEqual(bulkOf(turns, 0), { largest: "question", label: "", hasHistory: false });
    assert.equal(bulkOf(turns, 2), undefined);
  });
});
