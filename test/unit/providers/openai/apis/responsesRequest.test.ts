import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelRequest } from "../../../../../src/core/ports/model.ts";
import type { Refusal } from "../../../../../src/core/ports/refusals.ts";
import { responsesApi } from "../../../../../src/providers/openai/apis/responses.ts";
import { toPlan } from "../../../../../src/providers/openai/plan.ts";
import { aConnection, aRequest } from "../../../../support/openaiWorld.ts";

const MINIMAL = { model: "gpt-test", input: [{ role: "user", content: "Hi" }], stream: true, store: false };

function bodyOf(request: Partial<ModelRequest>, refusals: readonly Refusal[] = []) {
  return responsesApi.toBody(aRequest(request), toPlan(aConnection(), refusals));
}

describe("A request to the Responses API", () => {
  it("is a model, its input, and the wish that nothing is stored", () => {
    assert.deepEqual(bodyOf({}), MINIMAL);
  });

  it("has the whole conversation, oldest first", () => {
    const { input } = bodyOf({
      messages: [
        { role: "user", text: "One" },
        { role: "assistant", text: "Two" },
        { role: "user", text: "Three" },
      ],
    });
    assert.deepEqual(input, [
      { role: "user", content: "One" },
      { role: "assistant", content: "Two" },
      { role: "user", content: "Three" },
    ]);
  });

  it("has instructions when there are some, or begins with them where they are refused", () => {
    assert.equal(bodyOf({ instructions: "Be brief." })["instructions"], "Be brief.");
    assert.deepEqual(bodyOf({ instructions: "Be brief." }, ["role:system"]), {
      ...MINIMAL,
      input: [{ role: "user", content: "Be brief.\n\nHi" }],
    });
  });

  it("has every parameter that is set, under the API's names, but those that the API has not", () => {
    const parameters = {
      temperature: 0,
      topP: 0.5,
      maxOutputTokens: 100,
      n: 2,
      stop: ["END"],
      verbosity: "high",
      serviceTier: "flex",
    };
    assert.deepEqual(bodyOf({ parameters }), {
      ...MINIMAL,
      temperature: 0,
      top_p: 0.5,
      max_output_tokens: 100,
      text: { verbosity: "high" },
      service_tier: "flex",
    });
  });

  it("asks for the reasoning that it is to go on with, encrypted, when the model reasons for it", () => {
    const include = ["reasoning.encrypted_content"];
    assert.deepEqual(bodyOf({ parameters: { reasoningEffort: "low" } }), {
      ...MINIMAL,
      reasoning: { effort: "low" },
      include,
    });
    const tools = [{ name: "now", description: "The time.", schema: {} }];
    assert.deepEqual(bodyOf({ tools })["include"], include);
  });

  it("sends reasoning back before the answer that it led to, and leaves out what is damaged", () => {
    const reasoning = ['{"type":"reasoning","id":"rs_1","encrypted_content":"abc"}', "{half"];
    const { input } = bodyOf({
      messages: [
        { role: "user", text: "When?" },
        { role: "assistant", text: "", reasoning, toolCalls: [{ id: "a", name: "now", input: { zone: "UTC" } }] },
        { role: "tool", callId: "a", text: "Noon." },
      ],
    });
    assert.deepEqual(input, [
      { role: "user", content: "When?" },
      { type: "reasoning", id: "rs_1", encrypted_content: "abc" },
      { type: "function_call", call_id: "a", name: "now", arguments: '{"zone":"UTC"}' },
      { type: "function_call_output", call_id: "a", output: "Noon." },
    ]);
  });

  it("has images as parts", () => {
    const messages = [{ role: "user", text: "What?", images: [{ mediaType: "image/png", base64: "AAAA" }] }] as const;
    assert.deepEqual(bodyOf({ messages })["input"], [
      {
        role: "user",
        content: [
          { type: "input_text", text: "What?" },
          { type: "input_image", detail: "auto", image_url: "data:image/png;base64,AAAA" },
        ],
      },
    ]);
  });
});
