import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { effortsFor, effortsNamedIn } from "../../../../src/core/models/reasoningEfforts.ts";
import type { Failure } from "../../../../src/shared/failures.ts";

const refused = (detail: string): Failure => ({ code: "refused-request", status: 400, detail });
const openAi =
  "Unsupported value: 'minimal' is not supported with the 'gpt-5.1' model. Supported values are: 'none', 'low', 'medium', and 'high'.";

describe("the reasoning efforts of a model", () => {
  it("are all that there are, until its endpoint says otherwise", () => {
    assert.deepEqual(effortsFor([]), ["none", "minimal", "low", "medium", "high", "xhigh", "max"]);
    assert.deepEqual(effortsFor(["streaming"], ["low", "high"]), ["low", "high"]);
  });

  it("are none where the endpoint refuses to be told, by either name", () => {
    assert.deepEqual(effortsFor(["parameter:reasoning"]), []);
    assert.deepEqual(effortsFor(["streaming", "parameter:reasoning_effort"], ["low"]), []);
  });

  it("are those that a refusal names", () => {
    assert.deepEqual(effortsNamedIn(refused(openAi), { reasoningEffort: "minimal" }), [
      "none",
      "low",
      "medium",
      "high",
    ]);
    const other = "reasoning_effort must be one of [low, xhigh]";
    assert.deepEqual(effortsNamedIn(refused(other), { reasoningEffort: "max" }), ["low", "xhigh"]);
  });

  it("are not read out of a refusal of something else", () => {
    assert.equal(effortsNamedIn(refused(openAi), {}), undefined);
    assert.equal(effortsNamedIn(refused(openAi), { reasoningEffort: "max" }), undefined);
    assert.equal(effortsNamedIn(refused(openAi), { reasoningEffort: "minimal", verbosity: "minimal" }), undefined);
    assert.equal(
      effortsNamedIn(refused("Supported values are: 'a', 'b'. Effort."), { reasoningEffort: "x" }),
      undefined,
    );
    assert.equal(effortsNamedIn(refused("Reasoning effort is wrong."), { reasoningEffort: "(" }), undefined);
    assert.equal(effortsNamedIn({ code: "cut-off" }, { reasoningEffort: "minimal" }), undefined);
  });
});
