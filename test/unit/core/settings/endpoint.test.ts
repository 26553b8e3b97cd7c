import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { finalUrl, parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import { AskError } from "../../../../src/shared/failures.ts";

const resource = "https://res.openai.azure.com";
const deployment = `${resource}/openai/deployments/my-gpt`;

describe("an endpoint's address", () => {
  for (const [typed, url] of [
    // OpenAI's own
    ["https://api.openai.com/v1", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/v1/", "https://api.openai.com/v1/…"],
    ["https://api.openai.com", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/models", "https://api.openai.com/v1/…"],
    ["HTTPS://API.OpenAI.com/v1", "https://api.openai.com/v1/…"],
    ["https://api.openai.com:443/v1", "https://api.openai.com/v1/…"],
    ["https://eu.api.openai.com", "https://eu.api.openai.com/v1/…"],
    // The full URL of a method
    ["  https://api.openai.com/v1/chat/completions ", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/v1/responses", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/v1/completions", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/v1/models", "https://api.openai.com/v1/…"],
    ["https://api.openai.com/v1/chat/completions//", "https://api.openai.com/v1/…"],
    ["https://gateway.example/openai/v1/chat/completions", "https://gateway.example/openai/v1/…"],
    ["http://localhost:8080/completions", "http://localhost:8080/…"],
    // Other servers: nothing is added
    ["http://localhost:11434/v1", "http://localhost:11434/v1/…"],
    ["http://localhost:11434/v1///", "http://localhost:11434/v1/…"],
    ["http://localhost:11434//v1", "http://localhost:11434/v1/…"],
    ["http://localhost:8080", "http://localhost:8080/…"],
    ["http://127.0.0.1:1234/", "http://127.0.0.1:1234/…"],
    ["http://[::1]:8080/v1", "http://[::1]:8080/v1/…"],
    ["https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/…"],
    ["https://example.com/My/Path", "https://example.com/My/Path/…"],
    // Azure
    [resource, `${resource}/openai/v1/…`],
    [`${resource}/`, `${resource}/openai/v1/…`],
    [`${resource}/openai`, `${resource}/openai/v1/…`],
    [`${resource}/openai/v1/`, `${resource}/openai/v1/…`],
    [`${resource}/openai/v1/chat/completions`, `${resource}/openai/v1/…`],
    [`${resource}/openai/v1/?api-version=preview`, `${resource}/openai/v1/…?api-version=preview`],
    [`${resource}?api-version=preview`, `${resource}/openai/v1/…?api-version=preview`],
    [`${deployment}/chat/completions?api-version=2024-10-21`, `${deployment}/…?api-version=2024-10-21`],
    [`${deployment}?api-version=2024-10-21`, `${deployment}/…?api-version=2024-10-21`],
    [
      `${resource}/openai/responses?api-version=2025-04-01-preview`,
      `${resource}/openai/…?api-version=2025-04-01-preview`,
    ],
    ["https://res.services.ai.azure.com", "https://res.services.ai.azure.com/openai/v1/…"],
    [
      "https://res.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview",
      "https://res.services.ai.azure.com/models/…?api-version=2024-05-01-preview",
    ],
    ["https://res.services.ai.azure.com/models", "https://res.services.ai.azure.com/models/…"],
    ["https://res.cognitiveservices.azure.com/", "https://res.cognitiveservices.azure.com/openai/v1/…"],
    ["https://res.openai.azure.us", "https://res.openai.azure.us/openai/v1/…"],
  ] as const) {
    it(`reads “${typed}” as ${url}`, () => {
      assert.equal(finalUrl(parseEndpoint(typed)), url);
    });
  }

  it("means the same when its own result is read again", () => {
    for (const typed of [
      "https://api.openai.com",
      resource,
      "http://localhost:8080",
      `${deployment}?api-version=2024-10-21`,
    ]) {
      const { baseUrl, query } = parseEndpoint(typed);
      assert.deepEqual(parseEndpoint(baseUrl + query), parseEndpoint(typed));
    }
  });

  it("tells OpenAI's own host from one that only looks like it", () => {
    assert.equal(parseEndpoint("https://api.openai.com/v1").isOpenAi, true);
    assert.equal(parseEndpoint("https://us.api.openai.com/v1").isOpenAi, true);
    assert.equal(parseEndpoint("https://api.openai.com.evil.example/v1").isOpenAi, false);
    assert.equal(parseEndpoint("https://evilapi.openai.com.example/v1").isOpenAi, false);
    assert.equal(parseEndpoint("https://chat.api.openai.com/v1").isOpenAi, false);
  });

  it("tells an Azure resource from a host that only looks like one", () => {
    assert.equal(parseEndpoint(resource).isAzure, true);
    assert.equal(parseEndpoint("https://openai.azure.com.evil.example/v1").isAzure, false);
    assert.equal(parseEndpoint("https://evilopenai.azure.com/v1").isAzure, false);
    assert.equal(parseEndpoint("https://api.openai.com/v1").isAzure, false);
  });

  it("is Azure's also behind a gateway that keeps its form", () => {
    const { isAzure, deployment: name } = parseEndpoint(
      "https://gateway.example/azure/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21",
    );
    assert.deepEqual([isAzure, name], [true, "my-gpt"]);
  });

  it("names Azure's deployment where it has one, which is the model then", () => {
    assert.equal(parseEndpoint(`${deployment}/chat/completions?api-version=2024-10-21`).deployment, "my-gpt");
    assert.equal("deployment" in parseEndpoint(resource), false);
  });

  it("has the scheme and the port in its origin, and the host as people write it", () => {
    const { origin, host } = parseEndpoint("http://LOCALHOST:8080/v1");
    assert.deepEqual([origin, host], ["http://localhost:8080", "localhost:8080"]);
    assert.equal(parseEndpoint("http://[::1]:8080").host, "[::1]:8080");
  });

  for (const [typed, reason] of [
    ["api.openai.com", "It needs its beginning. Type https://api.openai.com."],
    ["localhost:11434", "It needs its beginning. Type http://localhost:11434."],
    ["127.0.0.1:8080/v1", "It needs its beginning. Type http://127.0.0.1:8080/v1."],
    ["[::1]:8080", "It needs its beginning. Type http://[::1]:8080."],
    ["gateway.example:8443/v1", "It needs its beginning. Type https://gateway.example:8443/v1."],
    ["", "It is not a web address. It looks like https://api.openai.com/v1 or http://localhost:11434/v1."],
    ["https://", "It is not a web address. It looks like https://api.openai.com/v1 or http://localhost:11434/v1."],
    [
      "not an address",
      "It is not a web address. It looks like https://api.openai.com/v1 or http://localhost:11434/v1.",
    ],
    ["ftp://example.com", "It must start with https:// or http://."],
    ["file:///etc/passwd", "It must start with https:// or http://."],
    ["https://user:secret@example.com", "It must not contain a user name or a password."],
    ["https://user@example.com", "It must not contain a user name or a password."],
    ["https://example.com/?a=b", "It must not contain # or ?, other than Azure's ?api-version=."],
    [`${resource}/?api-version=preview&key=1`, "It must not contain # or ?, other than Azure's ?api-version=."],
    ["https://example.com/#top", "It must not contain # or ?, other than Azure's ?api-version=."],
    ["http://api.openai.com/v1", "api.openai.com is reached by https:// only."],
    ["http://res.openai.azure.com", "res.openai.azure.com is reached by https:// only."],
    [deployment, "With a deployment in it, it needs ?api-version= at its end, as the Azure portal shows it."],
    [
      `${resource}/?api-version=2024-10-21`,
      "Before ?api-version= it needs the deployment: /openai/deployments/NAME. Or leave ?api-version= out.",
    ],
  ] as const) {
    it(`refuses “${typed}”: ${reason}`, () => {
      assert.throws(
        () => parseEndpoint(typed),
        (error) => {
          assert.ok(error instanceof AskError);
          assert.deepEqual(error.failure, { code: "bad-endpoint", reason });
          return true;
        },
      );
    });
  }

  it("never repeats a password in its refusal", () => {
    for (const typed of [
      "https://user:secret@example.com",
      "user:secret@example.com",
      "ftp://user:secret@example.com",
    ]) {
      assert.throws(
        () => parseEndpoint(typed),
        (error) => error instanceof AskError && !JSON.stringify(error.failure).includes("secret"),
      );
    }
  });
});
