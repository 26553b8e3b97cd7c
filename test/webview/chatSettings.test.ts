import assert from "node:assert/strict";
import { usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

const setup = {
  ready: true,
  endpoint: "api.openai.com",
  model: "gpt-5.1",
  choices: { defaults: { model: "gpt-5.1" }, efforts: ["low", "medium", "high"] },
};

describe("the settings of a chat", () => {
  const open = usePanels();

  it("are a button away, and name what the model takes", async () => {
    const { page, button } = await open({ state: { setup } });
    await button("Settings of this chat").click();
    const region = page.getByRole("region", { name: "Settings of this chat" });
    assert.deepEqual(
      await region.getByRole("combobox", { name: "Reasoning effort" }).getByRole("option").allInnerTexts(),
      ["Default", "Low", "Medium", "High"],
    );
    assert.equal(await button("Reset").count(), 0);
    assert.equal(await button("Settings of this chat").getAttribute("aria-expanded"), "true");
  });

  it("change the effort of this chat, and show that it is not the default", async () => {
    const { page, host, button } = await open({ state: { setup } });
    await button("Settings of this chat").click();
    await page.getByRole("combobox", { name: "Reasoning effort" }).selectOption("High");
    assert.deepEqual(host.paramsOf("setOption"), [{ option: "reasoningEffort", value: "high" }]);
    await button("Settings of this chat, not the default").getByText("High").waitFor();
    await page.getByText("Default: left to the model").waitFor();
  });

  it("go back to the defaults with Reset, and the focus stays there", async () => {
    const { page, host, button } = await open({
      state: {
        setup: { ...setup, model: "o9" },
        conversation: { ...conversation(turn("1", "Why?", {})), options: { model: "o9", reasoningEffort: "high" } },
      },
    });
    await button("Settings of this chat, not the default").click();
    await page.getByText("Default: gpt-5.1").waitFor();
    await button("Reset").click();
    assert.equal(host.paramsOf("resetOptions").length, 1);
    await button("Reset").waitFor({ state: "detached" });
    await host.drawn();
    assert.match(
      (await page.evaluate(() => document.activeElement?.ariaLabel)) ?? "",
      /^Change the model, now gpt-5\.1$/,
    );
    await button("Model: gpt-5.1").waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Reasoning effort" }).inputValue(), "");
  });

  it("become the default of every chat", async () => {
    const { host, button } = await open({
      state: { setup, conversation: { ...conversation(), options: { reasoningEffort: "low" } } },
    });
    await button("Settings of this chat, not the default").click();
    await button("Use as default").click();
    assert.equal(host.paramsOf("makeOptionsDefault").length, 1);
  });

  it("say that a model takes no effort", async () => {
    const { page, button } = await open({ state: { setup: { ...setup, choices: { ...setup.choices, efforts: [] } } } });
    await button("Settings of this chat").click();
    await page.getByText("This model takes no reasoning effort.").waitFor();
    assert.equal(await page.getByRole("combobox").count(), 0);
  });

  it("close with Escape, which stops no answer, and give the focus back", async () => {
    const { page, host, button } = await open({
      state: { setup, conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await button("Settings of this chat").click();
    await page.getByRole("combobox", { name: "Reasoning effort" }).focus();
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Settings of this chat" }).waitFor({ state: "detached" });
    assert.deepEqual(host.paramsOf("stop"), []);
    assert.equal(await button("Settings of this chat").evaluate((element) => element === document.activeElement), true);
  });

  it("lead to the picker of models, and to the other settings", async () => {
    const { host, button } = await open({ state: { setup } });
    await button("Settings of this chat").click();
    await button("Change the model, now gpt-5.1").click();
    await button("All settings").click();
    assert.deepEqual(host.paramsOf("act"), [
      { action: "select-model", turnId: "" },
      { action: "open-settings", turnId: "" },
    ]);
  });
});
