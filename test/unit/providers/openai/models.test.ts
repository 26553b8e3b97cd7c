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
