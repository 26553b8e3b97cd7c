import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toResponsesRequest } from "../../../../src/providers/openai/responsesRequest.ts";
import { aRequest } from "../../../support/openaiWorld.ts";

describe("A request to the Responses API", () => {
  it("is a model, its input, and the wish that nothing is stored", () => {
    assert.deepEqual(toResponsesRequest(aRequest()), {
      model: "gpt-test",
      input: [{ role: "user", content: "Hi" }],
      stream: true,
      store: false,
    });
  });

  it("has the whole conversation, oldest first", () => {
    const { input } = toResponsesRequest(
      aRequest({
        messages: [
          { role: "user", text: "One" },
          { role: "assistant", text: "Two" },
          { role: "user", text: "Three" },
        ],
      }),
    );
    assert.deepEqual(input, [
      { role: "user", content: "One" },
      { role: "assistant", content: "Two" },
      { role: "user", content: "Three" },
    ]);
  });

  it("has instructions when there are some", () => {
    assert.equal(toResponsesRequest(aRequest({ instructions: "Be brief." })).instructions, "Be brief.");
  });

  it("has every parameter that is set, under the API's names, but stop, which the API has not", () => {
    const parameters = {
      temperature: 0,
      topP: 0.5,
      maxOutputTokens: 100,
      stop: ["END"],
      reasoningEffort: "low",
      verbosity: "high",
      serviceTier: "flex",
    };
    assert.deepEqual(toResponsesRequest(aRequest({ parameters })), {
      model: "gpt-test",
      input: [{ role: "user", content: "Hi" }],
      stream: true,
      store: false,
      temperature: 0,
      top_p: 0.5,
      max_output_tokens: 100,
      reasoning: { effort: "low" },
      text: { verbosity: "high" },
      service_tier: "flex",
    });
  });
});
