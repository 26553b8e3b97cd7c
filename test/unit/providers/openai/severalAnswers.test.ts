import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Connection } from "../../../../src/core/settings/connection.ts";
import { isRecord } from "../../../../src/shared/protocol/validate.ts";
import { json, namedSse, sse, type FetchStep } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, aRequest, ask } from "../../../support/openaiWorld.ts";

const CHAT = aConnection({ api: "chat" });

const chat = (...texts: readonly string[]): FetchStep => ({
  body: [
    ...texts.flatMap((content, index) => sse({ choices: [{ index, delta: { content } }] })),
    ...texts.flatMap((_, index) => sse({ choices: [{ index, delta: {}, finish_reason: "stop" }] })),
    ...sse({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } }),
    ...sse("[DONE]"),
  ],
});
const responses = (delta: string): FetchStep => ({
  body: namedSse(
    { type: "response.created", response: {} } as { type: string },
    { type: "response.output_text.delta", delta } as { type: string },
    { type: "response.completed", response: {} } as { type: string },
  ),
});

/** Asks for three answers. */
async function askForThree(connection: Connection, ...steps: readonly FetchStep[]) {
  const { model, fetch, refusals } = await aModel(connection, ...steps);
  const { events } = await ask(model, aRequest({ parameters: { n: 3 } }));
  return {
    /** The first answer, then the others. */
    texts: [undefined, 1, 2].map((choice) =>
      events.map((event) => (event.type === "text-delta" && event.choice === choice ? event.text : "")).join(""),
    ),
    end: events.at(-1),
    wanted: fetch.requests.map(({ body }) => (isRecord(body) ? body["n"] : undefined)),
    learned: [...refusals.learned],
    model,
    fetch,
  };
}

describe("Several answers", () => {
  it("are one request where the endpoint gives them", async () => {
    const { texts, wanted, learned } = await askForThree(CHAT, chat("One", "Two", "Three"));
    assert.deepEqual(texts, ["One", "Two", "Three"]);
    assert.deepEqual(wanted, [3]);
    assert.deepEqual(learned, []);
  });

  it("are requests of their own on the Responses API, which gives one", async () => {
    const { texts, wanted } = await askForThree(aConnection(), responses("One"), responses("Two"), responses("Three"));
    assert.deepEqual(texts.toSorted(), ["One", "Three", "Two"]);
    assert.deepEqual(wanted, [undefined, undefined, undefined]);
  });

  it("are asked for where `n` is ignored, which is learned, so that they are asked for at once the next time", async () => {
    const steps = ["One", "Two", "Three", "Four", "Five", "Six"].map((text) => chat(text));
    const { texts, wanted, learned, model, fetch, end } = await askForThree(CHAT, ...steps);
    assert.deepEqual(texts, ["One", "Two", "Three"]);
    assert.deepEqual(wanted, [3, undefined, undefined]);
    assert.deepEqual(learned, [["gpt-test", ["parameter:n"]]]);
    assert.deepEqual(end, { type: "end", reason: "complete", usage: { input: 15, output: 6 } });
    await ask(model, aRequest({ parameters: { n: 3 } }));
    assert.equal(fetch.requests.length, 6);
    assert.ok(fetch.requests.slice(3).every(({ body }) => isRecord(body) && !("n" in body)));
  });

  it("are asked for where `n` is refused", async () => {
    const refusal = json(400, {
      error: { message: "Unsupported parameter: 'n'", param: "n", code: "unsupported_parameter" },
    });
    const { texts, wanted } = await askForThree(CHAT, refusal, chat("One"), chat("Two"), chat("Three"));
    assert.deepEqual(texts, ["One", "Two", "Three"]);
    assert.deepEqual(wanted, [3, undefined, undefined, undefined]);
  });

  it("are fewer when another one fails or is cut off", async () => {
    const cutOff: FetchStep = { body: sse({ choices: [{ delta: { content: "Tw" } }] }) };
    const busy = json(500, { error: { message: "busy" } });
    const { texts, end } = await askForThree(CHAT, chat("One"), cutOff, busy);
    assert.deepEqual(texts, ["One", "", ""]);
    assert.equal(end?.type === "end" && end.reason, "complete");
  });

  it("are none when the first fails, and nothing is asked for any more", async () => {
    const { end, fetch } = await askForThree(CHAT, json(500, { error: { message: "busy" } }));
    assert.equal(end?.type === "end" && end.reason, "failed");
    assert.equal(fetch.requests.length, 1);
  });
});
