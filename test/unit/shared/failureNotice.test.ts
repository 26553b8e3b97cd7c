import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Bulk } from "../../../src/shared/chat/bulk.ts";
import { actionLabel, toNotice, type Notice } from "../../../src/shared/failureNotice.ts";
import type { Failure } from "../../../src/shared/failures.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import { failures, networkFailures } from "../../support/failures.ts";

const all: readonly Failure[] = [...Object.values(failures), ...Object.values(networkFailures)];
const nameOf = (failure: Failure): string => (failure.code === "network" ? `network, ${failure.kind}` : failure.code);
const tell = (failure: Failure, bulk?: Bulk): Notice => toNotice(failure, untranslated, bulk ? { bulk } : {});

describe("a failure, told to a person", () => {
  for (const failure of all) {
    it(`says what happened and what to do, with a button that does it: ${nameOf(failure)}`, () => {
      const { what, advice, actions } = tell(failure);
      assert.match(what, /^[A-Za-z].+[.]$/);
      assert.match(advice, /^[A-Z].+[.]$/);
      assert.doesNotMatch(what + advice, /!|undefined|NaN|\{\d\}| {2}|\.\./);
      assert.ok(actions.length > 0);
      assert.equal(new Set(actions).size, actions.length);
      for (const action of actions) assert.match(actionLabel(action, untranslated), /^[A-Z]/);
    });
  }

  it("tells every failure in its own words", () => {
    const sentences = [
      ...Object.values({ ...failures, network: networkFailures.dns }),
      ...Object.values(networkFailures),
    ].map((failure) => tell(failure).what);
    assert.equal(new Set(sentences).size, all.length - 1);
  });

  it("gives advice of its own before what the server said, and ends it as a sentence", () => {
    assert.equal(
      tell({ code: "permission", detail: "Missing scopes: model.request" }).advice,
      "Check the key's permissions and its project, or choose another model. Details: Missing scopes: model.request.",
    );
    assert.equal(
      tell({ code: "permission", detail: " " }).advice,
      "Check the key's permissions and its project, or choose another model.",
    );
  });

  it("leaves what a server says as it is, placeholders included", () => {
    assert.match(tell({ code: "server", detail: "{0} is not {1}." }).advice, / Details: \{0\} is not \{1\}\.$/);
  });

  it("says that API credit is not a ChatGPT subscription, and offers billing", () => {
    const notice = tell(failures.quota);
    assert.match(notice.advice, /separate from a ChatGPT subscription/);
    assert.equal(notice.actions[0], "open-billing");
  });

  it("sends nobody to OpenAI's billing for the credit of another provider", () => {
    const notice = tell({ code: "quota", origin: "https://openrouter.ai" });
    assert.doesNotMatch(notice.advice, /ChatGPT/);
    assert.equal(notice.actions.includes("open-billing"), false);
  });

  it("offers an answer in one piece where streaming needs a verified organization", () => {
    assert.equal(tell(failures.unverified).actions[0], "without-streaming");
  });

  it("says how long a rate limit lasts, in a unit that fits, and never too short", () => {
    const advice = (retryAfterMs: number): string => tell({ code: "rate-limited", retryAfterMs }).advice;
    assert.equal(advice(0), "Try again in 1 second.");
    assert.equal(advice(900), "Try again in 1 second.");
    assert.equal(advice(1_500), "Try again in 2 seconds.");
    assert.equal(advice(119_000), "Try again in 119 seconds.");
    assert.equal(advice(121_000), "Try again in 3 minutes.");
    assert.equal(advice(180_000), "Try again in 3 minutes.");
    assert.equal(advice(7_200_000), "Try again in 2 hours.");
    assert.equal(advice(11_180_000), "Try again in 4 hours.");
    assert.equal(advice(172_800_000), "Try again in 2 days.");
  });

  it("carries the request id", () => {
    assert.equal(tell(failures.auth).requestId, "req_0123456789");
    assert.equal("requestId" in tell({ code: "auth", origin: "https://api.openai.com" }), false);
  });

  it("names http, but not https, before an address", () => {
    assert.equal(tell(failures.auth).what, "api.openai.com does not accept this API key.");
    assert.equal(tell(networkFailures.refused).what, "Nothing answers at http://localhost:11434.");
  });

  it("names who a certificate that is not trusted is for, and who issued it", () => {
    assert.match(tell(networkFailures.tls).advice, /^It is for api\.openai\.com, issued by Example Corp Proxy CA\./);
    const certificate = { subject: "localhost", issuer: "localhost" };
    assert.match(tell({ ...networkFailures.tls, certificate }).advice, /^It is for localhost and issued by itself\./);
    const { certificate: _, ...unread } = networkFailures.tls;
    assert.match(tell(unread).advice, /^Behind a company proxy/);
  });
});

describe("a question that is too long, told to a person", () => {
  const tooLong = (sizes: { readonly limit?: number; readonly requested?: number }): string =>
    tell({ code: "context-too-long", detail: "", ...sizes }).what;

  it("says by how much, in numbers that can be read", () => {
    assert.equal(
      tooLong({ limit: 128_000, requested: 140_345 }),
      "The question is 12,345 tokens longer than the 128,000 that this model can read.",
    );
  });

  it("says what it knows when the server did not count, or counted what it would write as well", () => {
    const limitOnly = "The question is longer than the 128,000 tokens that this model can read.";
    assert.equal(tooLong({ limit: 128_000 }), limitOnly);
    assert.equal(tooLong({ limit: 128_000, requested: 120_000 }), limitOnly);
    assert.equal(tooLong({}), "The question is longer than this model can read.");
  });

  it("writes numbers and durations as the person's language does", () => {
    const german = (failure: Failure): Notice => toNotice(failure, untranslated, { language: "de" });
    assert.match(german({ code: "context-too-long", limit: 128_000, detail: "" }).what, /128\.000/);
    assert.match(german({ code: "no-first-byte", seconds: 60 }).what, /60 Sekunden/);
  });

  for (const [bulk, advice, actions] of [
    [
      { largest: "attachment", label: "parser.ts:1-900", hasHistory: false },
      /^The largest part is parser\.ts:1-900\. Attach less of it/,
      ["select-model", "retry"],
    ],
    [
      { largest: "attachment", label: "parser.ts:1-900", hasHistory: true },
      /^The largest part is parser\.ts:1-900\./,
      ["select-model", "new-chat", "retry"],
    ],
    [
      { largest: "history", label: "", hasHistory: true },
      /^Most of it is the chat so far\. Ask in a new chat/,
      ["new-chat", "select-model", "retry"],
    ],
    [{ largest: "question", label: "", hasHistory: false }, /^Shorten the question/, ["select-model", "retry"]],
  ] satisfies readonly (readonly [Bulk, RegExp, Notice["actions"]])[]) {
    it(`says what could be left out: ${bulk.largest}${bulk.hasHistory ? ", after earlier turns" : ""}`, () => {
      const notice = tell(failures["context-too-long"], bulk);
      assert.match(notice.advice, advice);
      assert.deepEqual(notice.actions, actions);
    });
  }
});
