import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { requestSize } from "../../../../src/webview/components/requestSize.ts";
import { attachment, turn } from "../../../support/panelTurns.ts";

const long = "x".repeat(400);

describe("the size of what will be sent", () => {
  const nothing = { draft: "", attachments: [], turns: [], contextTokens: 200 };

  it("is not said while half of the context is free, or the context is not known", () => {
    assert.equal(requestSize({ ...nothing, draft: long }), undefined);
    assert.equal(requestSize({ ...nothing, draft: long.repeat(9), contextTokens: undefined }), undefined);
  });

  it("counts the text, what goes along, and what was said before", () => {
    const turns = [turn("1", long, { text: long }), turn("2", long, { text: " ", state: { type: "stopped" } })];
    const attachments = [{ ...attachment("1", "a.ts"), text: long, surroundings: { before: long, after: "" } }];
    assert.deepEqual(requestSize({ ...nothing, draft: long, attachments, turns }), { tokens: 500, contextTokens: 200 });
  });

  it("grows with the answer that is coming", () => {
    const before = turn("1", "?", { text: long });
    const after = { ...before, answer: { ...before.answer, text: long + long } };
    assert.equal(requestSize({ ...nothing, turns: [before] })?.tokens, 101);
    assert.equal(requestSize({ ...nothing, turns: [after] })?.tokens, 201);
  });
});
