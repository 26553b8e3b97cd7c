import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toNotice } from "../../../src/shared/failureNotice.ts";
import type { Failure, FailureCode } from "../../../src/shared/failures.ts";
import { untranslated } from "../../../src/shared/l10n.ts";

const origin = "api.openai.com";
/** One of each: the compiler asks for the missing one. */
const examples: { readonly [C in FailureCode]: Extract<Failure, { readonly code: C }> } = {
  "no-key": { code: "no-key", origin },
  "bad-endpoint": { code: "bad-endpoint", reason: "It is not a web address." },
  "bad-setting": { code: "bad-setting", setting: "askChatGPT.api", reason: "It must be a text." },
  "no-model": { code: "no-model", origin },
  auth: { code: "auth", origin, requestId: "req_1" },
  permission: { code: "permission", detail: "" },
  "model-not-found": { code: "model-not-found", model: "gpt-0" },
  quota: { code: "quota" },
  "rate-limited": { code: "rate-limited", retryAfterMs: 7_200_000 },
  "context-too-long": { code: "context-too-long", detail: "" },
  "refused-request": { code: "refused-request", status: 400, detail: "Unknown parameter." },
  server: { code: "server", status: 503, detail: "" },
  network: { code: "network", kind: "dns", origin, detail: "" },
  redirected: { code: "redirected", origin },
  "no-first-byte": { code: "no-first-byte", seconds: 60 },
  stalled: { code: "stalled", seconds: 120 },
  "cut-off": { code: "cut-off" },
  "not-a-stream": { code: "not-a-stream", contentType: "text/html" },
  "secrets-unavailable": { code: "secrets-unavailable" },
  unexpected: { code: "unexpected" },
};

describe("a failure, told to a person", () => {
  for (const failure of Object.values(examples)) {
    it(`says what happened and what to do: ${failure.code}`, () => {
      const { what, advice, actions } = toNotice(failure, untranslated);
      assert.match(what, /^[A-Z{a-z].+[.]$/);
      assert.match(advice, /^[A-Z].+[.]$/);
      assert.doesNotMatch(what + advice, /!|undefined|\{\d\}/);
      assert.ok(actions.length > 0);
    });
  }

  it("tells every network trouble in its own words", () => {
    const kinds = ["dns", "refused", "tls", "reset", "proxy", "unreachable"] as const;
    const sentences = kinds.map((kind) => toNotice({ code: "network", kind, origin, detail: "x." }, untranslated).what);
    assert.equal(new Set(sentences).size, kinds.length);
  });

  it("says that API credit is not a ChatGPT subscription, and offers billing", () => {
    const notice = toNotice(examples.quota, untranslated);
    assert.match(notice.advice, /separate from a ChatGPT subscription/);
    assert.ok(notice.actions.includes("open-billing"));
  });

  it("says how long a rate limit lasts, in a unit that fits", () => {
    const advice = (retryAfterMs: number): string =>
      toNotice({ code: "rate-limited", retryAfterMs }, untranslated).advice;
    assert.equal(advice(1_500), "Try again in 2 seconds.");
    assert.equal(advice(180_000), "Try again in 3 minutes.");
    assert.equal(advice(7_200_000), "Try again in 2 hours.");
  });

  it("carries the request id", () => {
    assert.equal(toNotice(examples.auth, untranslated).requestId, "req_1");
  });
});
