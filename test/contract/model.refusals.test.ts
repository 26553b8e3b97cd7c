import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelParameters } from "../../src/core/ports/model.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { Received } from "../support/openaiServer.ts";
import { aConnection, aRequest, ask, failureFrom, MapRefusals, USER_AGENT } from "../support/openaiWorld.ts";
import { lacks, refuses, startPickyServer, type PickyAnswer, type PickyRequest } from "../support/pickyServer.ts";

const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });

async function connect(baseUrl: string, refusals = new MapRefusals(), api: "auto" | "chat" = "auto") {
  return connector.connect(aConnection({ api, baseUrl }), refusals);
}

const ALL: ModelParameters = { temperature: 0, topP: 0.5, maxOutputTokens: 9, verbosity: "low", stop: ["END"] };

function bodyOf(request: Received | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(request?.body ?? "{}");
}

describe("A parameter that an endpoint refuses", () => {
  it("is left out of a second request, of the next turn's only one, and of no other endpoint's", async () => {
    await using server = await startPickyServer(refuses("temperature"));
    await using other = await startPickyServer();
    const refusals = new MapRefusals();
    const request = aRequest({ parameters: { temperature: 0, topP: 0.5 } });
    const { text, events } = await ask(await connect(`${server.origin}/v1`, refusals), request);
    assert.equal(text, "Hello");
    assert.deepEqual(events[0], { type: "adapted", refusal: "parameter:temperature" });
    assert.equal(server.received.length, 2);

    await ask(await connect(`${server.origin}/v1`, refusals), request);
    assert.equal(server.received.length, 3);
    assert.deepEqual(Object.keys(bodyOf(server.received[2])), ["model", "messages", "stream", "top_p"]);

    await ask(await connect(`${other.origin}/v1`), request);
    assert.equal(other.received.length, 1);
    assert.equal(bodyOf(other.received[0])["temperature"], 0);
  });

  it("is one of four: the turn makes four requests and is answered, the next makes one", async () => {
    await using server = await startPickyServer(...["temperature", "top_p", "verbosity", "stop"].map(refuses));
    const refusals = new MapRefusals();
    const { text } = await ask(await connect(`${server.origin}/v1`, refusals), aRequest({ parameters: ALL }));
    assert.equal(text, "Hello");
    assert.equal(server.received.length, 4);
    assert.equal(
      (await ask(await connect(`${server.origin}/v1`, refusals), aRequest({ parameters: ALL }))).text,
      "Hello",
    );
    assert.equal(server.received.length, 5);
  });

  it("is one of four together with the system role and an output limit under both its names, in any order", async () => {
    const system = ({ body }: PickyRequest): PickyAnswer | undefined =>
      JSON.stringify(body["messages"] ?? "").includes('"system"')
        ? [400, { error: { message: "System role not supported" } }]
        : undefined;
    const rules = [refuses("temperature"), refuses("max_tokens"), refuses("max_completion_tokens"), system];
    for (const order of [rules, rules.toReversed(), [system, ...rules.slice(0, 3)]]) {
      await using server = await startPickyServer(...order);
      const refusals = new MapRefusals();
      const request = aRequest({ instructions: "Be brief.", parameters: { temperature: 0, maxOutputTokens: 9 } });
      assert.equal((await ask(await connect(`${server.origin}/v1`, refusals), request)).text, "Hello");
      assert.equal(server.received.length, 4);
      assert.equal((await ask(await connect(`${server.origin}/v1`, refusals), request)).text, "Hello");
      assert.equal(server.received.length, 5);
    }
  });

  it("may be told in the words of many servers", async () => {
    for (const [status, body] of [
      [400, { error: { message: "Unrecognized request argument supplied: temperature", param: null } }],
      [
        400,
        {
          error: {
            message: "'temperature' does not support 0 with this model. Only the default (1) value is supported.",
            param: "temperature",
            code: "unsupported_value",
          },
        },
      ],
      [400, { error: "Argument not supported: temperature" }],
      [
        422,
        { detail: [{ type: "extra_forbidden", loc: ["body", "temperature"], msg: "Extra inputs are not permitted" }] },
      ],
      [400, { message: '"temperature" is not allowed' }],
      [400, { object: "error", message: "Unknown field: temperature", type: "BadRequestError", code: 400 }],
    ] as const) {
      await using server = await startPickyServer(({ body: sent }) =>
        "temperature" in sent ? [status, body] : undefined,
      );
      const { text } = await ask(await connect(`${server.origin}/v1`), aRequest({ parameters: { temperature: 0 } }));
      assert.equal(text, "Hello", JSON.stringify(body));
    }
  });

  it("is told, not left out, when only its value is wrong", async () => {
    const message = "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.";
    const error = { message, param: "temperature", code: "decimal_above_max_value" };
    await using server = await startPickyServer(() => [400, { error }]);
    const { failure } = await ask(await connect(`${server.origin}/v1`), aRequest({ parameters: { temperature: 3 } }));
    assert.deepEqual(failure, { code: "refused-request", status: 400, detail: message });
    assert.equal(server.received.length, 1);
  });

  it("is renamed when it is the output limit", async () => {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    const error = { message, param: "max_tokens", code: "unsupported_parameter" };
    await using server = await startPickyServer(({ body }) => ("max_tokens" in body ? [400, { error }] : undefined));
    await ask(await connect(`${server.origin}/v1`), aRequest({ parameters: { maxOutputTokens: 9 } }));
    assert.equal(bodyOf(server.received[1])["max_completion_tokens"], 9);
  });

  it("is nothing to repeat a request for when it was not sent", async () => {
    const error = { message: "Unsupported parameter: 'temperature'", param: "temperature" };
    await using server = await startPickyServer(() => [400, { error }]);
    assert.equal((await ask(await connect(`${server.origin}/v1`))).failure?.code, "refused-request");
    assert.equal(server.received.length, 1);
  });
});

describe("What else an endpoint may refuse", () => {
  const SYSTEM = aRequest({ instructions: "Be brief." });
  const hasSystem = ({ body }: PickyRequest): boolean => JSON.stringify(body["messages"] ?? "").includes('"system"');

  it("is the system role: its text then begins the person's first message", async () => {
    for (const refusal of [
      [
        400,
        {
          error: {
            message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
            param: "messages[0].role",
            code: "unsupported_value",
          },
        },
      ],
      [400, { object: "error", message: "System role not supported", type: "BadRequestError", code: 400 }],
      [500, { error: { message: "Jinja Exception: System role not supported", code: 500 } }],
    ] satisfies readonly PickyAnswer[]) {
      await using server = await startPickyServer((request) => (hasSystem(request) ? refusal : undefined));
      assert.equal((await ask(await connect(`${server.origin}/v1`), SYSTEM)).text, "Hello");
      assert.deepEqual(bodyOf(server.received[1])["messages"], [{ role: "user", content: "Be brief.\n\nHi" }]);
    }
  });

  it("is streaming: the answer then comes in one piece", async () => {
    const refusal: PickyAnswer = [400, { error: { message: "Streaming is not supported for this model." } }];
    await using server = await startPickyServer(({ body }) => (body["stream"] === true ? refusal : undefined));
    const { text, events } = await ask(await connect(`${server.origin}/v1`));
    assert.equal(text, "Hello");
    assert.deepEqual(events.at(-1), { type: "end", reason: "complete" });
    assert.equal(bodyOf(server.received[1])["stream"], false);
  });

  it("is an image: a note then stands in its place", async () => {
    const refusal: PickyAnswer = [400, { error: { message: "This model does not support image input." } }];
    await using server = await startPickyServer(({ body }) =>
      JSON.stringify(body).includes("image_url") ? refusal : undefined,
    );
    const messages = [{ role: "user", text: "What?", images: [{ mediaType: "image/png", base64: "AAAA" }] }] as const;
    assert.equal((await ask(await connect(`${server.origin}/v1`), aRequest({ messages }))).text, "Hello");
    assert.match(server.received[1]?.body ?? "", /cannot see it/);
  });

  it("is tools", async () => {
    const refusal: PickyAnswer = [400, { error: { message: "registry.local/llama does not support tools" } }];
    await using server = await startPickyServer(({ body }) => ("tools" in body ? refusal : undefined));
    const tools = [{ name: "now", description: "The time.", schema: { type: "object" } }];
    assert.equal((await ask(await connect(`${server.origin}/v1`), aRequest({ tools }))).text, "Hello");
  });

  it("is not streaming where OpenAI wants a verified organization: that is for the person to decide", async () => {
    const message = "Your organization must be verified to stream this model.";
    const refusal: PickyAnswer = [400, { error: { message, param: "stream", code: "unsupported_value" } }];
    await using server = await startPickyServer(({ body }) => (body["stream"] === true ? refusal : undefined));
    const refusals = new MapRefusals();
    const model = await connect(`${server.origin}/v1`, refusals);
    assert.deepEqual((await ask(model)).failure, { code: "unverified", model: "gpt-test" });
    assert.equal(server.received.length, 1);
    await refusals.remember("gpt-test", ["streaming"]);
    assert.equal((await ask(model)).text, "Hello");
  });
});

describe("The API that is asked", () => {
  it("is another one when the first is not there, and then that one at once", async () => {
    for (const [missing, path] of [
      [/chat/, "/v1/responses"],
      [/chat|responses/, "/v1/completions"],
    ] as const) {
      await using server = await startPickyServer(lacks(missing));
      const refusals = new MapRefusals();
      const model = await connect(`${server.origin}/v1`, refusals);
      assert.equal((await ask(model)).text, "Hello");
      const before = server.received.length;
      assert.equal((await ask(model)).text, "Hello");
      assert.deepEqual(
        server.received.slice(before).map(({ url }) => url),
        [path],
      );
    }
  });

  it("is the one that the server names for the model", async () => {
    const message =
      "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?";
    await using server = await startPickyServer(({ path }) =>
      path.includes("chat") ? [404, { error: { message } }] : undefined,
    );
    assert.equal((await ask(await connect(`${server.origin}/v1`))).text, "Hello");
    assert.deepEqual(
      server.received.map(({ url }) => url),
      ["/v1/chat/completions", "/v1/completions"],
    );
  });

  it("stays the one that the person has set", async () => {
    await using server = await startPickyServer(lacks(/chat/));
    const { failure } = await ask(await connect(`${server.origin}/v1`, new MapRefusals(), "chat"));
    assert.equal(failure?.code, "refused-request");
    assert.equal(server.received.length, 1);
  });

  it("is not changed for a model that is not there", async () => {
    const error = { message: "The model `gpt-test` does not exist", code: "model_not_found" };
    await using server = await startPickyServer(() => [404, { error }]);
    assert.equal((await ask(await connect(`${server.origin}/v1`))).failure?.code, "model-not-found");
    assert.equal(server.received.length, 1);
  });
});

describe("An address without /v1", () => {
  it("is tried as it is, then with it, and from then on with it, for the list of models too", async () => {
    await using server = await startPickyServer(lacks(/^\/(?!v1\/)/));
    const refusals = new MapRefusals();
    const model = await connect(server.origin, refusals);
    assert.equal((await ask(model)).text, "Hello");
    await ask(await connect(server.origin, refusals), aRequest({ model: "another" }));
    await failureFrom(model.listModels(new AbortController().signal));
    assert.deepEqual(
      server.received.map(({ url }) => url),
      ["/chat/completions", "/v1/chat/completions", "/v1/chat/completions", "/v1/models"],
    );
  });

  it("that leads nowhere is told as it was set, after four requests, and nothing is learned from it", async () => {
    await using server = await startPickyServer(lacks(/./));
    const refusals = new MapRefusals();
    const { failure } = await ask(await connect(server.origin, refusals));
    assert.ok(failure?.code === "refused-request");
    assert.equal(failure.detail, `${server.origin}/chat/completions: 404 page not found`);
    assert.equal(server.received.length, 4);
    assert.deepEqual([...refusals.learned], []);
  });
});
