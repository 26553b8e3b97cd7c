import { join } from "node:path";
import { callCode } from "../../../src/core/apiCall/callText.ts";
import { startCallServer } from "../../support/callServer.ts";
import { aHostileRequest, callSituations, describeCall } from "../../support/hostileCalls.ts";
import type { RunningServer } from "../../support/openaiServer.ts";
import { aConnection } from "../../support/openaiWorld.ts";
import { assertSameRequest, isThere, runCall } from "../../support/runCall.ts";

const root = join(import.meta.dirname, "../../..");
const hasCurl = isThere("curl") && isThere("bash");

describe("the code for a request makes the same request", function () {
  this.timeout(60_000);
  let server: RunningServer;
  before(async () => {
    server = await startCallServer();
  });
  after(() => server[Symbol.asyncDispose]());

  for (const name of Object.keys(callSituations("http://localhost"))) {
    const describeIn = async () => {
      const connection = callSituations(server.origin)[name];
      if (!connection) throw new Error(`no situation ${name}`);
      return describeCall(connection, aHostileRequest());
    };

    it(`with Node and the openai library: ${name}`, async () => {
      const request = await describeIn();
      const node = [process.execPath, "--input-type=module"] as const;
      const received = await runCall([...node], callCode(request, "node"), { server, cwd: root });
      assertSameRequest(received, request, server.origin);
    });

    (hasCurl ? it : it.skip)(`with curl in bash${hasCurl ? "" : ", of which one is not here"}: ${name}`, async () => {
      const request = await describeIn();
      const received = await runCall(["bash"], callCode(request, "curl"), { server });
      assertSameRequest(received, request, server.origin);
    });
  }

  (hasCurl ? it : it.skip)("with curl and 400,000 characters", async () => {
    const hostile = aHostileRequest();
    const request = await describeCall(aConnection({ baseUrl: `${server.origin}/v1` }), {
      ...hostile,
      messages: [...hostile.messages, { role: "user", text: "!! 'long' ".repeat(40_000) }],
    });
    assertSameRequest(await runCall(["bash"], callCode(request, "curl"), { server }), request, server.origin);
  });
});
