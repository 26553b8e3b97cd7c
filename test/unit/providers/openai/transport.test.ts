import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createTransport } from "../../../../src/providers/openai/transport.ts";
import { FakeFetch, json, namedSse, sse, type Answer } from "../../../support/openaiFetch.ts";
import {
  aConnection,
  aKeylessConnection,
  aModel,
  aRequest,
  ask,
  KEY,
  USER_AGENT,
} from "../../../support/openaiWorld.ts";

const COMPLETED: Answer = { body: namedSse({ type: "response.completed" }) };

describe("What leaves for the network", () => {
  it("carries these headers and no others", async () => {
    const { model, fetch } = await aModel(aConnection(), COMPLETED);
    await ask(model);
    assert.equal(fetch.request.method, "POST");
    assert.equal(fetch.request.url, "https://api.openai.com/v1/responses");
    assert.deepEqual(fetch.request.headers, {
      accept: "application/json",
      authorization: `Bearer ${KEY}`,
      "content-type": "application/json",
      "user-agent": USER_AGENT,
    });
  });

  it("goes to the chat endpoint below the base URL when the connection speaks chat", async () => {
    const { model, fetch } = await aModel(aConnection({ api: "chat", baseUrl: "http://localhost:11434/v1/" }), {
      body: sse("[DONE]"),
    });
    await ask(model);
    assert.equal(fetch.request.url, "http://localhost:11434/v1/chat/completions");
  });

  it("goes to an Azure resource with the key in Azure's header and the version in the address", async () => {
    for (const [baseUrl, url] of [
      ["https://team.openai.azure.com", "https://team.openai.azure.com/openai/v1/responses"],
      [
        "https://team.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21",
        "https://team.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21",
      ],
    ] as const) {
      const { model, fetch } = await aModel(aConnection({ api: "auto", baseUrl }), COMPLETED);
      await ask(model);
      assert.equal(fetch.request.url, url);
      assert.equal(fetch.request.headers["api-key"], KEY);
      assert.equal("authorization" in fetch.request.headers, false);
    }
  });

  it("has no body and no content type when models are listed", async () => {
    const { model, fetch } = await aModel(aConnection(), json(200, { data: [] }));
    await model.listModels(new AbortController().signal);
    assert.equal(fetch.request.method, "GET");
    assert.equal(fetch.request.url, "https://api.openai.com/v1/models");
    assert.equal(fetch.request.body, undefined);
    assert.deepEqual(fetch.request.headers, {
      accept: "application/json",
      authorization: `Bearer ${KEY}`,
      "user-agent": USER_AGENT,
    });
  });

  it("has no Authorization header when there is no key", async () => {
    for (const connection of [aKeylessConnection(), aConnection({ key: "" })]) {
      const { model, fetch } = await aModel(connection, COMPLETED);
      await ask(model);
      assert.equal("authorization" in fetch.request.headers, false);
    }
  });

  it("holds the key in the Authorization header and nowhere else", async () => {
    const { model, fetch } = await aModel(aConnection({ organization: "org-1", project: "proj_1" }), COMPLETED);
    await ask(model, aRequest({ instructions: "Be brief." }));
    const { authorization, ...headers } = fetch.request.headers;
    assert.equal(authorization, `Bearer ${KEY}`);
    assert.equal(JSON.stringify({ ...fetch.request, headers }).includes(KEY), false);
  });

  it("names the organization and the project when the connection does", async () => {
    const { model, fetch } = await aModel(aConnection({ organization: "org-1", project: "proj_1" }), COMPLETED);
    await ask(model);
    assert.equal(fetch.request.headers["openai-organization"], "org-1");
    assert.equal(fetch.request.headers["openai-project"], "proj_1");
  });

  it("has the person's own headers, which replace the User-Agent but not what the request depends on", async () => {
    const headers = {
      "X-Gateway": "team-7",
      "User-Agent": "mine",
      Authorization: "Bearer stolen",
      accept: "text/html",
      "Content-Type": "text/plain",
    };
    const { model, fetch } = await aModel(aConnection({ headers }), COMPLETED);
    await ask(model);
    assert.deepEqual(fetch.request.headers, {
      accept: "application/json",
      authorization: `Bearer ${KEY}`,
      "content-type": "application/json",
      "user-agent": "mine",
      "x-gateway": "team-7",
    });
  });

  it("has the person's own Authorization when there is no key", async () => {
    const { model, fetch } = await aModel(aKeylessConnection({ headers: { Authorization: "Basic abc" } }), COMPLETED);
    await ask(model);
    assert.equal(fetch.request.headers["authorization"], "Basic abc");
  });

  it("is not changed by the environment variables that OpenAI's SDK reads", async () => {
    await withEnvironment(
      {
        OPENAI_BASE_URL: "https://attacker.example/v1",
        OPENAI_API_KEY: "sk-env",
        OPENAI_ADMIN_KEY: "sk-env-admin",
        OPENAI_ORG_ID: "org-env",
        OPENAI_PROJECT_ID: "proj-env",
        OPENAI_WEBHOOK_SECRET: "whsec-env",
        OPENAI_LOG: "debug",
        OPENAI_CUSTOM_HEADERS: "Authorization: Bearer sk-env\nX-Env: yes\nOpenAI-Organization: org-env",
      },
      async () => {
        for (const connection of [aConnection(), aKeylessConnection()]) {
          const { model, fetch } = await aModel(connection, COMPLETED, json(200, { data: [] }));
          await ask(model);
          await model.listModels(new AbortController().signal);
          for (const { url, headers } of fetch.requests) {
            assert.ok(url.startsWith("https://api.openai.com/v1/"));
            const { authorization, ...rest } = headers;
            assert.equal(authorization, connection.key && `Bearer ${KEY}`);
            assert.deepEqual(
              Object.keys(rest).filter((name) => !["accept", "content-type", "user-agent"].includes(name)),
              [],
            );
          }
        }
      },
    );
  });

  it("is not stopped by custom headers in the environment that are malformed, and leaves them as they are", async () => {
    const malformed = "not a name: x\nX-Env: \u{1f600}";
    await withEnvironment({ OPENAI_CUSTOM_HEADERS: malformed }, async () => {
      const { model } = await aModel(aConnection(), COMPLETED);
      assert.equal((await ask(model)).failure, undefined);
      assert.equal(process.env["OPENAI_CUSTOM_HEADERS"], malformed);
    });
  });

  it("is nothing when the key cannot be a key, and the failure does not quote it", async () => {
    for (const key of ["sk-secret-line\nbreak", "sk-secret-“quoted”", "sk-secret with space", "sk-secret-\u200b"]) {
      const { model, fetch } = await aModel(aConnection({ key }));
      const { failure, error } = await ask(model);
      assert.deepEqual(failure, { code: "auth", origin: "https://api.openai.com" });
      assert.equal(everythingIn(error).includes("secret"), false);
      assert.equal(fetch.requests.length, 0);
    }
  });

  it("is nothing when a header of the person's cannot be sent, and the failure does not quote its value", async () => {
    const { model, fetch } = await aModel(aConnection({ headers: { "X-Token": "secret\u0000" } }));
    const { failure, error } = await ask(model);
    assert.deepEqual(failure, {
      code: "bad-setting",
      setting: "askChatGPT.headers",
      reason: "X-Token cannot be sent as an HTTP header.",
    });
    assert.equal(everythingIn(error).includes("secret"), false);
    assert.equal(fetch.requests.length, 0);
  });
});

describe("The transport", () => {
  it("refuses to send the key anywhere but to its origin, whoever asks", async () => {
    const fetch = new FakeFetch();
    const send = createTransport(aConnection(), fetch.fetch, USER_AGENT);
    for (const url of ["https://elsewhere.example/v1", "http://api.openai.com/v1", "https://api.openai.com:8443/v1"]) {
      await assert.rejects(send(url, { signal: new AbortController().signal }), { failure: { code: "unexpected" } });
    }
    assert.equal(fetch.requests.length, 0);
  });
});

describe("A redirect", () => {
  const REDIRECTED = { code: "redirected", origin: "https://api.openai.com" };

  it("is not to be followed by fetch", async () => {
    const { model, fetch } = await aModel(aConnection(), COMPLETED);
    await ask(model);
    assert.equal(fetch.request.redirect, "error");
  });

  it("is told apart when fetch refuses it, as Node and as Electron say so", async () => {
    for (const error of [
      new TypeError("fetch failed", { cause: new Error("unexpected redirect") }),
      new Error("Attempted to redirect, but redirect policy was 'error'"),
    ]) {
      const { model } = await aModel(aConnection(), error);
      assert.deepEqual((await ask(model)).failure, REDIRECTED);
    }
  });

  it("is told apart when fetch hands it out", async () => {
    const { model, fetch } = await aModel(aConnection(), {
      status: 307,
      headers: { location: "https://elsewhere.example" },
    });
    assert.deepEqual((await ask(model)).failure, REDIRECTED);
    assert.equal(fetch.requests.length, 1);
  });
});

function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause)].join("\n");
}

async function withEnvironment(variables: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
