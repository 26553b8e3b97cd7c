import assert from "node:assert/strict";
import { usePanels } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

describe("the composer", () => {
  const open = usePanels();

  it("sends with Enter and empties itself", async () => {
    const { host, message, conversation: log } = await open();
    await message.fill("  Why?\n");
    await message.press("Enter");
    await log.getByRole("article", { name: "You" }).getByText("Why?").waitFor();
    assert.deepEqual(host.paramsOf("submit"), [{ text: "Why?" }]);
    assert.equal(await message.inputValue(), "");
  });

  it("sends with its button, and the focus stays with the text", async () => {
    const { host, message, button } = await open();
    await message.fill("Why?");
    await button("Send").click();
    assert.deepEqual(host.paramsOf("submit"), [{ text: "Why?" }]);
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
  });

  it("sends nothing empty", async () => {
    const { host, message, button } = await open();
    await message.fill(" \n ");
    await message.press("Enter");
    assert.equal(await button("Send").isDisabled(), true);
    await button("Send").dispatchEvent("click");
    assert.deepEqual(host.paramsOf("submit"), []);
  });

  it("breaks the line with Shift+Enter and grows with the text", async () => {
    const { host, message } = await open();
    const before = await message.boundingBox();
    await message.pressSequentially("one");
    await message.press("Shift+Enter");
    await message.pressSequentially("two");
    await message.press("Shift+Enter");
    await message.pressSequentially("three");
    assert.equal(await message.inputValue(), "one\ntwo\nthree");
    assert.deepEqual(host.paramsOf("submit"), []);
    assert.ok(((await message.boundingBox())?.height ?? 0) > 2 * (before?.height ?? 0));
  });

  it("never sends the Enter of an input method, in Chromium's order", async () => {
    const { page, host, message } = await open();
    await message.focus();
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    await message.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
    await client.send("Input.insertText", { text: "日本" });
    await message.dispatchEvent("keyup", { key: "Enter", keyCode: 13 });
    assert.deepEqual(host.paramsOf("submit"), []);
    assert.equal(await message.inputValue(), "日本");
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), [{ text: "日本" }]);
  });

  it("never sends the Enter of an input method, in WebKit's order", async () => {
    const { host, message } = await open();
    await message.fill("日本");
    await message.evaluate((area) => {
      area.dispatchEvent(new CompositionEvent("compositionend", { data: "日本", bubbles: true }));
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
    });
    assert.deepEqual(host.paramsOf("submit"), []);
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), [{ text: "日本" }]);
  });

  it("recalls the last question with Up when it is empty, and only then", async () => {
    const { message } = await open({
      state: { conversation: conversation(turn("1", "First?", {}), turn("2", "Second?", {})) },
    });
    await message.fill("draft");
    await message.press("ArrowUp");
    assert.equal(await message.inputValue(), "draft");
    await message.fill("");
    await message.press("ArrowUp");
    assert.equal(await message.inputValue(), "Second?");
  });

  it("keeps a draft for later while an answer runs", async () => {
    const { host, message } = await open({
      state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await message.fill("And then?");
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), []);
    assert.equal(await message.inputValue(), "And then?");
  });

  it("is where the second click of a double click on Send does not stop the answer", async () => {
    const { page, host, message, button } = await open();
    await message.fill("Why?");
    await button("Send").click();
    await button("Stop").waitFor();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await host.drawn();
    assert.deepEqual(host.paramsOf("stop"), []);
    await button("Stop").click();
    assert.equal(host.paramsOf("stop").length, 1);
  });

  it("takes the focus from Stop when the answer ends", async () => {
    const { host, message, button } = await open({
      state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await button("Stop").focus();
    await host.emit({ type: "answer-end", turnId: "1", state: { type: "complete" } });
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
  });

  it("takes no focus from outside the panel", async () => {
    const { page, host, button } = await open({
      state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
    });
    await button("Stop").focus();
    await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
    await host.emit({ type: "answer-end", turnId: "1", state: { type: "complete" } });
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  });

  it("stops with Escape wherever the focus is, and only while an answer runs", async () => {
    const { page, host, message, answers } = await open();
    await message.press("Escape");
    assert.deepEqual(host.paramsOf("stop"), []);
    await message.fill("Why?");
    await message.press("Enter");
    await answers.waitFor();
    await page.getByRole("log").focus();
    await page.keyboard.press("Escape");
    await answers.getByText("Stopped").waitFor();
    assert.equal(host.paramsOf("stop").length, 1);
  });

  it("adds and removes context, and asks for another model", async () => {
    const { page, host, message, button } = await open({
      state: { attachments: [attachment("1", "a.ts"), attachment("2", "b.ts")] },
    });
    await button("Add context").click();
    await button("Model: gpt-5.1").click();
    await button("Remove a.ts").click();
    assert.deepEqual(host.paramsOf("addContext").length, 1);
    assert.deepEqual(host.paramsOf("act"), [{ action: "select-model", turnId: "" }]);
    assert.deepEqual(host.paramsOf("removeAttachment"), [{ id: "1" }]);
    await button("Remove a.ts").waitFor({ state: "detached" });
    assert.equal(await button("Remove b.ts").evaluate((element) => element === document.activeElement), true);
    await button("Remove b.ts").click();
    await page.getByRole("list", { name: "Context" }).waitFor({ state: "detached" });
    await host.drawn();
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
  });

  it("takes a message back for editing, above a draft", async () => {
    const { message, button } = await open({ state: { conversation: conversation(turn("1", "Why?\nHow?", {})) } });
    await button("Edit message").click();
    assert.equal(await message.inputValue(), "Why?\nHow?");
    await message.fill("draft");
    await button("Edit message").click();
    assert.equal(await message.inputValue(), "Why?\nHow?\n\ndraft");
  });

  it("takes the caret and a text from the host", async () => {
    const { page, host, message } = await open();
    await message.fill("rest");
    await page.getByRole("log").focus();
    await host.focusComposer("");
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
    await host.focusComposer("Explain this.");
    assert.equal(await message.inputValue(), "Explain this.\n\nrest");
    assert.equal(await message.evaluate((area: HTMLTextAreaElement) => area.selectionStart), "Explain this.".length);
  });

  it("says how full the model's context is, from one half on", async () => {
    const choices = { defaults: {}, efforts: [], contextTokens: 1_000 };
    const { page, message } = await open({
      state: {
        setup: { ready: true, endpoint: "local", model: "m", choices },
        conversation: conversation(turn("1", "x".repeat(800), { text: "y".repeat(1_000) })),
      },
    });
    const hint = page.getByRole("note", { name: /^About/ });
    assert.equal(await hint.count(), 0);
    await message.fill("z".repeat(1_000));
    await hint.waitFor();
    assert.equal(await hint.innerText(), "70%");
    assert.match((await hint.getAttribute("title")) ?? "", /^About 700 of the 1,000 tokens/);
    await message.fill("");
    await hint.waitFor({ state: "detached" });
  });
});
