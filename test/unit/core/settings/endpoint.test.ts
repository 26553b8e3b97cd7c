import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import { AskError } from "../../../../src/shared/failures.ts";

describe("an endpoint's address", () => {
  for (const [typed, baseUrl] of [
    ["https://api.openai.com/v1", "https://api.openai.com/v1"],
    ["https://api.openai.com/v1/", "https://api.openai.com/v1"],
    ["https://api.openai.com", "https://api.openai.com/v1"],
    ["  https://api.openai.com/v1/chat/completions ", "https://api.openai.com/v1"],
    ["https://api.openai.com/v1/responses", "https://api.openai.com/v1"],
    ["http://localhost:11434/v1", "http://localhost:11434/v1"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["https://gateway.example/openai/v1/chat/completions", "https://gateway.example/openai/v1"],
  ] as const) {
    it(`reads “${typed}” as ${baseUrl}`, () => {
      assert.equal(parseEndpoint(typed).baseUrl, baseUrl);
    });
  }

  it("tells OpenAI's own host from one that only looks like it", () => {
    assert.equal(parseEndpoint("https://api.openai.com/v1").isOpenAi, true);
    assert.equal(parseEndpoint("https://api.openai.com.evil.example/v1").isOpenAi, false);
  });

  it("has the scheme and the port in its origin", () => {
    assert.equal(parseEndpoint("http://localhost:8080/v1").origin, "http://localhost:8080");
  });

  for (const typed of [
    "api.openai.com",
    "",
    "ftp://example.com",
    "file:///etc/passwd",
    "https://user:pass@example.com",
    "https://example.com/?a=b",
  ]) {
    it(`refuses “${typed}” with a reason`, () => {
      assert.throws(
        () => parseEndpoint(typed),
        (error) =>
          error instanceof AskError && error.failure.code === "bad-endpoint" && error.failure.reason.endsWith("."),
      );
    });
  }
});
