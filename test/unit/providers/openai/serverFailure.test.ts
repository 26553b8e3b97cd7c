import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Failure } from "../../../../src/shared/failures.ts";
import { type Answer, json } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, ask, failureFrom, KEY } from "../../../support/openaiWorld.ts";

const MODEL = "gpt-test";
const URL = "https://api.openai.com/v1/responses";

async function failureOf(answer: Answer): Promise<Failure | undefined> {
  const { model } = await aModel(aConnection(), answer);
  return (await ask(model)).failure;
}

function error(message: string, more: object = {}) {
  return { error: { message, type: "invalid_request_error", param: null, code: null, ...more } };
}

describe("A server's refusal", () => {
  it("of the key is auth", async () => {
    const wrong = error("Incorrect API key provided: sk-x.", { code: "invalid_api_key" });
    assert.deepEqual(await failureOf(json(401, wrong)), { code: "auth", origin: "https://api.openai.com" });
    assert.deepEqual(await failureOf(json(401, {})), { code: "auth", origin: "https://api.openai.com" });
  });

  it("of the account that the key belongs to is wrong-account, with the server's words", async () => {
    const message = "OpenAI-Organization header should match organization for API key";
    for (const body of [error(message), error(message, { code: "mismatched_organization" })]) {
      assert.deepEqual(await failureOf(json(401, body)), { code: "wrong-account", detail: message });
    }
  });

  it("to stream to an organization that is not verified is unverified", async () => {
    const message = "Your organization must be verified to stream this model. Please go to the settings.";
    assert.deepEqual(await failureOf(json(400, error(message, { param: "stream", code: "unsupported_value" }))), {
      code: "unverified",
      model: MODEL,
    });
  });

  it("by a content filter is content-filter", async () => {
    for (const code of ["content_filter", "content_policy_violation"]) {
      assert.deepEqual(await failureOf(json(400, error("Filtered.", { code }))), {
        code: "content-filter",
        detail: "Filtered.",
      });
    }
  });

  it("of what the key may do is permission, with the server's words", async () => {
    for (const [status, message] of [
      [401, "You have insufficient permissions for this operation. Missing scopes: model.request"],
      [403, "Country, region, or territory not supported"],
    ] as const) {
      assert.deepEqual(await failureOf(json(status, error(message))), { code: "permission", detail: message });
    }
  });

  it("of the model is model-not-found", async () => {
    for (const body of [
      error("The model `gpt-test` does not exist or you do not have access to it.", { code: "model_not_found" }),
      error('model "gpt-test" not found, try pulling it first'),
      { error: "model 'gpt-test' not found" },
    ]) {
      assert.deepEqual(await failureOf(json(404, body)), { code: "model-not-found", model: MODEL });
    }
  });

  it("of the address is refused-request, and shows the address", async () => {
    assert.deepEqual(
      await failureOf({ status: 404, headers: { "content-type": "text/plain" }, body: ["404 page not found"] }),
      {
        code: "refused-request",
        status: 404,
        detail: `${URL}: 404 page not found`,
      },
    );
    assert.deepEqual(await failureOf(json(404, {})), {
      code: "refused-request",
      status: 404,
      detail: `${URL}: HTTP 404`,
    });
  });

  it("of the model by the API that is set is wrong-api, and names the right one", async () => {
    const message =
      "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?";
    const { model } = await aModel(aConnection({ api: "chat" }), json(404, error(message)));
    assert.deepEqual((await ask(model)).failure, { code: "wrong-api", model: MODEL, api: "completions" });
  });

  it("for want of credit is quota, not a rate limit", async () => {
    for (const answer of [
      json(429, error("You exceeded your current quota, please check your plan.", { code: "insufficient_quota" })),
      json(429, error("You exceeded your current quota, please check your plan.")),
      json(429, error("", { type: "insufficient_quota" })),
      json(400, error("Billing hard limit has been reached", { code: "billing_hard_limit_reached" })),
      json(402, error("Insufficient credits")),
    ]) {
      assert.deepEqual(await failureOf(answer), { code: "quota", origin: "https://api.openai.com" });
    }
  });

  it("for the rate is rate-limited, with the time to wait when it says so", async () => {
    assert.deepEqual(await failureOf(json(429, error("Rate limit reached"))), { code: "rate-limited" });
    assert.deepEqual(await failureOf(json(429, error("Rate limit reached"), { "retry-after": "20" })), {
      code: "rate-limited",
      retryAfterMs: 20_000,
    });
  });

  it("for the length of the question is context-too-long", async () => {
    const message = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000.";
    for (const answer of [
      json(400, error(message, { code: "context_length_exceeded" })),
      json(400, error(message)),
      json(500, error(message, { code: "context_length_exceeded" })),
    ]) {
      assert.deepEqual(await failureOf(answer), { code: "context-too-long", limit: 8192, detail: message });
    }
  });

  it("for the length of the question says how long it may be, and how long it was, in many servers' words", async () => {
    for (const message of [
      "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 in the messages, 1000 in the completion).",
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
      "The request has 9000 input tokens, but the maximum context length is 8,192 tokens.",
      "the request exceeds the available context size: requested 9000 tokens, context size 8192",
    ]) {
      const failure = await failureOf(json(400, error(message)));
      assert.ok(failure?.code === "context-too-long");
      assert.deepEqual([failure.limit, failure.requested], [8192, 9000], message);
    }
  });

  it("for anything else is refused-request with the status and the server's words, whatever their shape", async () => {
    for (const [status, body, detail] of [
      [400, error("Unknown parameter: 'top_k'"), "Unknown parameter: 'top_k'"],
      [400, { error: "bad things" }, "bad things"],
      [400, { message: "bad things" }, "bad things"],
      [422, { detail: "bad things" }, "bad things"],
      [
        422,
        { detail: [{ loc: ["body", "n"], msg: "field required" }, { msg: "too long" }] },
        "n: field required; too long",
      ],
      [400, [{ error: { code: 400, message: "bad things", status: "INVALID_ARGUMENT" } }], "bad things"],
      [413, {}, ""],
    ] as const) {
      assert.deepEqual(await failureOf(json(status, body)), { code: "refused-request", status, detail });
    }
  });

  it("by a proxy that wants a password is the proxy's", async () => {
    assert.deepEqual(await failureOf({ status: 407, body: ["<title>Who are you?</title>"] }), {
      code: "network",
      kind: "proxy-auth",
      origin: "https://api.openai.com",
      detail: "Who are you?",
    });
  });
});

describe("A server's own trouble", () => {
  it("is server, with the status and what it says", async () => {
    assert.deepEqual(await failureOf(json(500, error("The server had an error"))), {
      code: "server",
      status: 500,
      detail: "The server had an error",
    });
  });

  it("is told in one line of plain text when the answer is a page", async () => {
    const page = `<!DOCTYPE html><html><head><title>502 Bad Gateway</title><script>steal()</script></head>${"<p>x</p>".repeat(900)}`;
    assert.deepEqual(await failureOf({ status: 502, headers: { "content-type": "text/html" }, body: [page] }), {
      code: "server",
      status: 502,
      detail: "502 Bad Gateway",
    });
  });

  it("says nothing when the answer does not", async () => {
    assert.deepEqual(await failureOf({ status: 503, body: [] }), { code: "server", status: 503, detail: "" });
  });
});

describe("The failure of a refused request", () => {
  it("has the request's id", async () => {
    for (const status of [400, 401, 403, 404, 429, 500]) {
      const failure = await failureOf(json(status, error("no"), { "x-request-id": "req_1" }));
      assert.ok(failure && "requestId" in failure);
      assert.equal(failure.requestId, "req_1");
    }
  });

  it("never quotes the key or a header's value, though the server does", async () => {
    const token = "gateway-token-0123456789";
    // One that no pattern would find.
    const key = "canary+0123456789/abcdef";
    const connection = aConnection({ key, headers: { "X-Token": token } });
    for (const status of [400, 401, 403, 404, 407, 413, 429, 500, 503]) {
      const said = `Bad key ${key}, or ${KEY}, header "Bearer ${key}", token ${token}; also sk-live-another`;
      const answers = [json(status, error(said)), { status, headers: { "content-type": "text/plain" }, body: [said] }];
      for (const answer of answers) {
        const { model } = await aModel(connection, answer, answer);
        const outcome = await ask(model);
        const listed = await failureFrom(model.listModels(new AbortController().signal));
        assert.equal(outcome.error, undefined);
        for (const told of [outcome.failure, listed]) {
          assert.ok(told);
          const text = JSON.stringify(told);
          assert.equal(
            text.includes(key) || text.includes(KEY) || text.includes(token) || text.includes("another"),
            false,
            text,
          );
        }
      }
    }
  });
});
