import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { estimateUsage } from "../../../../src/core/usage/estimateUsage.ts";

describe("an estimate of usage", () => {
  it("takes four characters for a token, of everything that was sent and received", () => {
    const request = {
      model: "m",
      instructions: "12345678",
      messages: [
        { role: "user", text: "1234" },
        { role: "assistant", text: "12345" },
      ],
      parameters: {},
    } as const;
    assert.deepEqual(estimateUsage(request, 9), { input: 5, output: 3, estimated: true });
  });

  it("counts calls of tools and their descriptions", () => {
    const call = { id: "1", name: "read", input: { path: "a" } };
    const tool = { name: "read", description: "Reads.", schema: {} };
    const request = { model: "m", instructions: "", messages: [{ role: "user", text: "" }], parameters: {} } as const;
    const withCall = {
      ...request,
      messages: [{ role: "assistant", text: "", toolCalls: [call] }],
      tools: [tool],
    } as const;
    const expected = Math.ceil((JSON.stringify([call]).length + JSON.stringify([tool]).length) / 4);
    assert.equal(estimateUsage(withCall, 0).input, expected);
  });

  it("says nothing about an output that there was not", () => {
    const request = { model: "m", instructions: "", messages: [{ role: "user", text: "?" }], parameters: {} } as const;
    assert.deepEqual(estimateUsage(request, 0), { input: 1, estimated: true });
  });
});
