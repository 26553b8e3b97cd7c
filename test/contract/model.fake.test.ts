import assert from "node:assert/strict";
import { answer, failing, FakeModel, pausing, type Step } from "../support/fakeModel.ts";
import { describeModelContract, type Situation } from "./model.contract.ts";

describeModelContract("FakeModel", async (situation) => {
  const model = new FakeModel(...scriptOf(situation));
  model.models = [{ id: "new", created: 2 }, { id: "old", created: 1 }, { id: "undated" }];
  return {
    model,
    requests: () => model.requests.length,
    allClosed: async () => assert.equal(model.openStreams, 0),
    dispose: async () => undefined,
  };
});

function scriptOf(situation: Situation): readonly (readonly Step[])[] {
  const pieces = [situation.text.slice(0, 5), situation.text.slice(5)];
  switch (situation.type) {
    case "answers":
      return [answer(pieces), answer(pieces)];
    case "never-ends":
      return [pausing(pieces)];
    case "breaks-off":
      return [[{ type: "text-delta", text: pieces[0] ?? "" }]];
    case "refuses-once":
      return [failing({ code: "rate-limited" }), answer(pieces)];
  }
}
