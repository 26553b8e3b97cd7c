import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { retryAfterMs } from "../../../../src/providers/openai/retryAfter.ts";
import { NOW } from "../../../support/openaiWorld.ts";

const wait = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), NOW);

describe("The time to wait", () => {
  it("is what the server says in milliseconds, before anything else", () => {
    assert.equal(wait({ "retry-after-ms": "1500.4", "retry-after": "20" }), 1501);
  });

  it("is what the server says in seconds", () => {
    assert.equal(wait({ "retry-after": "0" }), 0);
    assert.equal(wait({ "retry-after": "1.5" }), 1500);
    assert.equal(wait({ "retry-after": "11180" }), 11_180_000);
  });

  it("lasts until the date that the server names", () => {
    assert.equal(wait({ "retry-after": "Sun, 22 Nov 2026 12:00:30 GMT" }), 30_000);
  });

  it("lasts until the limit that is used up is reset", () => {
    const headers = {
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "6m0.5s",
      "x-ratelimit-remaining-tokens": "900",
      "x-ratelimit-reset-tokens": "1h",
    };
    assert.equal(wait(headers), 360_500);
    assert.equal(wait({ ...headers, "x-ratelimit-remaining-tokens": "0" }), 3_600_000);
  });

  it("understands durations from milliseconds to days, and bare seconds", () => {
    for (const [duration, ms] of [
      ["12ms", 12],
      ["8.64s", 8640],
      ["1m30.951s", 90_951],
      ["1d2h", 93_600_000],
      ["7", 7000],
    ] as const) {
      assert.equal(wait({ "x-ratelimit-reset-tokens": duration }), ms);
    }
  });

  it("is unknown when the server does not say, or says it unintelligibly, or names a time gone by", () => {
    assert.equal(wait({}), undefined);
    assert.equal(wait({ "retry-after": "soon" }), undefined);
    assert.equal(wait({ "retry-after": "-5" }), undefined);
    assert.equal(wait({ "retry-after-ms": "NaN" }), undefined);
    assert.equal(wait({ "retry-after": "Sun, 22 Nov 2026 11:59:00 GMT" }), undefined);
    assert.equal(wait({ "x-ratelimit-reset-tokens": "2026-11-22T12:00:00Z" }), undefined);
  });
});
