import assert from "node:assert/strict";
import type { Completion } from "../../src/shared/protocol/completions.ts";
import { eventually, usePanels, type PanelOptions, type PanelPage } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

describe("the list that @ opens", () => {
  const open = usePanels();

  const file = (name: string, detail = "src"): Completion => ({
    id: name,
    kind: "file",
    label: name,
    detail,
    text: `@${name}`,
  });

  /** A panel whose workspace has these files. */
  async function openWith(names: readonly string[], options?: PanelOptions) {
    const panel = await open(options);
    panel.host.onCompletions = async (query) =>
      names.filter((name) => name.includes(query)).map((name) => file(name, "src/core/prompts"));
    const list = panel.page.getByRole("listbox", { name: "Suggestions" });
    return { ...panel, list, items: list.getByRole("option"), active: () => activeText(panel) };
  }

  /** What a screen reader reads as the active item. */
  function activeText({ message, page }: PanelPage): Promise<string> {
    return message
      .evaluate(
        (area) => document.getElementById(area.getAttribute("aria-activedescendant") ?? "")?.textContent?.trim() ?? "",
      )
      .then((text) => (page.isClosed() ? "" : (text.split(/\s+/)[0] ?? "")));
  }

  it("has what is found, and leaves the focus in the text", async () => {
    const { message, items, host, list } = await openWith(["parser.ts", "panel.ts"]);
    await message.pressSequentially("Why does @pa");
    await items.first().waitFor();
    assert.deepEqual(await items.allTextContents().then((texts) => texts.map((text) => text.trim().split(/\s+/)[0])), [
      "parser.ts",
      "panel.ts",
    ]);
    assert.deepEqual(host.paramsOf("completions").at(-1), { trigger: "@", query: "pa" });
    assert.equal(await message.evaluate((area) => area === document.activeElement), true);
    assert.equal(await message.getAttribute("aria-controls"), await list.getAttribute("id"));
  });

  it("is gone through with the arrows, and Enter takes what is active", async () => {
    const { message, items, host, active } = await openWith(["a.ts", "b.ts", "c.ts"]);
    await message.pressSequentially("See @");
    await items.first().waitFor();
    assert.equal(await active(), "a.ts");
    await message.press("ArrowDown");
    await message.press("ArrowDown");
    await message.press("ArrowUp");
    assert.equal(await active(), "b.ts");
    await message.press("Enter");
    assert.equal(await message.inputValue(), "See @b.ts ");
    assert.deepEqual(host.paramsOf("takeCompletion"), [{ trigger: "@", id: "b.ts" }]);
    assert.deepEqual(host.paramsOf("submit"), []);
    assert.equal(await items.count(), 0);
    assert.equal(await message.getAttribute("aria-activedescendant"), null);
  });

  it("goes round at its ends", async () => {
    const { message, items, active } = await openWith(["a.ts", "b.ts"]);
    await message.pressSequentially("@");
    await items.first().waitFor();
    await message.press("ArrowUp");
    assert.equal(await active(), "b.ts");
    await message.press("ArrowDown");
    assert.equal(await active(), "a.ts");
  });

  it("is taken from with Tab and with a click, in the middle of a text", async () => {
    const { message, items, host } = await openWith(["a.ts", "b.ts"]);
    await message.fill("before  after");
    await message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 7));
    await message.pressSequentially("@a");
    await items.first().waitFor();
    await message.press("Tab");
    assert.equal(await message.inputValue(), "before @a.ts after");
    await message.pressSequentially(" @b");
    await items.first().click();
    assert.equal(await message.inputValue(), "before @a.ts @b.ts after");
    assert.equal(await message.evaluate((area) => area === document.activeElement), true);
    assert.equal(host.paramsOf("takeCompletion").length, 2);
  });

  it("is closed by Escape, which does not stop the answer, and stays closed for this word", async () => {
    const { message, items, host } = await openWith(["a.ts"], {
      state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await message.pressSequentially("@");
    await items.first().waitFor();
    await message.press("Escape");
    assert.equal(await items.count(), 0);
    assert.deepEqual(host.paramsOf("stop"), []);
    await message.pressSequentially("a");
    await host.drawn();
    assert.equal(await items.count(), 0);
    await message.press("Escape");
    await eventually(() => assert.equal(host.paramsOf("stop").length, 1));
    await message.pressSequentially(" @");
    await items.first().waitFor();
  });

  it("never takes the Enter of an input method", async () => {
    const { message, items, host } = await openWith(["日本.ts"]);
    await message.pressSequentially("@");
    await items.first().waitFor();
    await message.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
    await message.evaluate((area) => {
      area.dispatchEvent(new CompositionEvent("compositionend", { data: "日", bubbles: true }));
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
    });
    assert.deepEqual(host.paramsOf("takeCompletion"), []);
    assert.deepEqual(host.paramsOf("submit"), []);
  });

  it("opens within a text of a script without spaces, and not in an address of mail", async () => {
    const { message, items, host } = await openWith(["a.ts"]);
    await message.fill("me@");
    await message.pressSequentially("a");
    await host.drawn();
    assert.equal(await items.count(), 0);
    await message.fill("为什么");
    await message.pressSequentially("@");
    await items.first().waitFor();
  });

  it("shows the answer to what was typed last, whichever comes last", async () => {
    const { message, items, host } = await openWith([]);
    let answerFirst: (items: readonly Completion[]) => void = () => undefined;
    host.onCompletions = (query) =>
      query === "" ? new Promise((resolve) => (answerFirst = resolve)) : Promise.resolve([file("second.ts")]);
    await message.pressSequentially("@");
    await eventually(() => assert.equal(host.paramsOf("completions").length, 1));
    await message.pressSequentially("s");
    await items.getByText("second.ts").waitFor();
    answerFirst([file("first.ts")]);
    await host.drawn();
    assert.equal(await items.getByText("second.ts").count(), 1);
    assert.equal(await items.getByText("first.ts").count(), 0);
  });

  it("takes the first of what was typed when Enter comes before the list", async () => {
    const { message, items, host } = await openWith(["a.ts", "ab.ts"]);
    await message.pressSequentially("@a");
    await items.first().waitFor();
    let answer: (items: readonly Completion[]) => void = () => undefined;
    host.onCompletions = () => new Promise((resolve) => (answer = resolve));
    await message.pressSequentially("b");
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("takeCompletion"), []);
    answer([file("ab.ts")]);
    await eventually(async () => assert.equal(await message.inputValue(), "@ab.ts "));
    assert.deepEqual(host.paramsOf("submit"), []);
  });

  it("lets Enter send when nothing is found", async () => {
    const { message, host } = await openWith([]);
    await message.pressSequentially("Ask @nobody");
    await host.drawn();
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), [{ text: "Ask @nobody" }]);
  });

  it("closes when the caret leaves the word, and when the focus leaves the text", async () => {
    const { message, items, button } = await openWith(["a.ts"]);
    await message.pressSequentially("one @a");
    await items.first().waitFor();
    await message.press("Home");
    await eventually(async () => assert.equal(await items.count(), 0));
    await message.press("End");
    await message.pressSequentially("\b");
    await message.press("Backspace");
    await items.first().waitFor();
    await button("Add context").focus();
    await eventually(async () => assert.equal(await items.count(), 0));
  });

  it("keeps what is taken in the draft", async () => {
    const { message, items, page } = await openWith(["a.ts"]);
    await message.pressSequentially("@");
    await items.first().click();
    await page.reload();
    await eventually(async () => assert.equal(await message.inputValue(), "@a.ts "));
  });

  for (const width of [180, 300]) {
    it(`lies wholly in sight above the text, at ${width} pixels, in a low panel too`, async () => {
      const names = Array.from({ length: 40 }, (_, index) => `aFileWithARatherLongName${index}.test.ts`);
      const { message, items, list, page } = await openWith(names, { width, height: 320 });
      await message.pressSequentially("one\ntwo\nthree @");
      await items.first().waitFor();
      const box = await list.boundingBox();
      const text = await message.boundingBox();
      assert.ok(box && text);
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${box.x} ${box.width}`);
      assert.ok(box.y >= 0 && box.y + box.height <= text.y && box.height > 80, `${box.y} ${box.height} ${text.y}`);
      for (let step = 0; step < 39; step++) await message.press("ArrowDown");
      const last = await items.last().boundingBox();
      assert.ok(last && last.y + last.height <= box.y + box.height);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    });
  }
});
