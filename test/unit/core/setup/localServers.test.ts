import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Fetch } from "../../../../src/core/ports/fetch.ts";
import { findLocalServers, readAnswer } from "../../../../src/core/setup/localServers.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const signal = new AbortController().signal;

/** This machine, with servers on some ports; on all others nobody listens. */
class FakeMachine {
  readonly requests: { readonly url: string; readonly init: RequestInit }[] = [];
  readonly #servers: Readonly<Record<number, () => Response | Promise<Response>>>;

  constructor(servers: Readonly<Record<number, () => Response | Promise<Response>>>) {
    this.#servers = servers;
  }

  readonly fetch: Fetch = async (url, init) => {
    this.requests.push({ url, init });
    const answer = this.#servers[Number(new URL(url).port)];
    if (!answer) throw new TypeError("fetch failed");
    const aborted = new Promise<never>((_, reject) => {
      init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });
    return Promise.race([answer(), aborted]);
  };
}

const models = (...list: readonly object[]): Response => Response.json({ object: "list", data: list });

describe("the servers of this machine", () => {
  it("are asked on their usual ports, all at once, with no key, and no redirect is followed", async () => {
    const machine = new FakeMachine({});
    assert.deepEqual(await findLocalServers({ fetch: machine.fetch, clock: new ManualClock() }, signal), []);
    assert.deepEqual(
      machine.requests.map(({ url }) => url),
      [11434, 1234, 8080, 8000, 1337, 5001, 4891, 5000].map((port) => `http://127.0.0.1:${port}/v1/models`),
    );
    for (const { init } of machine.requests) {
      assert.equal(init.redirect, "error");
      assert.deepEqual([...new Headers(init.headers).keys()], ["accept"]);
    }
  });

  it("have a name by what they say, or else by their port, and a number of models", async () => {
    const machine = new FakeMachine({
      11434: () => models({ id: "a", owned_by: "library" }, { id: "b", owned_by: "library" }),
      1234: () => models({ id: "a", owned_by: "someone" }),
      8080: () => models({ id: "a", owned_by: "llamacpp" }),
      8000: () => models({ id: "a", owned_by: "Qwen" }),
      5000: () => models({ id: "a", owned_by: "vllm" }),
    });
    assert.deepEqual(await findLocalServers({ fetch: machine.fetch, clock: new ManualClock() }, signal), [
      { baseUrl: "http://127.0.0.1:11434/v1", name: "Ollama", models: 2 },
      { baseUrl: "http://127.0.0.1:1234/v1", name: "LM Studio", models: 1 },
      { baseUrl: "http://127.0.0.1:8080/v1", name: "llama.cpp", models: 1 },
      { baseUrl: "http://127.0.0.1:8000/v1", models: 1 },
      { baseUrl: "http://127.0.0.1:5000/v1", name: "vLLM", models: 1 },
    ]);
  });

  it("are waited for 700 ms, and those that are silent are left out", async () => {
    const clock = new ManualClock();
    const machine = new FakeMachine({ 8000: () => new Promise(() => {}), 1337: () => models() });
    const search = findLocalServers({ fetch: machine.fetch, clock }, signal);
    await clock.asleep(700);
    clock.advance(700);
    assert.deepEqual(await search, [{ baseUrl: "http://127.0.0.1:1337/v1", name: "Jan", models: 0 }]);
    assert.deepEqual(clock.sleeping, []);
  });

  it("are not waited for any longer once all have answered", async () => {
    const clock = new ManualClock();
    await findLocalServers({ fetch: new FakeMachine({}).fetch, clock }, signal);
    assert.deepEqual(clock.sleeping, []);
  });

  it("are not looked for any more when the person gives up", async () => {
    const controller = new AbortController();
    const machine = new FakeMachine({ 8000: () => new Promise(() => {}) });
    const search = findLocalServers({ fetch: machine.fetch, clock: new ManualClock() }, controller.signal);
    controller.abort(new Error("given up"));
    await assert.rejects(search, /given up/);
  });

  it("are told from whatever else may listen there", async () => {
    const machine = new FakeMachine({
      8080: () => new Response("<html>Tomcat</html>", { headers: { "content-type": "text/html" } }),
      8000: () => new Response("{", { headers: { "content-type": "application/json" } }),
      5000: () => new Response(null, { status: 403, headers: { server: "AirTunes/770.8.1" } }),
      1337: () => Response.json({ error: "not found" }, { status: 404 }),
      5001: () => Response.json({ hello: "world" }),
    });
    assert.deepEqual(await findLocalServers({ fetch: machine.fetch, clock: new ManualClock() }, signal), []);
  });
});

describe("a server's answer", () => {
  for (const [what, answer, read] of [
    ["Ollama without a model", { body: { object: "list", data: null } }, { models: 0 }],
    ["KoboldCpp", { server: "ConcedoLlamaForKoboldServer", body: { data: [{}] } }, { name: "KoboldCpp", models: 1 }],
    ["llama.cpp", { server: "llama.cpp", body: { data: [] } }, { name: "llama.cpp", models: 0 }],
    ["LM Studio", { body: { data: [{ owned_by: "organization_owner" }] } }, { name: "LM Studio", models: 1 }],
    ["vLLM", { server: "uvicorn", body: { data: [{ owned_by: "vllm" }] } }, { name: "vLLM", models: 1 }],
    ["a server with odd models", { body: { data: [null, 7, { owned_by: 7 }] } }, { models: 3 }],
    ["one that wants a key first", { status: 401, body: { error: "Unauthorized" } }, {}],
    ["one that wants a key and says its name", { status: 401, server: "llama.cpp", body: {} }, { name: "llama.cpp" }],
    ["a page behind a login", { status: 401, body: undefined }, undefined],
    ["an error", { status: 500, body: { data: [] } }, undefined],
    ["no list", { body: { data: "many" } }, undefined],
    ["a bare list", { body: [] }, undefined],
  ] as const) {
    it(`is read: ${what}`, () => {
      assert.deepEqual(readAnswer({ status: 200, server: "", ...answer }), read);
    });
  }
});
