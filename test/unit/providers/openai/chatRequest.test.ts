import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toChatRequest } from "../../../../src/providers/openai/chatRequest.ts";
import { aRequest } from "../../../support/openaiWorld.ts";

const MINIMAL = { model: "gpt-test", messages: [{ role: "user", content: "Hi" }], stream: true };

describe("A request to Chat Completions", () => {
  it("is a model and its messages", () => {
    assert.deepEqual(toChatRequest(aRequest(), false), MINIMAL);
  });

  it("begins with the instructions as the system's message, before the conversation, oldest first", () => {
    const { messages } = toChatRequest(
      aRequest({
        instructions: "Be brief.",
        messages: [
          { role: "user", text: "One" },
          { role: "assistant", text: "Two" },
          { role: "user", text: "Three" },
        ],
      }),
      false,
    );
    assert.deepEqual(messages, [
      { role: "system", content: "Be brief." },
      { role: "user", content: "One" },
      { role: "assistant", content: "Two" },
      { role: "user", content: "Three" },
    ]);
  });

  it("has every parameter that is set, under the API's names", () => {
    const parameters = {
      temperature: 0,
      topP: 0.5,
      stop: ["END"],
      reasoningEffort: "low",
      verbosity: "high",
      serviceTier: "flex",
    };
    assert.deepEqual(toChatRequest(aRequest({ parameters }), false), {
      ...MINIMAL,
      temperature: 0,
      top_p: 0.5,
      stop: ["END"],
      reasoning_effort: "low",
      verbosity: "high",
      service_tier: "flex",
    });
  });

  it("names the output limit as OpenAI wants it there, and as the others know it elsewhere", () => {
    const request = aRequest({ parameters: { maxOutputTokens: 100 } });
    assert.deepEqual(toChatRequest(request, true), { ...MINIMAL, max_completion_tokens: 100 });
    assert.deepEqual(toChatRequest(request, false), { ...MINIMAL, max_tokens: 100 });
  });

  it("has no empty list of stops", () => {
    assert.deepEqual(toChatRequest(aRequest({ parameters: { stop: [] } }), false), MINIMAL);
  });
});
