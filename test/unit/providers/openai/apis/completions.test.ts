import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelRequest } from "../../../../../src/core/ports/model.ts";
import { completionsApi } from "../../../../../src/providers/openai/apis/completions.ts";
import { toPlan } from "../../../../../src/providers/openai/plan.ts";
import { aConnection, aRequest, readPayloads } from "../../../../support/openaiWorld.ts";

const chunk = (text: unknown, finish_reason: unknown = null, index = 0) => ({
  choices: [{ text, index, finish_reason }],
});
const read = (...payloads: readonly unknown[]) => readPayloads(completionsApi, ...payloads);

function bodyOf(request: Partial<ModelRequest>) {
  return completionsApi.toBody(aRequest(request), toPlan(aConnection({ api: "completions" }), []));
}

describe("A request to the legacy Completions API", () => {
  it("is the conversation as a text that the model goes on with, up to the person's next words", () => {
    assert.deepEqual(
      bodyOf({
        instructions: "Be brief.",
        messages: [
          { role: "user", text: "One" },
          { role: "assistant", text: "Two" },
          { role: "user", text: "Three" },
        ],
      }),
      {
        model: "gpt-test",
        prompt: "Be brief.\n\nUser: One\n\nAssistant: Two\n\nUser: Three\n\nAssistant:",
        stream: true,
        stop: ["\nUser:"],
        max_tokens: 1024,
      },
    );
  });

  it("is what stands before and after a gap that is to be filled", () => {
    const infill = { prefix: "function add(", suffix: ") {}" };
    assert.deepEqual(bodyOf({ infill }), {
      model: "gpt-test",
      prompt: "function add(",
      suffix: ") {}",
      stream: true,
      max_tokens: 1024,
    });
  });

  it("has the parameters that the API has", () => {
    const parameters = { temperature: 0, topP: 0.5, maxOutputTokens: 9, n: 2, stop: ["END"], verbosity: "high" };
    const { prompt: _, ...body } = bodyOf({ parameters });
    assert.deepEqual(body, {
      model: "gpt-test",
      stream: true,
      stop: ["END"],
      max_tokens: 9,
      temperature: 0,
      top_p: 0.5,
      n: 2,
    });
  });
});

describe("The stream of the legacy Completions API", () => {
  it("is read as text without the prompt's space, and an end with the usage", async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2 };
    assert.deepEqual((await read(chunk(" Hel"), chunk("lo"), { ...chunk("", "stop"), usage })).events, [
      { type: "text-delta", text: "Hel" },
      { type: "text-delta", text: "lo" },
      { type: "end", reason: "complete", usage: { input: 3, output: 2 } },
    ]);
  });

  it("ends at the length limit, and not at all without a reason", async () => {
    assert.deepEqual((await read(chunk("Hel", "length"))).events.at(-1), { type: "end", reason: "length" });
    assert.deepEqual((await read(chunk("Hel"))).events, [{ type: "text-delta", text: "Hel" }]);
  });

  it("tells several answers apart", async () => {
    const { events } = await read(chunk("One"), chunk("Two", null, 1), chunk("", "stop"));
    assert.deepEqual(events[1], { type: "text-delta", text: "Two", choice: 1 });
  });

  it("passes over what is missing", async () => {
    const { events } = await read(null, {}, { choices: null }, { choices: [null, {}] }, chunk(7), chunk(null, "stop"));
    assert.deepEqual(events, [{ type: "end", reason: "complete" }]);
  });
});
