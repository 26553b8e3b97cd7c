import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { emptyConversation, eventually, usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

describe("a reloaded panel", () => {
  const open = usePanels();
  const long = conversation(
    ...Array.from({ length: 30 }, (_, i) =>
      turn(`${i}`, `Question ${i}`, { text: `Answer ${i}. `.repeat(40 + (i % 7) * 30) }),
    ),
  );

  it("has the draft", async () => {
    const { page, message, button } = await open();
    await message.fill("half a question");
    await page.reload();
    await button("Send").waitFor();
    assert.equal(await message.inputValue(), "half a question");
    await message.press("Enter");
    await page.reload();
    await button("Stop").waitFor();
    assert.equal(await message.inputValue(), "");
  });

  it("tells the host what is written, and has what the host knows to be written later", async () => {
    const { page, host, message, button } = await open();
    await message.fill("half");
    await message.fill("half a question");
    await eventually(() => assert.equal(host.lastDraft?.text, "half a question"));
    const { at = 0 } = host.lastDraft ?? {};
    host.state = { ...host.state, draft: { text: "half", at: at - 1 } };
    await page.reload();
    await button("Send").waitFor();
    await host.drawn();
    assert.equal(await message.inputValue(), "half a question");
    host.state = { ...host.state, draft: { text: "another question", at: Date.now() + 60_000 } };
    await page.reload();
    await button("Send").waitFor();
    await host.drawn();
    assert.equal(await message.inputValue(), "another question");
    await message.press("Enter");
    await eventually(() => assert.equal(host.lastDraft?.text, ""));
  });

  it("has a draft for each conversation, and one for a new one", async () => {
    const { page, host, message, button } = await open({ state: { conversation: long } });
    await message.fill("about the long one");
    await host.show({ ...host.state, conversation: { ...long, id: "other" } });
    assert.equal(await message.inputValue(), "");
    await message.fill("about the other");
    await host.show({ ...host.state, conversation: { ...emptyConversation, id: "new" } });
    await message.fill("something new");
    await host.show({ ...host.state, conversation: long });
    assert.equal(await message.inputValue(), "about the long one");
    await page.reload();
    await button("Send").waitFor();
    await host.drawn();
    assert.equal(await message.inputValue(), "about the long one");
    await host.show({ ...host.state, conversation: { ...long, id: "other" } });
    assert.equal(await message.inputValue(), "about the other");
    await host.show({ ...host.state, conversation: { ...emptyConversation, id: "another new" } });
    assert.equal(await message.inputValue(), "something new");
  });

  it("keeps a draft when a command asks the first question of its conversation", async () => {
    const { page, host, message, button } = await open();
    await message.fill("something new");
    const [first] = long.turns;
    assert.ok(first);
    await host.emit({ type: "turn-started", turnId: "1", at: 0, question: first.question });
    assert.equal(await message.inputValue(), "something new");
    await page.reload();
    await button("Stop").waitFor();
    assert.equal(await message.inputValue(), "something new");
    await host.show({ ...host.state, conversation: { ...emptyConversation, id: "new" } });
    assert.equal(await message.inputValue(), "");
  });

  it("gives a text to the conversation that it opens with", async () => {
    const { host, message } = await open({ state: { conversation: long } });
    await message.fill("about the long one");
    host.state = { ...host.state, conversation: { ...long, id: "other" } };
    const shown = host.show(host.state);
    await host.focusComposer("for the other");
    await shown;
    assert.equal(await message.inputValue(), "for the other");
  });

  it("keeps what is typed before the host says that another conversation is shown", async () => {
    const { page, host, message, button } = await open({ state: { conversation: long } });
    await message.fill("about the long one");
    await host.show({ ...host.state, conversation: { ...long, id: "other" } });
    await message.fill("draft, ");
    await host.show({ ...host.state, conversation: long });
    host.state = { ...host.state, conversation: { ...long, id: "other" } };
    const script = await holdScript(page);
    await page.reload({ waitUntil: "commit" });
    await message.pressSequentially("and more");
    script.resolve();
    await button("Send").waitFor();
    assert.equal(await message.inputValue(), "draft, and more");
  });

  it("can be written in before its script has come, after the draft", async () => {
    const { page, message, button } = await open();
    await message.fill("half a question, ");
    const script = await holdScript(page);
    await page.reload({ waitUntil: "commit" });
    await message.pressSequentially("and the rest");
    assert.equal(await message.inputValue(), "and the rest");
    script.resolve();
    await button("Send").waitFor();
    assert.equal(await message.inputValue(), "half a question, and the rest");
  });

  it("sends what was entered before its script had come", async () => {
    const { page, host, message, button } = await open();
    const script = await holdScript(page);
    await page.reload({ waitUntil: "commit" });
    await message.pressSequentially("one\n");
    assert.equal(await message.inputValue(), "one");
    script.resolve();
    await button("Stop").waitFor();
    assert.deepEqual(host.paramsOf("submit"), [{ text: "one" }]);
    assert.equal(await message.inputValue(), "");
  });

  it("shows the running answer and goes on with it", async () => {
    const { page, host, answers } = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "Be", state: { type: "streaming" } })) },
    });
    await page.reload();
    await answers.getByText("Be").waitFor();
    await host.emit({ type: "answer-delta", turnId: "1", text: "cause." });
    await answers.getByText("Because.").waitFor();
  });

  it("is at the end when its reader was", async () => {
    const { page, conversation: log, host } = await open({ state: { conversation: long } });
    await page.reload();
    await host.drawn();
    await eventually(async () => {
      assert.ok((await log.evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight)) <= 1);
    });
  });

  it("is where its reader was", async () => {
    const { page, conversation: log, host } = await open({ state: { conversation: long } });
    await log.evaluate((element) => {
      element.querySelector('[data-turn="12"]')?.scrollIntoView();
      element.scrollBy(0, 40);
    });
    const offset = (): Promise<number | undefined> =>
      log.evaluate((element) => {
        const top = element.querySelector('[data-turn="12"]')?.getBoundingClientRect().top;
        return top === undefined ? undefined : Math.round(top - element.getBoundingClientRect().top);
      });
    await eventually(async () =>
      assert.match(await page.evaluate(() => Object.values(sessionStorage).join()), /turnId/),
    );
    const before = await offset();
    await page.reload();
    await log.waitFor();
    await host.drawn();
    await eventually(async () => assert.ok(Math.abs(((await offset()) ?? 999) - (before ?? 0)) <= 2));
    await page.getByRole("button", { name: "Jump to latest" }).waitFor();
  });

  it("shows another conversation from its end", async () => {
    const { host, conversation: log } = await open({ state: { conversation: long } });
    await log.evaluate((element) => element.scrollTo(0, 0));
    await host.show({ ...host.state, conversation: { ...long, id: "other" } });
    await eventually(async () => {
      assert.ok((await log.evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight)) <= 1);
    });
  });
});

/** Keeps the script of the next page back until the result is resolved. */
async function holdScript(page: Page): Promise<PromiseWithResolvers<void>> {
  const script = Promise.withResolvers<void>();
  await page.route("**/main.js", async (route) => {
    await script.promise;
    await route.continue();
  });
  return script;
}
