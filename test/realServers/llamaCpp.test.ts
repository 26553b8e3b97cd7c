import assert from "node:assert/strict";
import type { ModelParameters, ModelRequest } from "../../src/core/ports/model.ts";
import { waitUntil } from "../host/wait.ts";
import { ask, clientOf, KnownRefusals } from "./asking.ts";
import { CONTEXT_TOKENS, RealServer } from "./realServer.ts";

/** What is known about `llama-cpp-python[server]` 0.3.36, seen through our client. */
describe("our client at llama.cpp's Python server", () => {
  let server: RealServer;
  let v1: string;

  before(async function () {
    this.timeout(180_000);
    server = await RealServer.startLlamaCpp();
    v1 = `${server.origin}/v1`;
  });
  after(() => server.stop());

  it("lists the one model, by its alias", async () => {
    const models = await (await clientOf(v1)).listModels(new AbortController().signal);
    assert.deepEqual(models, [{ id: "smollm2", ownedBy: "me" }]);
  });

  it("streams an answer piece by piece, to an end without usage", async () => {
    const answer = await ask(await clientOf(v1), question("Say hello."));
    assert.ok(answer.pieces > 1, `${answer.pieces} pieces`);
    assert.deepEqual(answer.end, { type: "end", reason: "complete" });
  });

  it("takes an answer in one piece, with usage", async () => {
    const client = await clientOf(v1, { refusals: new KnownRefusals("streaming") });
    const { end, pieces } = await ask(client, question("Say hello."));
    assert.equal(pieces, 1);
    assert.equal(end.reason, "complete");
    assert.ok((end.usage?.input ?? 0) > 0 && (end.usage?.output ?? 0) > 0, JSON.stringify(end));
  });

  it("sends instructions as system", async () => {
    const { end, adapted } = await ask(await clientOf(v1), { ...question("Hi"), instructions: "Answer in one word." });
    assert.equal(end.reason, "complete");
    assert.deepEqual(adapted, []);
  });

  it("limits the answer to the tokens that are set", async () => {
    const { end } = await ask(await clientOf(v1), story({ maxOutputTokens: 5 }));
    assert.equal(end.reason, "length");
  });

  it("ends before a stop sequence", async () => {
    const { text, end } = await ask(await clientOf(v1), story({ stop: [" the"], temperature: 0 }));
    assert.equal(end.reason, "complete");
    assert.doesNotMatch(text, / the/);
  });

  it("gives one answer, however many are wanted", async () => {
    const { choices, end } = await ask(await clientOf(v1), story({ n: 3, maxOutputTokens: 5 }));
    assert.deepEqual(choices, [0]);
    assert.equal(end.reason, "length");
  });

  it("ignores the parameters that it does not know", async () => {
    const parameters = { reasoningEffort: "low", verbosity: "low", serviceTier: "auto", maxOutputTokens: 3 };
    const { adapted, end } = await ask(await clientOf(v1), story(parameters));
    assert.deepEqual(adapted, []);
    assert.equal(end.reason, "length");
  });

  it("answers for any model", async () => {
    const { end } = await ask(await clientOf(v1), { ...story({ maxOutputTokens: 3 }), model: "no/such-model" });
    assert.equal(end.reason, "length");
  });

  it("stops at once, and the server stops with it", async () => {
    const stop = new AbortController();
    let stopped = 0;
    const { end } = await ask(await clientOf(v1), story({ maxOutputTokens: 2_000 }), {
      signal: stop.signal,
      during: () => {
        stopped ||= performance.now();
        stop.abort();
      },
    });
    assert.equal(end.reason, "stopped");
    assert.ok(performance.now() - stopped < 200, `${performance.now() - stopped} ms`);
    await waitUntil(() => server.log.includes("Disconnected from client"), {
      what: "the server to notice",
      timeout: 5_000,
    });
  });

  it("is found without /v1 in its address, which is remembered", async () => {
    const refusals = new KnownRefusals();
    const client = await clientOf(server.origin, { refusals });
    const first = await ask(client, story({ maxOutputTokens: 3 }));
    const second = await ask(client, story({ maxOutputTokens: 3 }));
    assert.deepEqual([first.adapted, second.adapted], [["address"], []]);
    assert.deepEqual([first.end.reason, second.end.reason], ["length", "length"]);
    assert.deepEqual(refusals.of(""), ["address"]);
  });

  it("lists its models without /v1 in its address", async () => {
    const models = await (await clientOf(server.origin)).listModels(new AbortController().signal);
    assert.equal(models[0]?.id, "smollm2");
  });

  it("has no Responses API", async () => {
    const { end } = await ask(await clientOf(v1, { api: "responses" }), question("Hi"));
    assert.deepEqual(end.reason === "failed" && end.failure.code, "refused-request");
    assert.match(JSON.stringify(end), /\/v1\/responses/);
  });

  describe("over the legacy API", () => {
    it("answers a question", async () => {
      const { text, end } = await ask(await clientOf(v1, { api: "completions" }), story({ maxOutputTokens: 20 }));
      assert.notEqual(text, "");
      assert.equal(end.reason, "length");
    });

    it("takes a suffix, and does not repeat it", async () => {
      const infill = { prefix: "def add(a, b):\n    return ", suffix: "\n\nprint(add(1, 2))  # three" };
      const client = await clientOf(v1, { api: "completions" });
      const { text, end } = await ask(client, { ...story({ maxOutputTokens: 8, temperature: 0 }), infill });
      assert.equal(end.reason, "length");
      assert.doesNotMatch(text, /# three/);
    });
  });

  describe("that is busy", () => {
    const begins = { what: "the first answer to begin", timeout: 10_000 };

    it("cuts a streamed answer off for another request", async () => {
      const first = await clientOf(v1);
      const second = await clientOf(v1);
      let other: Promise<unknown> | undefined;
      const cut = await ask(first, story({ maxOutputTokens: 2_000 }), {
        during: () => void (other ??= ask(second, story({ maxOutputTokens: 3 }))),
      });
      await other;
      assert.equal(cut.end.reason === "failed" && cut.end.failure.code, "cut-off");
    });

    it("says that an answer is done when it cuts it off, but gives no reason", async () => {
      const written = server.log.length;
      const streamed = server.post("/v1/chat/completions", { ...chat("Tell a story."), stream: true });
      await waitUntil(() => server.log.slice(written).includes("Llama.generate"), begins);
      await server.post("/v1/chat/completions", chat("Hi"));
      const { text, isWhole } = await streamed;
      assert.match(text, /data: \[DONE\]\s*$/);
      assert.doesNotMatch(text, /"finish_reason": "/);
      assert.equal(isWhole, false);
    });

    it("cuts a streamed answer off for its list of models, too", async () => {
      const client = await clientOf(v1);
      let list: Promise<unknown> | undefined;
      const cut = await ask(client, story({ maxOutputTokens: 2_000 }), {
        during: () => void (list ??= client.listModels(new AbortController().signal)),
      });
      await list;
      assert.equal(cut.end.reason === "failed" && cut.end.failure.code, "cut-off");
    });

    it("keeps the line open with comments while another answer in one piece is made", async function () {
      const [started, written] = [performance.now(), server.log.length];
      const whole = server.post("/v1/chat/completions", {
        ...chat("Tell a story."),
        max_tokens: 2_000,
        min_tokens: 2_000,
      });
      await waitUntil(() => server.log.slice(written).includes("Llama.generate"), begins);
      const streamed = await server.post("/v1/chat/completions", { ...chat("Hi"), stream: true, max_tokens: 3 });
      await whole;
      // It says so every 15 s; a fast machine is done before.
      if (performance.now() - started < 20_000) return this.skip();
      assert.match(streamed.text, /^: ping - \d{4}-/);
    });
  });

  describe("given too long a question", () => {
    const tooLong = question("hello ".repeat(CONTEXT_TOKENS + 100));

    it("says how long it may be, in one piece", async () => {
      const client = await clientOf(v1, { refusals: new KnownRefusals("streaming") });
      const { end } = await ask(client, tooLong);
      assert.ok(end.reason === "failed" && end.failure.code === "context-too-long", JSON.stringify(end));
      assert.equal(end.failure.limit, CONTEXT_TOKENS);
      assert.ok((end.failure.requested ?? 0) > CONTEXT_TOKENS);
    });

    it("streams nothing at all, with a good status", async () => {
      const response = await server.post("/v1/chat/completions", { ...chat(tooLong.messages[0]?.text), stream: true });
      assert.equal(response.status, 200);
      assert.equal(response.text.trim(), "");
    });

    it("is asked once more in one piece when it streams nothing, and says so then", async () => {
      const { text, end } = await ask(await clientOf(v1), tooLong);
      assert.equal(text, "");
      assert.ok(end.reason === "failed" && end.failure.code === "context-too-long", JSON.stringify(end));
    });
  });

  describe("by itself", () => {
    const refusals: readonly (readonly [string, string, unknown, number, RegExp])[] = [
      ["a null", "/v1/chat/completions", { ...chat("Hi"), temperature: null }, 500, /'loc': \('body', 'temperature'\)/],
      ["a value out of range", "/v1/chat/completions", { ...chat("Hi"), top_p: 1.5 }, 500, /less than or equal to 1/],
      ["the developer role", "/v1/chat/completions", chat("Hi", "developer"), 500, /Input should be 'system'/],
      [
        "a text in parts",
        "/v1/chat/completions",
        chat([{ type: "text", text: "Hi" }]),
        500,
        /can only concatenate str/,
      ],
      ["what is no JSON", "/v1/chat/completions", "{nope", 500, /^Internal Server Error$/],
      ["an unknown path", "/v1/responses", {}, 404, /^\{"detail":"Not Found"\}$/],
      ["a slash at the end", "/v1/chat/completions/", chat("Hi"), 307, /^$/],
    ];
    for (const [what, path, body, status, text] of refusals) {
      it(`answers ${what} with ${status}`, async () => {
        const response = await server.post(path, body);
        assert.equal(response.status, status);
        assert.match(response.text, text);
      });
    }

    it("knows max_tokens only: max_completion_tokens limits nothing", async () => {
      const response = await server.post("/v1/chat/completions", {
        ...chat("Tell a story."),
        max_completion_tokens: 1,
      });
      const { usage } = JSON.parse(response.text) as { usage: { completion_tokens: number } };
      assert.ok(usage.completion_tokens > 1, `${usage.completion_tokens}`);
    });

    it("gives no usage in a stream, even when asked to", async () => {
      const options = { stream: true, stream_options: { include_usage: true }, max_tokens: 2 };
      const response = await server.post("/v1/chat/completions", { ...chat("Hi"), ...options });
      assert.match(response.text, /data: \[DONE\]/);
      assert.doesNotMatch(response.text, /usage/);
    });
  });
});

describe("our client at llama.cpp's Python server with a key", () => {
  let server: RealServer;

  before(async function () {
    this.timeout(180_000);
    server = await RealServer.startLlamaCpp("sk-right");
  });
  after(() => server.stop());

  it("is let in with the key", async () => {
    const client = await clientOf(`${server.origin}/v1`, { key: "sk-right" });
    assert.equal((await ask(client, story({ maxOutputTokens: 3 }))).end.reason, "length");
  });

  it("is told that a key is wrong", async () => {
    const client = await clientOf(`${server.origin}/v1`, { key: "sk-wrong" });
    const { end } = await ask(client, question("Hi"));
    assert.equal(end.reason === "failed" && end.failure.code, "auth");
  });
});

function question(text: string, parameters: ModelParameters = {}): ModelRequest {
  return { model: "smollm2", instructions: "", messages: [{ role: "user", text }], parameters };
}

/** A question with a long answer. */
function story(parameters: ModelParameters): ModelRequest {
  return question("Tell a long story about a fox and a hare.", parameters);
}

function chat(content: unknown, role = "user"): object {
  return { model: "smollm2", messages: [{ role, content }] };
}
