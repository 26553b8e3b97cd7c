import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { AskError, type Failure } from "../../src/shared/failures.ts";
import { configurationSection, settingKeys, type SettingKey } from "../../src/shared/ids.ts";
import { readSettings } from "../../src/vscode/settings/readSettings.ts";

describe("the settings", () => {
  const touched = new Set<SettingKey>();

  async function set(key: SettingKey, value: unknown): Promise<void> {
    touched.add(key);
    await vscode.workspace.getConfiguration(configurationSection).update(key, value, vscode.ConfigurationTarget.Global);
  }

  afterEach(async () => {
    for (const key of touched) await set(key, undefined);
    touched.clear();
  });

  function failure(): Failure | undefined {
    try {
      readSettings();
      return undefined;
    } catch (error) {
      if (error instanceof AskError) return error.failure;
      throw error;
    }
  }

  it("send nothing that is not set", async () => {
    await set(settingKeys.temperature, null);
    assert.deepEqual(readSettings().parameters, {});
  });

  it("send what is set, zero included", async () => {
    await set(settingKeys.temperature, 0);
    await set(settingKeys.stop, ["END"]);
    assert.deepEqual(readSettings().parameters, { temperature: 0, stop: ["END"] });
  });

  it("give times in milliseconds", async () => {
    await set(settingKeys.firstByteTimeout, 5);
    await set(settingKeys.idleTimeout, 7);
    const { firstByteTimeout, idleTimeout } = readSettings();
    assert.deepEqual([firstByteTimeout, idleTimeout], [5_000, 7_000]);
  });

  it("take every API that OpenAI has had", async () => {
    for (const api of ["auto", "responses", "chat", "completions"]) {
      await set(settingKeys.api, api);
      assert.equal(readSettings().api, api);
    }
  });

  it("apply at once", async () => {
    await set(settingKeys.baseUrl, "http://localhost:1/v1");
    assert.equal(readSettings().endpoint.origin, "http://localhost:1");
    await set(settingKeys.baseUrl, "http://localhost:2/v1");
    assert.equal(readSettings().endpoint.origin, "http://localhost:2");
  });

  for (const [key, value] of [
    [settingKeys.api, "telepathy"],
    [settingKeys.temperature, "hot"],
    [settingKeys.headers, { "X-A": 1 }],
    [settingKeys.maxRetries, -1],
    [settingKeys.idleTimeout, 0],
    [settingKeys.customPrompts, [{ name: "no prompt" }]],
  ] as const) {
    it(`name a value that cannot be used: ${key}`, async () => {
      await set(key, value);
      const found = failure();
      assert.ok(found?.code === "bad-setting");
      assert.equal(found.setting, `${configurationSection}.${key}`);
      assert.match(found.reason, /\.$/);
    });
  }

  it("say why an address cannot be used", async () => {
    await set(settingKeys.baseUrl, "api.openai.com");
    assert.equal(failure()?.code, "bad-endpoint");
  });
});
