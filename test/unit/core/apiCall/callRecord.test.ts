import assert from "node:assert/strict";
import { formatCallRecord, parseCallRecord } from "../../../../src/core/apiCall/callRecord.ts";
import type { ApiCall } from "../../../../src/core/ports/apiCallStore.ts";

const call: ApiCall = {
  api: "responses",
  baseUrl: "https://api.openai.com/v1",
  path: "/responses",
  query: "",
  headers: [
    { kind: "plain", name: "accept", value: "application/json" },
    { kind: "key", name: "authorization" },
  ],
  body: '{"model":"m"}',
  at: 5,
  answered: true,
};

describe("the record of a request", () => {
  it("comes back as it was written", () => {
    assert.deepEqual(parseCallRecord(formatCallRecord(call)), call);
  });

  for (const [what, text] of Object.entries({
    nothing: "",
    "half a file": formatCallRecord(call).slice(0, 60),
    "a newer version": JSON.stringify({ ...call, version: 2 }),
    "an unknown API": JSON.stringify({ ...call, version: 1, api: "x" }),
    "a body that is no object": JSON.stringify({ ...call, version: 1, body: "[1]" }),
    "a body that is no JSON": JSON.stringify({ ...call, version: 1, body: "{" }),
    "a header without its value": JSON.stringify({ ...call, version: 1, headers: [{ kind: "plain", name: "a" }] }),
  })) {
    it(`is as good as none when it is ${what}`, () => assert.equal(parseCallRecord(text), undefined));
  }
});
