import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { Failure } from "../../src/shared/failures.ts";
import { startServer, type RunningServer } from "../support/openaiServer.ts";
import { aConnection, aRequest, ask, KEY, MapRefusals, NOW, USER_AGENT } from "../support/openaiWorld.ts";

type Row = {
  readonly what: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it stands. */
  readonly body: unknown;
  readonly failure: (server: RunningServer) => Failure;
};

const requestId = "req_1";
const error = (message: string, more: object = {}): object => ({
  error: { message, type: "invalid_request_error", param: null, code: null, ...more },
});
const TOO_LONG =
  "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 in the messages, 1000 in the completion). Please reduce the length of the messages or completion.";

/** What servers answer, in their own words, and what each of these is. */
const ROWS: readonly Row[] = [
  {
    what: "a key that is not accepted",
    status: 401,
    body: error(`Incorrect API key provided: ${KEY}.`, { code: "invalid_api_key" }),
    failure: ({ origin }) => ({ code: "auth", origin, requestId }),
  },
  {
    what: "a key of another organization",
    status: 401,
    body: error("OpenAI-Organization header should match organization for API key", {
      code: "mismatched_organization",
    }),
    failure: () => ({
      code: "wrong-account",
      detail: "OpenAI-Organization header should match organization for API key",
      requestId,
    }),
  },
  {
    what: "a key of another project",
    status: 401,
    body: error("OpenAI-Project header should match project for API key", { code: "mismatched_project" }),
    failure: () => ({
      code: "wrong-account",
      detail: "OpenAI-Project header should match project for API key",
      requestId,
    }),
  },
  {
    what: "a key without the scope",
    status: 401,
    body: error("You have insufficient permissions for this operation. Missing scopes: model.request"),
    failure: () => ({
      code: "permission",
      detail: "You have insufficient permissions for this operation. Missing scopes: model.request",
      requestId,
    }),
  },
  {
    what: "a country that is not served",
    status: 403,
    body: error("Country, region, or territory not supported", { code: "unsupported_country_region_territory" }),
    failure: () => ({ code: "permission", detail: "Country, region, or territory not supported", requestId }),
  },
  {
    what: "a model that is not there",
    status: 404,
    body: error("The model `gpt-test` does not exist or you do not have access to it.", { code: "model_not_found" }),
    failure: () => ({ code: "model-not-found", model: "gpt-test", requestId }),
  },
  {
    what: "a model of another API than the one that is set",
    status: 404,
    body: error("This model is only supported in v1/responses and not in v1/chat/completions."),
    failure: () => ({ code: "wrong-api", model: "gpt-test", api: "responses", requestId }),
  },
  {
    what: "an organization that is not verified for streaming",
    status: 400,
    body: error("Your organization must be verified to stream this model.", {
      param: "stream",
      code: "unsupported_value",
    }),
    failure: () => ({ code: "unverified", model: "gpt-test", requestId }),
  },
  {
    what: "an account without credit, though the status says too many requests",
    status: 429,
    headers: { "retry-after": "5" },
    body: error("You exceeded your current quota, please check your plan and billing details.", {
      type: "insufficient_quota",
      code: "insufficient_quota",
    }),
    failure: ({ origin }) => ({ code: "quota", origin, requestId }),
  },
  {
    what: "too many requests, with Retry-After in seconds",
    status: 429,
    headers: { "retry-after": "20" },
    body: error("Rate limit reached for gpt-test.", { code: "rate_limit_exceeded" }),
    failure: () => ({ code: "rate-limited", retryAfterMs: 20_000, requestId }),
  },
  {
    what: "too many requests, with Retry-After as a date",
    status: 429,
    headers: { "retry-after": new Date(NOW + 90_000).toUTCString() },
    body: error("Rate limit reached for gpt-test."),
    failure: () => ({ code: "rate-limited", retryAfterMs: 90_000, requestId }),
  },
  {
    what: "too many requests, with retry-after-ms",
    status: 429,
    headers: { "retry-after-ms": "1500", "retry-after": "60" },
    body: error("Rate limit reached for gpt-test."),
    failure: () => ({ code: "rate-limited", retryAfterMs: 1500, requestId }),
  },
  {
    what: "too many tokens, with the time of the limit's reset",
    status: 429,
    headers: { "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s" },
    body: error("Rate limit reached for gpt-test on tokens per min."),
    failure: () => ({ code: "rate-limited", retryAfterMs: 360_000, requestId }),
  },
  {
    what: "a question that is too long, by how much",
    status: 400,
    body: error(TOO_LONG, { code: "context_length_exceeded" }),
    failure: () => ({ code: "context-too-long", limit: 8192, requested: 9000, detail: TOO_LONG, requestId }),
  },
  {
    what: "a question that is too long for llama.cpp, by how much",
    status: 400,
    body: {
      error: {
        code: 400,
        message: "the request exceeds the available context size, try increasing it",
        type: "exceed_context_size_error",
        n_prompt_tokens: 9000,
        n_ctx: 8192,
      },
    },
    failure: () => ({
      code: "context-too-long",
      limit: 8192,
      requested: 9000,
      detail: "the request exceeds the available context size, try increasing it",
      requestId,
    }),
  },
  {
    what: "a question that the content filter refuses",
    status: 400,
    body: error("The response was filtered due to the prompt triggering a content policy.", { code: "content_filter" }),
    failure: () => ({
      code: "content-filter",
      detail: "The response was filtered due to the prompt triggering a content policy.",
      requestId,
    }),
  },
  {
    what: "a gateway's page, as one line",
    status: 502,
    headers: { "content-type": "text/html" },
    body: `<!DOCTYPE html><html><head><title>502 Bad Gateway</title><script>x()</script></head>${"<p>y</p>".repeat(2000)}`,
    failure: () => ({ code: "server", status: 502, detail: "502 Bad Gateway", requestId }),
  },
  {
    what: "an overloaded server",
    status: 503,
    body: error("The engine is currently overloaded, please try again later", { type: "server_error" }),
    failure: () => ({
      code: "server",
      status: 503,
      detail: "The engine is currently overloaded, please try again later",
      requestId,
    }),
  },
];

async function failureAt(server: RunningServer): Promise<Failure | undefined> {
  const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT, now: () => NOW });
  const model = await connector.connect(
    aConnection({ api: "chat", baseUrl: `${server.origin}/v1` }),
    new MapRefusals(),
  );
  return (await ask(model, aRequest())).failure;
}

describe("A server's refusal, over a socket, is told as what it is:", () => {
  for (const { what, status, headers, body, failure } of ROWS) {
    it(what, async () => {
      await using server = await startServer((response) => {
        response.writeHead(status, { "content-type": "application/json", "x-request-id": requestId, ...headers });
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      });
      const told = await failureAt(server);
      assert.deepEqual(told, failure(server));
      assert.equal(server.received.length, 1, "is not asked again by the client itself");
      assert.equal(JSON.stringify(told).includes(KEY), false);
    });
  }
});
