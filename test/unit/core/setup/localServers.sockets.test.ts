import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, it } from "mocha";
import { findLocalServers } from "../../../../src/core/setup/localServers.ts";
import { ManualClock } from "../../../support/manualClock.ts";

describe("the servers of this machine, over real sockets", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(listener: RequestListener): Promise<number> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address !== "string");
    return address.port;
  }

  const find = (ports: readonly number[], clock = new ManualClock()) =>
    findLocalServers(
      { fetch: (url, init) => fetch(url, init), clock },
      new AbortController().signal,
      ports.map((port) => ({ port })),
    );

  it("are found, and get no key", async () => {
    let headers: object = {};
    const port = await listen((request, response) => {
      headers = request.headers;
      response.writeHead(200, { "content-type": "application/json", server: "llama.cpp" });
      response.end(JSON.stringify({ object: "list", data: [{ id: "a" }, { id: "b" }] }));
    });
    assert.deepEqual(await find([port]), [{ baseUrl: `http://127.0.0.1:${port}/v1`, name: "llama.cpp", models: 2 }]);
    assert.ok(!("authorization" in headers) && !("api-key" in headers));
  });

  it("are not found where nobody listens", async () => {
    const port = await listen(() => {});
    const [server] = servers.splice(0);
    server?.close();
    assert.deepEqual(await find([port]), []);
  });

  it("send nobody elsewhere", async () => {
    let reached = false;
    const elsewhere = await listen((_, response) => {
      reached = true;
      response.setHeader("content-type", "application/json");
      response.end('{"data":[]}');
    });
    const port = await listen((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${elsewhere}/v1/models` });
      response.end();
    });
    assert.deepEqual(await find([port]), []);
    assert.equal(reached, false);
  });

  for (const [what, respond] of [
    ["says nothing", () => {}],
    [
      "stops in the middle of its answer",
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"data":[');
      },
    ],
  ] as const satisfies readonly (readonly [string, RequestListener])[]) {
    it(`are given up when one ${what}, and its connection is closed`, async () => {
      const clock = new ManualClock();
      const asked = Promise.withResolvers<void>();
      const closed = Promise.withResolvers<void>();
      const port = await listen((request, response) => {
        request.socket.on("close", () => closed.resolve());
        respond(request, response);
        asked.resolve();
      });
      const search = find([port], clock);
      await asked.promise;
      clock.advance(700);
      assert.deepEqual(await search, []);
      await closed.promise;
    });
  }
});
