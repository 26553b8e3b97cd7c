import assert from "node:assert/strict";
import type { ModelParameters, ModelRequest } from "../../src/core/ports/model.ts";
import { ask, clientOf, KnownRefusals } from "./asking.ts";
import { HUB_MODEL } from "./install.ts";
import { RealServer } from "./realServer.ts";

/** What is known about `transformers serve` 5.23.0, seen through our client. It decodes greedily. */
describe("our client at transformers serve", () => {
  let server: RealServer;
  let v1: string;

  before(async function () {
    this.timeout(180_000);
    server = await RealServer.startTransformers();
    v1 = `${server.origin}/v1`;
  });
  after(() => server.stop());

  it("lists what the hub's cache holds, with a date that is no whole number", async () => {
    const [model, ...others] = await (await clientOf(v1)).listModels(new AbortController().signal);
    assert.deepEqual(others, []);
    assert.equal(model?.id, HUB_MODEL);
    assert.equal(model.ownedBy, "HuggingFaceTB");
    assert.ok((model.created ?? 0) > 1_700_000_000, `${model.created}`);
  });

  for (const api of ["chat", "responses", "completions"] as const) {
    describe(`over ${api}`, () => {
      it("streams an answer piece by piece, with usage that nobody asked for", async () => {
        const answer = await ask(await clientOf(v1, { api }), story({ maxOutputTokens: 12 }));
        assert.ok(answer.pieces > 1, `${answer.pieces} pieces`);
        assert.deepEqual(answer.adapted, []);
        assert.equal(answer.end.usage?.output, 12);
        assert.ok((answer.end.usage.input ?? 0) > 0);
      });

      it("takes an answer in one piece", async () => {
        const client = await clientOf(v1, { api, refusals: new KnownRefusals("streaming") });
        const { pieces, end, text } = await ask(client, story({ maxOutputTokens: 12 }));
        assert.equal(pieces, 1);
        assert.notEqual(text, "");
        assert.equal(end.usage?.output, 12);
      });

      it("stops at once, and the server stops with it", async () => {
        const client = await clientOf(v1, { api });
        const stop = new AbortController();
        let stopped = 0;
        const { end } = await ask(client, story({ maxOutputTokens: 2_000 }), {
          signal: stop.signal,
          during: () => {
            stopped ||= performance.now();
            stop.abort();
          },
        });
        const left = performance.now();
        assert.equal(end.reason, "stopped");
        assert.ok(left - stopped < 200, `${left - stopped} ms`);
        // One answer is made after the other: this one would wait for the rest of 2,000 tokens.
        await ask(client, story({ maxOutputTokens: 2 }));
        assert.ok(performance.now() - left < 15_000, `${performance.now() - left} ms`);
      });
    });
  }

  it("says over chat and completions that an answer was cut off at the limit", async () => {
    for (const api of ["chat", "completions"] as const) {
      const { end } = await ask(await clientOf(v1, { api }), story({ maxOutputTokens: 4 }));
      assert.equal(end.reason, "length", api);
    }
  });

  it("says over responses that an answer that was cut off at the limit is complete", async () => {
    const body = { model: HUB_MODEL, input: "Tell a long story.", max_output_tokens: 4, stream: false };
    const answer = JSON.parse((await server.post("/v1/responses", body)).text) as Record<string, unknown>;
    assert.equal(answer["status"], "completed");
    assert.equal(answer["incomplete_details"], undefined);
  });

  it("keeps the stop sequence that it ends with, and the rest of that word", async () => {
    const body = { ...chat("Tell a long story about a fox and a hare."), max_tokens: 100, stop: [" the"] };
    const answer = JSON.parse((await server.post("/v1/chat/completions", body)).text) as Answer;
    assert.match(answer.choices[0].message.content, / the\w*$/);
    assert.equal(answer.choices[0].finish_reason, "stop");
  });

  it("gives one answer, however many are wanted", async () => {
    const { choices, end } = await ask(await clientOf(v1), story({ n: 3, maxOutputTokens: 4 }));
    assert.deepEqual(choices, [0]);
    assert.equal(end.reason, "length");
  });

  it("takes every parameter that a person may set", async () => {
    const parameters = { temperature: 0.5, topP: 0.9, reasoningEffort: "low", verbosity: "low", serviceTier: "auto" };
    const limited = { ...parameters, maxOutputTokens: 4, stop: ["~"] };
    for (const api of ["chat", "responses", "completions"] as const) {
      const { adapted, end } = await ask(await clientOf(v1, { api }), {
        ...story(limited),
        instructions: "Be brief.",
      });
      assert.deepEqual(adapted, [], api);
      assert.notEqual(end.reason, "failed", api);
    }
  });

  it("is found without /v1 in its address, which is remembered", async () => {
    const refusals = new KnownRefusals();
    const client = await clientOf(server.origin, { refusals });
    const first = await ask(client, story({ maxOutputTokens: 2 }));
    const second = await ask(client, story({ maxOutputTokens: 2 }));
    assert.deepEqual([first.adapted, second.adapted], [["address"], []]);
    assert.deepEqual(refusals.of(""), ["address"]);
  });

  it("fails on an unknown model without a word about it", async () => {
    const { end } = await ask(await clientOf(v1), { ...story({}), model: "no/such-model" });
    assert.ok(end.reason === "failed" && end.failure.code === "server", JSON.stringify(end));
    assert.equal(end.failure.status, 500);
  });

  it("puts what goes wrong into the stream, as a text", async () => {
    const { end } = await ask(await clientOf(v1, { api: "chat" }), story({ maxOutputTokens: 0 }));
    assert.ok(end.reason === "failed" && end.failure.code === "server", JSON.stringify(end));
    assert.match(end.failure.detail, /must be greater than 0/);
  });

  it("answers two at a time, one after the other", async () => {
    const client = await clientOf(v1);
    const both = [ask(client, story({ maxOutputTokens: 8 })), ask(client, story({ maxOutputTokens: 8 }))];
    const ends = (await Promise.all(both)).map(({ end }) => end.reason);
    assert.deepEqual(ends, ["length", "length"]);
  });

  describe("by itself", () => {
    const refusals: readonly (readonly [string, string, unknown, number, RegExp])[] = [
      [
        "an unknown parameter",
        "/v1/chat/completions",
        { ...chat("Hi"), made_up: 1 },
        422,
        /Unexpected fields.*made_up/,
      ],
      ["store for completions", "/v1/completions", { ...prompt("a"), store: false }, 422, /Unexpected fields.*store/],
      ["several prompts", "/v1/completions", { ...prompt("a"), prompt: ["a"] }, 400, /prompt must be a string/],
      ["no model", "/v1/chat/completions", { messages: [] }, 500, /^Internal Server Error$/],
      ["what is no JSON", "/v1/chat/completions", "{nope", 422, /json_invalid/],
      ["an unknown path", "/v1/chat", {}, 404, /^\{"detail":"Not Found"\}$/],
      ["a slash at the end", "/v1/chat/completions/", chat("Hi"), 307, /^$/],
    ];
    for (const [what, path, body, status, text] of refusals) {
      it(`answers ${what} with ${status}`, async () => {
        const response = await server.post(path, body);
        assert.equal(response.status, status);
        assert.match(response.text, text);
      });
    }

    it("takes nulls, the developer role, and parts of text", async () => {
      const nulls = { temperature: null, top_p: null, stop: null, n: null, stream_options: null, max_tokens: 2 };
      const parts = { ...chat([{ type: "text", text: "Hi" }], "developer"), ...nulls };
      assert.equal((await server.post("/v1/chat/completions", parts)).status, 200);
    });

    it("ends a stream without [DONE], its usage beside the reason to end", async () => {
      const { text } = await server.post("/v1/chat/completions", { ...chat("Hi"), stream: true, max_tokens: 2 });
      assert.doesNotMatch(text, /\[DONE\]/);
      assert.match(text.trim().split("\n").at(-1) ?? "", /"finish_reason":"length".*"usage":/);
    });

    it("streams responses unless told not to", async () => {
      const response = await server.post("/v1/responses", { model: HUB_MODEL, input: "Hi", max_output_tokens: 2 });
      assert.match(response.contentType, /^text\/event-stream/);
    });

    it("repeats the suffix behind the completion", async () => {
      const suffix = "\n\nprint(add(1, 2))  # three";
      const response = await server.post("/v1/completions", { ...prompt("def add(a, b):"), suffix });
      const { choices } = JSON.parse(response.text) as { choices: readonly [{ text: string }] };
      assert.ok(choices[0].text.endsWith(suffix), choices[0].text);
    });
  });
});

type Answer = {
  readonly choices: readonly [{ readonly message: { readonly content: string }; readonly finish_reason: string }];
};

/** A question with a long answer. */
function story(parameters: ModelParameters): ModelRequest {
  const messages = [{ role: "user", text: "Tell a long story about a fox and a hare." }] as const;
  return { model: HUB_MODEL, instructions: "", messages, parameters };
}

function chat(content: unknown, role = "user"): object {
  return { model: HUB_MODEL, messages: [{ role, content }] };
}

function prompt(text: string): object {
  return { model: HUB_MODEL, prompt: text, max_tokens: 4 };
}
