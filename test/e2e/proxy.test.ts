import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { Locator } from "playwright-core";
import { stepByStep } from "../host/stepByStep.ts";
import { changeUserSettings, readSettings, userSettingsPath } from "../host/userSettings.ts";
import { waitUntil } from "../host/wait.ts";
import { AuthenticatingProxy } from "../support/authenticatingProxy.ts";
import { openWorld, type World } from "./world.ts";

/** One session of a person, in order and in one window: nothing is ever reloaded. */
describe("behind a company's proxy", () => {
  let world: World;
  let proxy: AuthenticatingProxy;
  let alert: Locator;
  stepByStep();

  before(async () => {
    proxy = await AuthenticatingProxy.start("ada:secret");
    world = await openWorld({ scripts: [{ when: /./, answer: "A good answer." }], needsKey: false });
    await changeUserSettings(world.server.dataDir, {
      // A host that only the proxy knows: VS Code never asks a proxy for this computer's own servers.
      "askChatGPT.baseUrl": world.openAi.baseUrl.replace("127.0.0.1", "models.test"),
      "http.proxy": proxy.url(),
    });
    await world.workbench.reload();
    await world.workbench.showView("Ask ChatGPT");
    alert = world.panel.getByRole("alert");
  });
  after(async () => {
    await world[Symbol.asyncDispose]();
    await proxy.stop();
  });

  it("says that the proxy wants a name and a password, where there was none", async () => {
    const message = world.panel.getByRole("textbox", { name: "Message" });
    await message.fill("Hello?");
    await message.press("Enter");
    await alert.getByText("The proxy asks for a user name and a password.").waitFor();
    assert.deepEqual(await alert.getByRole("button").allInnerTexts(), ["Open proxy settings", "Retry"]);
    assert.deepEqual(world.openAi.requests, []);
    assert.ok(proxy.requests.length > 0);
  });

  it("opens VS Code's proxy settings, where they can be put into the proxy's address", async () => {
    const { workbench, server } = world;
    await alert.getByRole("button", { name: "Open proxy settings" }).click();
    const box = workbench.page.locator(".settings-editor").getByRole("textbox", { name: "http.proxy", exact: true });
    await box.fill(proxy.url("ada:secret"));
    const isSaved = async (): Promise<boolean> =>
      (await readSettings(userSettingsPath(server.dataDir)))?.["http.proxy"] === proxy.url("ada:secret");
    await waitUntil(isSaved, { what: "the setting to be saved", timeout: 30_000 });
    await workbench.page.keyboard.press("Escape");
  });

  it("answers the same question then", async () => {
    await alert.getByRole("button", { name: "Retry" }).click();
    await world.panel.getByRole("article", { name: "ChatGPT" }).getByText("A good answer.").waitFor();
    assert.equal(proxy.requests.at(-1)?.passed, true);
    assert.equal(world.openAi.requests.length, 1);
  });

  it("tells neither the proxy nor the server more than they need", () => {
    const namesOf = (headers: object, pattern: RegExp): readonly string[] =>
      Object.keys(headers).filter((name) => pattern.test(name));
    for (const { headers } of proxy.requests) assert.deepEqual(namesOf(headers, /^(?!host$|connection$|proxy-)/), []);
    for (const { headers } of world.openAi.requests) assert.deepEqual(namesOf(headers, /^x-stainless-|^proxy-/), []);
  });
});
