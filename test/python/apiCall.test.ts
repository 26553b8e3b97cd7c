import { callCode } from "../../src/core/apiCall/callText.ts";
import { startCallServer } from "../support/callServer.ts";
import { aHostileRequest, callSituations, describeCall, halves, hostileTexts } from "../support/hostileCalls.ts";
import type { RunningServer } from "../support/openaiServer.ts";
import { assertSameRequest, runCall } from "../support/runCall.ts";

const python = process.env["PYTHON"] ?? "python3";

describe("the code for a request makes the same request with Python and the openai library", () => {
  let server: RunningServer;
  before(async () => {
    server = await startCallServer();
  });
  after(() => server[Symbol.asyncDispose]());

  for (const name of Object.keys(callSituations("http://localhost"))) {
    for (const [what, texts] of Object.entries({ "any text": hostileTexts, "halves of pairs": [halves] })) {
      it(`${name}, with ${what}`, async () => {
        const connection = callSituations(server.origin)[name];
        if (!connection) throw new Error(`no situation ${name}`);
        const request = await describeCall(connection, aHostileRequest(texts));
        const received = await runCall([python, "-"], callCode(request, "python"), { server });
        assertSameRequest(received, request, server.origin);
      });
    }
  }
});
