import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readSetup } from "../../../../src/vscode/chat/setup.ts";
import { AskError } from "../../../../src/shared/failures.ts";
import type { Settings } from "../../../../src/core/settings/settings.ts";
import { chatWorld, testSettings } from "../../../support/chatWorld.ts";

const DAY = 86_400_000;

/** The panel's setup some days after the epoch, when the model in use is listed with a shutdown on 1970-02-11. */
async function setupOnDay(day: number, settings: () => Settings = () => testSettings) {
  const world = chatWorld([]);
  const listed = [{ id: "gpt-test", shutdownDate: "1970-02-11" }, { id: "gpt-other" }];
  await world.known.remember(testSettings.endpoint.baseUrl, listed);
  world.clock.advance(day * DAY);
  return { setup: await readSetup({ ...world, settings }), requests: world.connections.connections };
}

describe("what the panel knows about the connection", () => {
  it("is nothing of a shutdown that is far away", async () => {
    const { setup } = await setupOnDay(10);
    assert.equal(setup.shutdown, undefined);
    assert.equal(setup.model, "gpt-test");
  });

  it("is the shutdown of the model in use from 30 days before, without asking for it", async () => {
    const { setup, requests } = await setupOnDay(11);
    assert.deepEqual(setup.shutdown, { date: "1970-02-11", isPast: false });
    assert.deepEqual(requests, []);
  });

  it("is that it is over on the day after", async () => {
    assert.deepEqual((await setupOnDay(42)).setup.shutdown, { date: "1970-02-11", isPast: true });
  });

  it("is nothing of the shutdown of another model, or of one with the same name elsewhere", async () => {
    const other = { ...testSettings, model: "gpt-other" };
    assert.equal((await setupOnDay(30, () => other)).setup.shutdown, undefined);
    const endpoint = { ...testSettings.endpoint, baseUrl: "https://elsewhere.example/v1" };
    assert.equal((await setupOnDay(30, () => ({ ...testSettings, endpoint }))).setup.shutdown, undefined);
  });

  it("is the model that the chat asks for, with what it takes, beside the defaults", async () => {
    const world = chatWorld([]);
    const { baseUrl } = testSettings.endpoint;
    await world.known.remember(baseUrl, [{ id: "gpt-other", contextTokens: 8_000 }]);
    await world.known.learnEfforts(baseUrl, "gpt-other", ["low", "high"]);
    const settings = { ...testSettings, parameters: { reasoningEffort: "medium" } };
    const setup = await readSetup({ ...world, settings: () => settings }, { model: "gpt-other" });
    assert.deepEqual(setup, {
      ready: true,
      endpoint: "api.openai.com",
      model: "gpt-other",
      choices: {
        defaults: { model: "gpt-test", reasoningEffort: "medium" },
        efforts: ["low", "high"],
        contextTokens: 8_000,
      },
    });
  });

  it("is empty while a setting cannot be used: the next question says so", async () => {
    const { setup } = await setupOnDay(0, () => {
      throw new AskError({ code: "bad-endpoint", reason: "It is not a web address." });
    });
    assert.deepEqual(setup, { ready: true, endpoint: "", model: "" });
  });
});
