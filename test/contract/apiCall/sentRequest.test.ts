import assert from "node:assert/strict";
import type { SentRequest } from "../../../src/core/ports/sentRequest.ts";
import { createOpenAiConnector } from "../../../src/providers/openai/main.ts";
import { aConnection, aRequest, KEY, MapRefusals, read, USER_AGENT } from "../../support/openaiWorld.ts";
import { lacks, refuses, startPickyServer } from "../../support/pickyServer.ts";
import { RecordingWatcher } from "../../support/recordingWatcher.ts";

const signal = new AbortController().signal;
const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });

describe("What a stream tells of its requests", () => {
  it("is each as it was on the wire, the adapted one too, and which was answered", async () => {
    await using server = await startPickyServer(lacks(/\/chat\/completions$/), refuses("temperature"));
    const connection = aConnection({ baseUrl: `${server.origin}/v1`, api: "auto" });
    const model = await connector.connect(connection, new MapRefusals());
    const watcher = new RecordingWatcher();
    await read(model.stream(aRequest({ parameters: { temperature: 1 } }), signal, watcher));
    const sent = watcher.seen.filter((one) => one !== "answered");
    assert.deepEqual(
      sent.map(urlOf),
      server.received.map(({ url }) => server.origin + url),
    );
    assert.deepEqual(
      sent.map(({ body }) => body),
      server.received.map(({ body }) => body),
    );
    assert.equal(watcher.seen.indexOf("answered"), watcher.seen.length - 1);
    assert.doesNotMatch(sent.at(-1)?.body ?? "temperature", /temperature/);
    assert.deepEqual(model.describe(aRequest({ parameters: { temperature: 1 } })), sent.at(-1));
  });

  it("has the name of every header that was sent, and no value that could be a secret", async () => {
    await using server = await startPickyServer();
    const connection = aConnection({
      baseUrl: `${server.origin}/v1`,
      organization: "org-secret",
      project: "proj-secret",
      headers: { "X-Own": "own-secret", "User-Agent": "agent-secret" },
    });
    const watcher = new RecordingWatcher();
    await read((await connector.connect(connection, new MapRefusals())).stream(aRequest(), signal, watcher));
    const [sent] = watcher.seen;
    assert.ok(sent !== undefined && sent !== "answered");
    assert.doesNotMatch(JSON.stringify(sent), /secret/);
    assert.ok(!JSON.stringify(sent).includes(KEY));
    assert.deepEqual(Object.fromEntries(sent.headers.map(({ name, kind }) => [name, kind])), {
      accept: "plain",
      authorization: "key",
      "content-type": "plain",
      "openai-organization": "organization",
      "openai-project": "project",
      "user-agent": "own",
      "x-own": "own",
    });
    const received = server.received[0]?.headers ?? {};
    for (const header of sent.headers) {
      if (header.kind === "plain") assert.equal(received[header.name], header.value);
      else assert.ok(header.name in received);
    }
  });

  it("has Azure's key in Azure's header, and an Authorization of the person's own as theirs", async () => {
    const connection = aConnection({
      baseUrl: "https://r.openai.azure.com/openai/v1",
      headers: { Authorization: "Bearer own" },
    });
    const { headers } = (await connector.connect(connection, new MapRefusals())).describe(aRequest());
    assert.equal(headers.find(({ name }) => name === "api-key")?.kind, "key");
    assert.equal(headers.find(({ name }) => name === "authorization")?.kind, "own");
  });

  it("is of several at the same time the one whose answer is shown", async () => {
    await using server = await startPickyServer();
    const connection = aConnection({ baseUrl: `${server.origin}/v1`, api: "responses" });
    const watcher = new RecordingWatcher();
    const model = await connector.connect(connection, new MapRefusals());
    await read(model.stream(aRequest({ parameters: { n: 3 } }), signal, watcher));
    assert.equal(server.received.length, 3);
    assert.equal(watcher.seen.length, 2);
    assert.deepEqual(model.describe(aRequest({ parameters: { n: 3 } })), watcher.seen[0]);
  });
});

function urlOf({ baseUrl, path, query }: SentRequest): string {
  return baseUrl + path + query;
}
