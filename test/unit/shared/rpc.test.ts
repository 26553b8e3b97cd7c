import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { AskError, failureOf } from "../../../src/shared/failures.ts";
import { event, request } from "../../../src/shared/protocol/contract.ts";
import { connect, type Pipe } from "../../../src/shared/protocol/rpc.ts";
import { object, oneOf, text } from "../../../src/shared/protocol/validate.ts";

const contract = {
  greet: event(object({ name: text })),
  shout: request(object({ word: text, mood: oneOf("glad", "cross") }), text),
};

function pipes(): { readonly a: Pipe; readonly b: Pipe } {
  const listeners: { a: (message: unknown) => void; b: (message: unknown) => void } = { a: () => {}, b: () => {} };
  return {
    a: {
      send: (message) => listeners.b(structuredClone(message)),
      receive: (listener) => void (listeners.a = listener),
    },
    b: {
      send: (message) => listeners.a(structuredClone(message)),
      receive: (listener) => void (listeners.b = listener),
    },
  };
}

function world(shout: (params: { word: string; mood: string }) => Promise<string>) {
  const { a, b } = pipes();
  const greeted: string[] = [];
  const invalid: string[] = [];
  const errors: unknown[] = [];
  connect({
    pipe: b,
    outgoing: {},
    incoming: contract,
    handlers: { greet: ({ name }: { name: string }) => void greeted.push(name), shout },
    onInvalid: (reason) => invalid.push(reason),
    onError: (error) => errors.push(error),
  });
  const remote = connect({
    pipe: a,
    outgoing: contract,
    incoming: {},
    handlers: {},
    onInvalid: (reason) => invalid.push(reason),
    onError: (error) => errors.push(error),
  });
  return { a, remote, greeted, invalid, errors };
}

const upper = async ({ word }: { word: string }): Promise<string> => word.toUpperCase();

describe("the panel's protocol", () => {
  it("passes an event", () => {
    const { remote, greeted } = world(upper);
    remote.greet({ name: "Ada" });
    assert.deepEqual(greeted, ["Ada"]);
  });

  it("answers a request", async () => {
    const { remote } = world(upper);
    assert.equal(await remote.shout({ word: "hey", mood: "glad" }), "HEY");
  });

  it("answers each request with its own result, whatever the order", async () => {
    const release: (() => void)[] = [];
    const { remote } = world(({ word }) => new Promise((resolve) => release.push(() => resolve(word))));
    const both = Promise.all([
      remote.shout({ word: "first", mood: "glad" }),
      remote.shout({ word: "second", mood: "cross" }),
    ]);
    for (const go of release.toReversed()) go();
    assert.deepEqual(await both, ["first", "second"]);
  });

  it("carries a failure across", async () => {
    const { remote } = world(async () => {
      throw new AskError({ code: "quota", origin: "https://api.openai.com" });
    });
    const error = await remote.shout({ word: "x", mood: "glad" }).catch((thrown: unknown) => thrown);
    assert.deepEqual(failureOf(error), { code: "quota", origin: "https://api.openai.com" });
  });

  it("lets nothing of an unexpected error across but that it happened", async () => {
    const { remote, errors } = world(async () => {
      throw new TypeError("secret path /home/ada");
    });
    const error = await remote.shout({ word: "x", mood: "glad" }).catch((thrown: unknown) => thrown);
    assert.deepEqual(failureOf(error), { code: "unexpected" });
    assert.doesNotMatch(JSON.stringify(error), /secret/);
    assert.equal(errors.length, 1);
  });

  for (const [what, message] of [
    ["something that is no message", "hello"],
    ["an unknown method", { type: "event", method: "format-disk", params: {} }],
    ["a method of Object", { type: "event", method: "toString", params: {} }],
    ["parameters of the wrong type", { type: "event", method: "greet", params: { name: 7 } }],
    ["no parameters", { type: "event", method: "greet" }],
    ["an event sent as a request", { type: "request", id: 1, method: "greet", params: { name: "x" } }],
    ["a value that is not allowed", { type: "request", id: 1, method: "shout", params: { word: "x", mood: "odd" } }],
  ] as const) {
    it(`drops ${what} and says so`, () => {
      const { a, greeted, invalid } = world(upper);
      a.send(message);
      assert.deepEqual(greeted, []);
      assert.equal(invalid.length, 1);
    });
  }
});
