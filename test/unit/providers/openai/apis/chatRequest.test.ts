import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelRequest } from "../../../../../src/core/ports/model.ts";
import type { Refusal } from "../../../../../src/core/ports/refusals.ts";
import { chatApi } from "../../../../../src/providers/openai/apis/chat.ts";
import { toPlan } from "../../../../../src/providers/openai/plan.ts";
import { aConnection, aRequest } from "../../../../support/openaiWorld.ts";

const MINIMAL = { model: "gpt-test", messages: [{ role: "user", content: "Hi" }], stream: true };
const LOCAL = "http://localhost:11434/v1";

function bodyOf(request: Partial<ModelRequest>, refusals: readonly Refusal[] = [], baseUrl = LOCAL) {
  return chatApi.toBody(aRequest(request), toPlan(aConnection({ baseUrl }), refusals));
}

describe("A request to Chat Completions", () => {
  it("is a model and its messages", () => {
    assert.deepEqual(bodyOf({}), MINIMAL);
  });

  it("begins with the instructions as the system's message, before the conversation, oldest first", () => {
    const { messages } = bodyOf({
      instructions: "Be brief.",
      messages: [
        { role: "user", text: "One" },
        { role: "assistant", text: "Two" },
        { role: "user", text: "Three" },
      ],
    });
    assert.deepEqual(messages, [
      { role: "system", content: "Be brief." },
      { role: "user", content: "One" },
      { role: "assistant", content: "Two" },
      { role: "user", content: "Three" },
    ]);
  });

  it("has the instructions before the person's first words where that role is refused", () => {
    assert.deepEqual(bodyOf({ instructions: "Be brief." }, ["role:system"])["messages"], [
      { role: "user", content: "Be brief.\n\nHi" },
    ]);
  });

  it("has every parameter that is set, under the API's names, and no other", () => {
    const parameters = {
      temperature: 0,
      topP: 0.5,
      n: 2,
      stop: ["END"],
      reasoningEffort: "low",
      verbosity: "high",
      serviceTier: "flex",
    };
    const all = {
      ...MINIMAL,
      temperature: 0,
      top_p: 0.5,
      n: 2,
      stop: ["END"],
      reasoning_effort: "low",
      verbosity: "high",
      service_tier: "flex",
    };
    assert.deepEqual(bodyOf({ parameters }), all);
    const { temperature: _, verbosity: __, ...fewer } = all;
    assert.deepEqual(bodyOf({ parameters }, ["parameter:temperature", "parameter:verbosity"]), fewer);
  });

  it("names the output limit as OpenAI wants it there, as the others know it elsewhere, and as was learned", () => {
    const request = { parameters: { maxOutputTokens: 100 } };
    const openAi = "https://api.openai.com/v1";
    assert.deepEqual(bodyOf(request, [], openAi), { ...MINIMAL, max_completion_tokens: 100 });
    assert.deepEqual(bodyOf(request), { ...MINIMAL, max_tokens: 100 });
    assert.deepEqual(bodyOf(request, ["parameter:max_tokens"]), { ...MINIMAL, max_completion_tokens: 100 });
    assert.deepEqual(bodyOf(request, ["parameter:max_tokens", "parameter:max_completion_tokens"]), MINIMAL);
  });

  it("has no empty list of stops", () => {
    assert.deepEqual(bodyOf({ parameters: { stop: [] } }), MINIMAL);
  });

  it("says that it wants the answer in one piece where streaming is refused", () => {
    assert.deepEqual(bodyOf({}, ["streaming"]), { ...MINIMAL, stream: false });
  });

  it("has images as parts, or a note where they are refused", () => {
    const messages = [{ role: "user", text: "What?", images: [{ mediaType: "image/png", base64: "AAAA" }] }] as const;
    assert.deepEqual(bodyOf({ messages })["messages"], [
      {
        role: "user",
        content: [
          { type: "text", text: "What?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        ],
      },
    ]);
    assert.match(
      JSON.stringify(bodyOf({ messages }, ["images"])["messages"]),
      /What\?\\n\\n\[An image .*cannot see it/,
    );
  });

  it("has tools, their calls and their answers, unless they are refused", () => {
    const request: Partial<ModelRequest> = {
      tools: [{ name: "now", description: "The time.", schema: { type: "object" } }],
      messages: [
        { role: "user", text: "When?" },
        { role: "assistant", text: "", toolCalls: [{ id: "a", name: "now", input: {} }] },
        { role: "tool", callId: "a", text: "Noon." },
      ],
    };
    const body = bodyOf(request);
    assert.deepEqual(body["tools"], [
      { type: "function", function: { name: "now", description: "The time.", parameters: { type: "object" } } },
    ]);
    assert.deepEqual(body["messages"], [
      { role: "user", content: "When?" },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "a", type: "function", function: { name: "now", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "a", content: "Noon." },
    ]);
    assert.equal("tools" in bodyOf(request, ["tools"]), false);
  });
});
