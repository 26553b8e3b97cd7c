import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, it } from "mocha";
import { hostBundles } from "../../scripts/build.ts";
import type { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { AskError, failureOf } from "../../src/shared/failures.ts";
import { FakeFetch, json, namedSse } from "../support/openaiFetch.ts";
import { aConnection, aRequest, KEY, MapRefusals, USER_AGENT } from "../support/openaiWorld.ts";

type Bundle = { readonly createOpenAiConnector: typeof createOpenAiConnector };

/** As it is packed: minified, in a file of its own, with its own copy of what it shares with the extension. */
async function inBundle(expectations: (bundle: Bundle) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ask-chatgpt-openai-"));
  try {
    const options = hostBundles(folder);
    await build({ ...options, entryPoints: { openai: "src/providers/openai/main.ts" }, plugins: [] });
    await expectations(createRequire(import.meta.url)(join(folder, "openai.cjs")));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("The bundle with the model client", () => {
  it("answers, and sends what the source does", () =>
    inBundle(async (bundle) => {
      const server = new FakeFetch({ body: namedSse({ type: "response.completed" }) });
      const connector = bundle.createOpenAiConnector({ fetch: server.fetch, userAgent: USER_AGENT });
      const model = await connector.connect(aConnection(), new MapRefusals());
      for await (const event of model.stream(aRequest(), new AbortController().signal)) assert.equal(event.type, "end");
      assert.deepEqual(server.request.headers, {
        accept: "application/json",
        authorization: `Bearer ${KEY}`,
        "content-type": "application/json",
        "user-agent": USER_AGENT,
      });
    }));

  it("throws failures that the other bundle knows, whatever class it throws them with", () =>
    inBundle(async (bundle) => {
      const refused = json(429, { error: { message: "No.", code: "insufficient_quota" } });
      const server = new FakeFetch(refused, { status: 307 });
      const connector = bundle.createOpenAiConnector({ fetch: server.fetch, userAgent: USER_AGENT });
      const model = await connector.connect(aConnection(), new MapRefusals());
      for (const expected of [
        { code: "quota", origin: "https://api.openai.com" },
        { code: "redirected", origin: "https://api.openai.com" },
      ]) {
        await assert.rejects(model.listModels(new AbortController().signal), (error) => {
          assert.ok(error instanceof AskError);
          assert.notEqual(error.constructor, AskError);
          assert.deepEqual(failureOf(error), expected);
          return true;
        });
      }
    }));
});
