import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Failure } from "../../../../src/shared/failures.ts";
import { fetchFailed } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, ask } from "../../../support/openaiWorld.ts";

const ORIGIN = "https://api.openai.com";

async function failureOf(error: Error, baseUrl = ORIGIN): Promise<Failure | undefined> {
  const { model } = await aModel(aConnection({ baseUrl }), error);
  return (await ask(model)).failure;
}

describe("A connection that fails", () => {
  it("is told by its kind, with the system's words and code", async () => {
    for (const [code, message, kind] of [
      ["ENOTFOUND", "getaddrinfo ENOTFOUND api.openai.com", "dns"],
      ["EAI_AGAIN", "getaddrinfo EAI_AGAIN api.openai.com", "dns"],
      ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:443", "refused"],
      ["ECONNRESET", "read ECONNRESET", "reset"],
      ["UND_ERR_SOCKET", "other side closed", "reset"],
      ["UND_ERR_CONNECT_TIMEOUT", "Connect Timeout Error", "unreachable"],
      ["EHOSTUNREACH", "connect EHOSTUNREACH 10.0.0.1:443", "unreachable"],
      ["ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number", "plain-http"],
      ["ERR_SSL_UNSUPPORTED_PROTOCOL", "unsupported protocol", "unreachable"],
    ] as const) {
      const detail = message.includes(code) ? message : `${message} (${code})`;
      assert.deepEqual(await failureOf(fetchFailed(code, message)), { code: "network", kind, origin: ORIGIN, detail });
    }
  });

  it("is tls for every reason not to trust a certificate, and names the reason", async () => {
    for (const code of [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_HAS_EXPIRED",
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ]) {
      const failure = await failureOf(
        fetchFailed(code, "self-signed certificate; try running Node.js with --use-system-ca"),
      );
      assert.deepEqual(failure, {
        code: "network",
        kind: "tls",
        origin: ORIGIN,
        detail: `self-signed certificate (${code})`,
      });
    }
  });

  it("is told by the code of Electron's fetch too", async () => {
    for (const [message, kind] of [
      ["net::ERR_NAME_NOT_RESOLVED", "dns"],
      ["net::ERR_CONNECTION_REFUSED", "refused"],
      ["net::ERR_CERT_AUTHORITY_INVALID", "tls"],
      ["net::ERR_CONNECTION_RESET", "reset"],
      ["net::ERR_PROXY_CONNECTION_FAILED", "proxy"],
      ["net::ERR_PROXY_AUTH_REQUESTED", "proxy-auth"],
      ["net::ERR_SSL_PROTOCOL_ERROR", "plain-http"],
      ["net::ERR_TUNNEL_CONNECTION_FAILED", "proxy"],
      ["net::ERR_INTERNET_DISCONNECTED", "unreachable"],
    ] as const) {
      assert.deepEqual(await failureOf(new Error(message)), { code: "network", kind, origin: ORIGIN, detail: message });
    }
  });

  it("is found when one of several addresses was tried in vain", async () => {
    const each = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: "ECONNREFUSED", address, port: 11434 });
    const cause = new AggregateError([each("::1:11434"), each("127.0.0.1:11434")]);
    const failure = await failureOf(new TypeError("fetch failed", { cause }), "http://localhost:11434");
    assert.ok(failure?.code === "network");
    assert.equal(failure.kind, "refused");
  });

  it("is told in OpenSSL's words, without where in OpenSSL they were said", async () => {
    const said =
      "407D67B5407F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:" +
      "../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n";
    const failure = await failureOf(fetchFailed("ERR_SSL_WRONG_VERSION_NUMBER", said));
    assert.ok(failure?.code === "network");
    assert.equal(failure.detail, "wrong version number (ERR_SSL_WRONG_VERSION_NUMBER)");
  });

  for (const [said, kind, detail] of [
    // As undici says it, and as VS Code's proxy agent does when it has no credentials for the proxy's challenge.
    ["Proxy response (407) !== 200 when HTTP Tunneling", "proxy-auth", "HTTP 407"],
    ["Proxy response (407) ?.== 200 when HTTP Tunneling", "proxy-auth", "HTTP 407"],
    ["Proxy response (502) !== 200 when HTTP Tunneling", "proxy", "HTTP 502"],
  ] as const) {
    it(`is the proxy's when a proxy refuses to connect: ${said}`, async () => {
      const refusal = Object.assign(new Error(said), { code: "UND_ERR_ABORTED" });
      const cause = Object.assign(new Error("Request was cancelled."), { code: 0, cause: refusal });
      assert.deepEqual(await failureOf(new TypeError("fetch failed", { cause })), {
        code: "network",
        kind,
        origin: ORIGIN,
        detail,
      });
    });
  }

  it("is the proxy's when it went to another host or port than the server's", async () => {
    for (const error of [
      fetchFailed("ENOTFOUND", "getaddrinfo ENOTFOUND proxy.corp", { hostname: "proxy.corp" }),
      fetchFailed("ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:3128", { port: 3128 }),
    ]) {
      const failure = await failureOf(error);
      assert.ok(failure?.code === "network");
      assert.equal(failure.kind, "proxy");
    }
    const certificate = fetchFailed("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate");
    const ofProxy = await failureOf(certificate, "http://models.test");
    assert.ok(ofProxy?.code === "network");
    assert.equal(ofProxy.kind, "proxy");
    const direct = await failureOf(fetchFailed("ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:443", { port: 443 }));
    assert.ok(direct?.code === "network");
    assert.equal(direct.kind, "refused");
  });

  it("is no-first-byte when Node's own limit came before ours", async () => {
    assert.deepEqual(await failureOf(fetchFailed("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error")), {
      code: "no-first-byte",
      seconds: 300,
    });
  });

  it("is unreachable when nothing more is known, as in a browser", async () => {
    assert.deepEqual(await failureOf(new TypeError("Failed to fetch")), {
      code: "network",
      kind: "unreachable",
      origin: ORIGIN,
      detail: "Failed to fetch",
    });
  });
});
