import assert from "node:assert/strict";
import type { SlashResult } from "../../src/shared/protocol/panel.ts";
import { usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

const commands = ["edit", "explain"].map((name) => ({
  id: name,
  kind: "command" as const,
  label: `/${name}`,
  detail: `What ${name} does`,
  text: `/${name}`,
}));

describe("a command in the composer", () => {
  const open = usePanels();

  it("is run with what is typed after it, and sends nothing", async () => {
    const { host, message } = await open();
    await message.fill("/edit make it async");
    await message.press("Enter");
    await host.drawn();
    assert.deepEqual(host.paramsOf("slash"), [{ name: "edit", words: "make it async" }]);
    assert.deepEqual(host.paramsOf("submit"), []);
    assert.equal(await message.inputValue(), "");
  });

  it("is taken from the list, which says what each does", async () => {
    const { page, host, message } = await open();
    host.onCompletions = async (query) => commands.filter(({ label }) => label.startsWith(`/${query}`));
    await message.pressSequentially("/e");
    const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
    await options.nth(1).waitFor();
    assert.deepEqual(await options.allInnerTexts(), ["/edit\nWhat edit does", "/explain\nWhat explain does"]);
    await message.press("ArrowDown");
    await message.press("Enter");
    assert.equal(await message.inputValue(), "/explain ");
    await message.press("Enter");
    await host.drawn();
    assert.deepEqual(host.paramsOf("slash"), [{ name: "explain", words: "" }]);
  });

  for (const { key, does, ran, left } of [
    { key: "Enter", does: "is run by the Enter", ran: [{ name: "edit", words: "" }], left: "" },
    { key: "Tab", does: "is not run by a Tab", ran: [], left: "/edit" },
  ]) {
    it(`${does} that comes before the list knows that it is written out`, async () => {
      const { page, host, message } = await open();
      const later = Promise.withResolvers<void>();
      host.onCompletions = async (query) => {
        if (query !== "edit") return commands;
        await later.promise;
        return [];
      };
      await message.pressSequentially("/edi");
      await page.getByRole("option").first().waitFor();
      await message.pressSequentially("t");
      await message.press(key);
      later.resolve();
      await page.getByRole("listbox").waitFor({ state: "detached" });
      await host.drawn();
      assert.deepEqual(host.paramsOf("slash"), ran);
      assert.equal(await message.inputValue(), left);
    });
  }

  it("comes back with the reason when nothing comes of it, above what was typed meanwhile", async () => {
    const { page, host, message } = await open();
    const result = Promise.withResolvers<SlashResult>();
    host.onSlash = () => result.promise;
    await message.fill("/explain this");
    await message.press("Enter");
    await message.pressSequentially("next");
    result.resolve({ type: "refused", sentence: "Open a file or select some code first." });
    await page.getByRole("alert").getByText("Open a file or select some code first.").waitFor();
    assert.equal(await message.inputValue(), "/explain this\n\nnext");
    await message.press("!");
    await page.getByText("Open a file or select some code first.").waitFor({ state: "detached" });
  });

  it("that does not exist is not sent before it is clear that it is a text", async () => {
    const { page, host, message, button } = await open();
    host.onSlash = async () => ({ type: "unknown" });
    await message.fill("/tmp is full");
    await message.press("Enter");
    await page.getByRole("alert").getByText("There is no command /tmp. Type / for a list.").waitFor();
    assert.deepEqual(host.paramsOf("submit"), []);
    await button("Send as text").click();
    await host.drawn();
    assert.deepEqual(host.paramsOf("submit"), [{ text: "/tmp is full" }]);
    assert.equal(await message.inputValue(), "");
  });

  it("that was mistyped can be run as the one that was meant", async () => {
    const { page, host, message, button } = await open();
    host.onSlash = async ({ name }) => (name === "explain" ? { type: "done" } : { type: "unknown", meant: "explain" });
    await message.fill("/explian this");
    await message.press("Enter");
    await page.getByRole("alert").getByText("There is no command /explian. Did you mean /explain?").waitFor();
    await button("Run /explain").click();
    await host.drawn();
    assert.deepEqual(host.paramsOf("slash").at(-1), { name: "explain", words: "this" });
    assert.equal(await message.inputValue(), "");
    assert.equal(await page.getByRole("alert").count(), 0);
  });

  it("is no path: that is sent", async () => {
    const { host, message } = await open();
    await message.fill("/usr/bin is a path");
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), [{ text: "/usr/bin is a path" }]);
    assert.deepEqual(host.paramsOf("slash"), []);
  });

  it("shows the list with /help", async () => {
    const { page, host, message } = await open();
    host.onCompletions = async () => commands;
    host.onSlash = async () => ({ type: "list" });
    await message.fill("/help ");
    await message.press("Enter");
    await page.getByRole("option", { name: "/explain" }).waitFor();
    assert.equal(await message.inputValue(), "/");
  });

  it("reaches the host while an answer runs, so that it can be stopped", async () => {
    const { host, message } = await open({
      state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await message.fill("/stop");
    await message.press("Enter");
    await host.drawn();
    assert.deepEqual(host.paramsOf("slash"), [{ name: "stop", words: "" }]);
  });
});
