import { type FixtureOpts, LLMock } from "@copilotkit/aimock";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { OpenAiRelay } from "../support/openaiRelay.ts";
import { aConnection, MapRefusals, USER_AGENT } from "../support/openaiWorld.ts";
import { describeModelContract, type ModelWorld, type Situation } from "./model.contract.ts";

for (const api of ["responses", "chat"] as const) {
  describeModelContract(`OpenAiModel over ${api}`, (situation) => createWorld(api, situation));
}

async function createWorld(api: "responses" | "chat", situation: Situation): Promise<ModelWorld> {
  const server = new LLMock({ port: 0, chunkSize: 4 });
  script(server, situation);
  await server.start();
  const relay = await OpenAiRelay.start(server.port);
  const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
  return {
    model: await connector.connect(aConnection({ api, baseUrl: `${relay.origin}/v1` }), new MapRefusals()),
    requests: () => server.getRequests().length,
    allClosed: () => relay.allClosed(),
    dispose: async () => {
      await relay.stop();
      await server.stop();
    },
  };
}

function script(server: LLMock, situation: Situation): void {
  const answer = (content: string, options: FixtureOpts = {}) => server.on({}, { content }, options);
  switch (situation.type) {
    case "answers":
      // Slowly: what arrives together is one event.
      answer(situation.text, { latency: 2 });
      break;
    case "never-ends":
      // For seconds, that is: the server writes on after its client is gone, and the test run waits for it.
      answer(situation.text.repeat(30), { latency: 5 });
      break;
    case "breaks-off":
      // Slowly: what arrives together with the end of a connection may be lost.
      answer(situation.text, { truncateAfterChunks: 12, latency: 2 });
      break;
    case "refuses-once":
      answer(situation.text);
      server.nextRequestError(429, { message: "Rate limit reached for requests", code: "rate_limit_exceeded" });
      break;
  }
}
