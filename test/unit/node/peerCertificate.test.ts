import assert from "node:assert/strict";
import { once } from "node:events";
import net, { type AddressInfo, type Server } from "node:net";
import tls from "node:tls";
import { describe, it } from "mocha";
import { peerCertificate } from "../../../src/node/peerCertificate.ts";
import { AUTHORITY, ISSUED, ISSUED_WITHOUT_NAME } from "../../support/certificates.ts";
import { SELF_SIGNED } from "../../support/openaiCertificate.ts";

/** A server on this computer for as long as `use` takes. */
async function serving(server: Server, use: (address: string) => Promise<void>): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`localhost:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    await once(server, "close");
  }
}

describe("a server's certificate", () => {
  it("is told by who it is for and who issued it, whole chain or not", async () => {
    for (const cert of [ISSUED.cert, `${ISSUED.cert}\n${AUTHORITY}`]) {
      await serving(tls.createServer({ key: ISSUED.key, cert }), async (address) => {
        assert.deepEqual(await peerCertificate(`https://${address}`), {
          subject: "models.test (Example Models)",
          issuer: "Inspection CA 7 (Example Corp)",
        });
      });
    }
  });

  it("is told when it is signed by itself", async () => {
    await serving(tls.createServer(SELF_SIGNED), async (address) => {
      assert.deepEqual(await peerCertificate(`https://${address}`), { subject: "localhost", issuer: "localhost" });
    });
  });

  it("is told by its first address when it has no other name", async () => {
    await serving(tls.createServer(ISSUED_WITHOUT_NAME), async (address) => {
      assert.deepEqual(await peerCertificate(`https://${address}`), {
        subject: "localhost",
        issuer: "Inspection CA 7 (Example Corp)",
      });
    });
  });

  it("is asked for without sending anything, and the connection is closed", async () => {
    let received = 0;
    const closed = Promise.withResolvers<void>();
    const server = tls.createServer(ISSUED, (socket) => socket.on("data", ({ length }) => (received += length)));
    server.on("connection", (socket) => socket.on("close", () => closed.resolve()));
    await serving(server, async (address) => {
      assert.ok(await peerCertificate(`https://${address}`));
      await closed.promise;
      assert.equal(received, 0);
    });
  });

  it("is unknown when nobody answers, when no TLS is spoken, and for plain http", async () => {
    const server = net.createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await serving(server, async (address) => {
      assert.equal(await peerCertificate(`https://${address}`), undefined);
      assert.equal(await peerCertificate(`http://${address}`), undefined);
    });
    assert.equal(await peerCertificate("https://127.0.0.1:1"), undefined);
  });
});
