import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withOptions } from "../../../../src/core/settings/withOptions.ts";
import { testSettings } from "../../../support/chatWorld.ts";

describe("the settings of a chat", () => {
  const settings = { ...testSettings, parameters: { temperature: 1, reasoningEffort: "low" } };

  it("are those of the person where it asks for nothing else", () => {
    assert.deepEqual(withOptions(settings, undefined), settings);
    assert.deepEqual(withOptions(settings, {}), settings);
  });

  it("have its own model and effort, and the rest as it is", () => {
    assert.deepEqual(withOptions(settings, { model: "own" }), { ...settings, model: "own" });
    assert.deepEqual(withOptions(settings, { reasoningEffort: "high" }).parameters, {
      temperature: 1,
      reasoningEffort: "high",
    });
  });
});
