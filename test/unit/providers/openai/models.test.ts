import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toModels } from "../../../../src/providers/openai/models.ts";
import { json } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, failureFrom } from "../../../support/openaiWorld.ts";

const list = async (...answers: Parameters<typeof json>) => {
  const { model } = await aModel(aConnection(), json(...answers));
  return model.listModels(new AbortController().signal);
};

describe("The list of models", () => {
  it("is the server's, newest first, undated ones last in their order", () => {
    const data = [
      { id: "old", created: 1, owned_by: "openai" },
      { id: "undated-b" },
      { id: "new", created: 2 },
      { id: "undated-a", created: null },
    ];
    assert.deepEqual(toModels({ object: "list", data }), [
      { id: "new", created: 2 },
      { id: "old", created: 1, ownedBy: "openai" },
      { id: "undated-b" },
      { id: "undated-a" },
    ]);
  });

  it("is understood in the shapes of other servers", () => {
    const expected = [{ id: "one" }, { id: "two" }];
    assert.deepEqual(toModels({ models: [{ name: "one" }, { model: "two" }] }), expected);
    assert.deepEqual(toModels([{ id: "one" }, { id: "two" }]), expected);
    assert.deepEqual(toModels(["one", "two"]), expected);
  });

  it("names every model once, and leaves out what names none", () => {
    assert.deepEqual(toModels({ data: [{ id: "one" }, { id: "" }, {}, null, 7, { id: "one" }] }), [{ id: "one" }]);
  });

  for (const [given, day] of [
    ["2026-12-11", "2026-12-11"],
    ["2026-12-11T00:00:00+09:00", "2026-12-11"],
    [Date.UTC(2026, 11, 11, 12) / 1000, "2026-12-11"],
  ] as const) {
    it(`has the day of a shutdown that is given as ${given}`, () => {
      assert.deepEqual(toModels([{ id: "one", shutdown_date: given }]), [{ id: "one", shutdownDate: day }]);
    });
  }

  for (const given of [null, undefined, "", "soon", "7", 0, -1, 9e15, {}, true]) {
    it(`has no shutdown where the server says “${JSON.stringify(given)}”`, () => {
      assert.deepEqual(toModels([{ id: "one", shutdown_date: given }]), [{ id: "one" }]);
    });
  }

  for (const [server, item] of [
    ["vLLM", { max_model_len: 4096 }],
    ["LM Studio", { max_context_length: 4096 }],
    ["LM Studio, which has loaded the model with less", { max_context_length: 131_072, loaded_context_length: 4096 }],
    ["OpenRouter", { context_length: 4096, top_provider: { context_length: 2048 } }],
    ["Groq", { context_window: 4096 }],
    ["llama.cpp", { meta: { n_ctx_train: 4096, n_vocab: 32_000 } }],
    ["llama.cpp, which was started with less", { meta: { n_ctx: 4096, n_ctx_train: 131_072 } }],
  ] as const) {
    it(`has the context size of ${server}`, () => {
      assert.deepEqual(toModels({ data: [{ id: "one", ...item }] }), [{ id: "one", contextTokens: 4096 }]);
    });
  }

  for (const size of [null, "4096", 0, -1, 1.5, Number.POSITIVE_INFINITY]) {
    it(`has no context size where the server says ${String(size)}`, () => {
      assert.deepEqual(toModels([{ id: "one", max_model_len: size, meta: null }]), [{ id: "one" }]);
    });
  }

  it("is empty when the server has none", () => {
    for (const body of [{ object: "list", data: null }, { data: [] }, {}, [], null, "text", 7]) {
      assert.deepEqual(toModels(body), []);
    }
  });

  it("comes from the server", async () => {
    assert.deepEqual(await list(200, { data: [{ id: "one" }] }), [{ id: "one" }]);
  });

  it("fails as a request for an answer does", async () => {
    assert.deepEqual(await failureFrom(list(401, {})), { code: "auth", origin: "https://api.openai.com" });
    assert.deepEqual(await failureFrom(list(200, { error: { message: "Overloaded" } })), {
      code: "server",
      detail: "Overloaded",
    });
  });

  it("is not a page", async () => {
    const { model } = await aModel(aConnection(), {
      headers: { "content-type": "text/html" },
      body: ["<html></html>"],
    });
    assert.deepEqual(await failureFrom(model.listModels(new AbortController().signal)), {
      code: "not-a-stream",
      contentType: "text/html",
    });
  });

  it("is not found at an address that is none", async () => {
    assert.deepEqual(await failureFrom(list(404, { error: { message: "model not found" } })), {
      code: "refused-request",
      status: 404,
      detail: "https://api.openai.com/v1/models: model not found",
    });
  });
});
