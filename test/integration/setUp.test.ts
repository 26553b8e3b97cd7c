import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { findLocalServers } from "../../src/core/setup/localServers.ts";
import { commandIds, configurationSection, settingKeys } from "../../src/shared/ids.ts";
import type { Outcome } from "../../src/vscode/commands/outcome.ts";
import { systemClock } from "../../src/vscode/systemClock.ts";
import { waitUntil } from "../host/wait.ts";
import { useEndpoint } from "./world.ts";

/** Where local servers are looked for. One that is free is enough. */
const usualPorts = [4891, 5001, 1337, 5000, 8000, 8080, 1234, 11434];

describe("setting up a connection", () => {
  const requests: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  let server: Server;
  let baseUrl: string;

  before(async () => {
    server = createServer(({ url = "", headers }, response) => {
      requests.push({ url, headers });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ object: "list", data: [{ id: "local-model", owned_by: "llamacpp" }] }));
    });
    baseUrl = `http://127.0.0.1:${await listenOnFirstFree(server)}/v1`;
    await useEndpoint("http://localhost:1/v1");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const setting = (key: string): unknown =>
    vscode.workspace.getConfiguration(configurationSection).inspect(key)?.globalValue;
  const accept = (): Thenable<unknown> =>
    vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");

  it("goes from a server that is found, without a key, to one of its models", async () => {
    const outcome = run();
    await waitUntil(() => requests.length > 0, { what: "the search for servers", timeout: 10_000 });
    await drawn();
    const above = ["OpenAI", "Azure OpenAI", ...(await serversBefore(baseUrl))];
    for (const _ of above) await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    await accept();
    await waitUntil(() => setting(settingKeys.baseUrl) === baseUrl, { what: "the address", timeout: 10_000 });
    // The box for the key, which is left empty, and then the list of models.
    await waitUntil(
      async () => {
        await accept();
        return setting(settingKeys.model) === "local-model";
      },
      { what: "the model", timeout: 10_000, interval: 200 },
    );
    assert.deepEqual(await outcome, { outcome: "applied" });
    assert.ok(requests.every(({ url }) => url === "/v1/models"));
    assert.ok(requests.every(({ headers }) => headers.authorization === undefined));
  });

  it("changes nothing when it is given up", async () => {
    const outcome = run();
    await drawn();
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    assert.deepEqual(await outcome, { outcome: "cancelled" });
    assert.equal(setting(settingKeys.baseUrl), baseUrl);
    assert.equal(setting(settingKeys.model), "local-model");
  });

  function run(): Thenable<Outcome> {
    return vscode.commands.executeCommand<Outcome>(commandIds.setUp);
  }
});

/** VS Code does not say when a picker is on the screen. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

/** The person who runs the test may run servers too. */
async function serversBefore(baseUrl: string): Promise<readonly string[]> {
  const parts = { fetch: (url: string, init: RequestInit) => fetch(url, init), clock: systemClock };
  const found = (await findLocalServers(parts, new AbortController().signal)).map((server) => server.baseUrl);
  assert.ok(found.includes(baseUrl));
  return found.slice(0, found.indexOf(baseUrl));
}

async function listenOnFirstFree(server: Server): Promise<number> {
  for (const port of usualPorts) {
    try {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return port;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error("No port is free on which local servers are looked for.");
}
