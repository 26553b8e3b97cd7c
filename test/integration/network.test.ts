import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Server } from "node:net";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { peerCertificate } from "../../src/node/peerCertificate.ts";
import { toNetworkFailure } from "../../src/providers/openai/networkFailure.ts";
import type { Failure } from "../../src/shared/failures.ts";
import { AuthenticatingProxy } from "../support/authenticatingProxy.ts";
import { AUTHORITY, ISSUED } from "../support/certificates.ts";

/** What VS Code's own `fetch` does, which every request of the extension goes through. Nothing is reloaded here. */
describe("the extension host's fetch", () => {
  let plain: Server;
  let secure: Server;
  let resetting: Server;
  let proxy: AuthenticatingProxy;
  let silentProxy: AuthenticatingProxy;
  let closedPort: number;

  before(async () => {
    plain = await listening(http.createServer((_, response) => response.end("Here.")));
    secure = await listening(https.createServer({ key: ISSUED.key, cert: `${ISSUED.cert}\n${AUTHORITY}` }));
    resetting = await listening(net.createServer((socket) => socket.on("data", () => socket.resetAndDestroy())));
    const closed = await listening(net.createServer());
    closedPort = portOf(closed);
    closed.close();
    proxy = await AuthenticatingProxy.start("ada:secret");
    silentProxy = await AuthenticatingProxy.start("ada:secret", { namesScheme: false });
  });
  after(async () => {
    for (const server of [plain, secure, resetting]) server.close();
    await Promise.all([proxy.stop(), silentProxy.stop()]);
  });
  afterEach(async () => {
    await set("proxy", undefined);
    await set("noProxy", undefined);
    proxy.requests.length = 0;
  });

  async function set(key: "proxy" | "noProxy", value: unknown): Promise<void> {
    await vscode.workspace.getConfiguration("http").update(key, value, vscode.ConfigurationTarget.Global);
  }

  /** How asking `origin` went: the failure's kind and words, or what the server said. */
  async function ask(origin: string): Promise<string> {
    try {
      const response = await fetch(`${origin}/v1`, { method: "POST", body: "{}", redirect: "error" });
      return await response.text();
    } catch (error) {
      return tell(toNetworkFailure(error, origin, []));
    }
  }

  it("says precisely what went wrong without a proxy", async () => {
    assert.equal(await ask(`http://127.0.0.1:${portOf(plain)}`), "Here.");
    assert.equal(await ask("https://models.test"), "dns: getaddrinfo ENOTFOUND models.test");
    assert.equal(await ask(`http://127.0.0.1:${closedPort}`), `refused: connect ECONNREFUSED 127.0.0.1:${closedPort}`);
    assert.equal(await ask(`http://127.0.0.1:${portOf(resetting)}`), "reset: read ECONNRESET");
    assert.equal(
      await ask(`https://localhost:${portOf(plain)}`),
      "plain-http: wrong version number (ERR_SSL_WRONG_VERSION_NUMBER)",
    );
    assert.equal(
      await ask(`https://localhost:${portOf(secure)}`),
      "tls: self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN)",
    );
  });

  it("says that a proxy asks for a name and a password, in whichever way the proxy puts it", async () => {
    for (const refusing of [proxy, silentProxy]) {
      await set("proxy", refusing.url());
      assert.equal(await ask(`http://models.test:${portOf(plain)}`), "proxy-auth: HTTP 407");
      assert.equal(await ask(`https://models.test:${portOf(secure)}`), "proxy-auth: HTTP 407");
    }
    await set("proxy", proxy.url("ada:wrong"));
    assert.equal(await ask(`http://models.test:${portOf(plain)}`), "proxy-auth: HTTP 407");
  });

  it("goes through the proxy with the name and password in its address, and past it where noProxy says so", async () => {
    const origin = `http://models.test:${portOf(plain)}`;
    await set("proxy", proxy.url("ada:secret"));
    assert.equal(await ask(origin), "Here.");
    assert.deepEqual(
      proxy.requests.map(({ target, passed }) => [target, passed]),
      [[`models.test:${portOf(plain)}`, true]],
    );
    // Nobody but the proxy knows this host.
    await set("noProxy", ["models.test"]);
    assert.equal(await ask(origin), "dns: getaddrinfo ENOTFOUND models.test");
    await set("noProxy", undefined);
    assert.equal(await ask(origin), "Here.");
  });

  it("never leads this computer's own servers through a proxy", async () => {
    await set("proxy", proxy.url("ada:secret"));
    assert.equal(await ask(`http://localhost:${portOf(plain)}`), "Here.");
    assert.equal(await ask(`http://127.0.0.1:${portOf(plain)}`), "Here.");
    assert.deepEqual(proxy.requests, []);
  });

  it("says that it is the proxy that is not there", async () => {
    await set("proxy", `http://127.0.0.1:${closedPort}`);
    assert.equal(
      await ask(`http://models.test:${portOf(plain)}`),
      `proxy: connect ECONNREFUSED 127.0.0.1:${closedPort}`,
    );
    await set("proxy", "http://proxy.test:3128");
    assert.equal(await ask(`http://models.test:${portOf(plain)}`), "proxy: getaddrinfo ENOTFOUND proxy.test");
  });

  it("says that it is the proxy that could not reach the server", async () => {
    await set("proxy", proxy.url("ada:secret"));
    assert.equal(await ask(`http://models.test:${closedPort}`), "proxy: HTTP 502");
  });

  it("finds the certificate that is not trusted, directly and behind the proxy", async () => {
    const certificate = { subject: "models.test (Example Models)", issuer: "Inspection CA 7 (Example Corp)" };
    assert.deepEqual(await peerCertificate(`https://localhost:${portOf(secure)}`), certificate);
    await set("proxy", proxy.url("ada:secret"));
    const origin = `https://models.test:${portOf(secure)}`;
    assert.match(await ask(origin), /^tls: self-signed certificate in certificate chain/);
    assert.deepEqual(await peerCertificate(origin), certificate);
    await set("proxy", proxy.url());
    assert.equal(await peerCertificate(origin), undefined);
  });
});

async function listening<T extends Server>(server: T): Promise<T> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function tell(failure: Failure): string {
  return failure.code === "network" ? `${failure.kind}: ${failure.detail}` : failure.code;
}
