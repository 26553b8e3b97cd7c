import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { retryDelay } from "../../../../src/core/chat/retry.ts";
import type { Failure, FailureCode } from "../../../../src/shared/failures.ts";

const origin = "api.openai.com";
const network = (kind: Extract<Failure, { readonly code: "network" }>["kind"]): Failure => ({
  code: "network",
  kind,
  origin,
  detail: "",
});

/** Every code; the compiler asks for the missing one. */
const examples: Readonly<Record<FailureCode, readonly (readonly [Failure, "again" | "never"])[]>> = {
  "no-key": [[{ code: "no-key", origin }, "never"]],
  "bad-endpoint": [[{ code: "bad-endpoint", reason: "" }, "never"]],
  "bad-setting": [[{ code: "bad-setting", setting: "", reason: "" }, "never"]],
  "no-model": [[{ code: "no-model", origin }, "never"]],
  auth: [[{ code: "auth", origin }, "never"]],
  "wrong-account": [[{ code: "wrong-account", detail: "" }, "never"]],
  permission: [[{ code: "permission", detail: "" }, "never"]],
  "model-not-found": [[{ code: "model-not-found", model: "m" }, "never"]],
  "wrong-api": [[{ code: "wrong-api", model: "m", api: "chat" }, "never"]],
  unverified: [[{ code: "unverified", model: "m" }, "never"]],
  quota: [[{ code: "quota", origin: "https://api.openai.com" }, "never"]],
  "rate-limited": [
    [{ code: "rate-limited" }, "again"],
    [{ code: "rate-limited", retryAfterMs: 60_000 }, "again"],
    [{ code: "rate-limited", retryAfterMs: 60_001 }, "never"],
  ],
  "context-too-long": [[{ code: "context-too-long", detail: "" }, "never"]],
  "content-filter": [[{ code: "content-filter", detail: "" }, "never"]],
  "refused-request": [[{ code: "refused-request", status: 400, detail: "" }, "never"]],
  server: [
    [{ code: "server", status: 503, detail: "" }, "again"],
    [{ code: "server", detail: "" }, "again"],
  ],
  network: [
    [network("reset"), "again"],
    [network("unreachable"), "again"],
    [network("dns"), "never"],
    [network("refused"), "never"],
    [network("tls"), "never"],
    [network("proxy"), "never"],
    [network("proxy-auth"), "never"],
  ],
  redirected: [[{ code: "redirected", origin }, "never"]],
  "no-first-byte": [[{ code: "no-first-byte", seconds: 60 }, "never"]],
  stalled: [[{ code: "stalled", seconds: 120 }, "never"]],
  "cut-off": [[{ code: "cut-off" }, "again"]],
  "not-a-stream": [[{ code: "not-a-stream", contentType: "text/html" }, "never"]],
  "oversized-event": [[{ code: "oversized-event" }, "never"]],
  "secrets-unavailable": [[{ code: "secrets-unavailable" }, "never"]],
  unexpected: [[{ code: "unexpected" }, "never"]],
};

describe("asking again", () => {
  for (const [failure, expected] of Object.values(examples).flat()) {
    const { code, ...details } = failure;
    it(`after ${code} ${JSON.stringify(details)}: ${expected}`, () => {
      assert.equal(retryDelay(failure, 1, 0) === undefined ? "never" : "again", expected);
    });
  }

  it("waits twice as long each time, up to eight seconds", () => {
    const delays = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelay({ code: "cut-off" }, attempt, 0));
    assert.deepEqual(delays, [500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  it("is spread by up to a quarter", () => {
    assert.equal(retryDelay({ code: "cut-off" }, 3, 1), 1_500);
  });

  it("comes when the server says, a little later, never sooner", () => {
    const failure: Failure = { code: "rate-limited", retryAfterMs: 7_000 };
    assert.equal(retryDelay(failure, 1, 0), 7_000);
    assert.equal(retryDelay(failure, 1, 1), 7_125);
    assert.equal(retryDelay({ code: "rate-limited", retryAfterMs: 0 }, 1, 0), 500);
  });
});
