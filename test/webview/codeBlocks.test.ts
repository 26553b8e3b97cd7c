import assert from "node:assert/strict";
import type { AnswerState } from "../../src/shared/chat/state.ts";
import { AskError } from "../../src/shared/failures.ts";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

describe("a code block", () => {
  const open = usePanels();
  const openAnswer = (text: string, state: AnswerState = { type: "complete" }): Promise<PanelPage> =>
    open({ state: { conversation: conversation(turn("1", "Why?", { text, state })) } });

  it("hands its exact code to the host", async () => {
    const code = 'const a = "<b>&amp;\\n";\n\n\tif (a) {  \n  }';
    const { page, host, button } = await openAnswer(
      `\`\`\`\nfirst\n\`\`\`\n\n- \`\`\`ts title="x"\n  ${code.replaceAll("\n", "\n  ")}\n  \`\`\`\n`,
    );
    host.onCodeAction = async ({ action }) => `Done: ${action}`;
    const block = page.getByRole("group", { name: "Code block ts", exact: true });
    for (const [name, action] of [
      ["Insert at cursor", "insert"],
      ["Apply to file", "apply"],
      ["Create file", "create"],
    ] as const) {
      await block.getByRole("button", { name }).click();
      await block.getByText(`Done: ${action}`).waitFor();
      assert.deepEqual(host.paramsOf("codeAction").at(-1), { action, turnId: "1", block: 1, code, language: "ts" });
    }
    await block.getByRole("button", { name: "Copy code" }).click();
    assert.deepEqual(host.paramsOf("copy"), [{ text: code }]);
    assert.equal(await button("Run in terminal").count(), 0);
  });

  it("says which file its fence names", async () => {
    const { page } = await openAnswer("```ts src/deep/parser.ts\nlet a;\n```\n\n```js\nlet b;\n```");
    const block = page.getByRole("group", { name: "Code block src/deep/parser.ts", exact: true });
    await block.getByText("parser.ts", { exact: true }).waitFor();
    assert.equal(await block.getByTitle("src/deep/parser.ts").count(), 1);
    await page.getByRole("group", { name: "Code block js", exact: true }).getByText("js", { exact: true }).waitFor();
  });

  it("runs shell code in the terminal", async () => {
    const { host, button } = await openAnswer("```bash\nnpm test\n```");
    await button("Run in terminal").click();
    assert.deepEqual(host.paramsOf("codeAction"), [
      { action: "runInTerminal", turnId: "1", block: 0, code: "npm test", language: "bash" },
    ]);
  });

  it("acts once, however often its button is pressed meanwhile", async () => {
    const { host, button } = await openAnswer("```ts\na\n```");
    const { promise, resolve } = Promise.withResolvers<string>();
    host.onCodeAction = () => promise;
    await button("Apply to file").dblclick();
    assert.equal(await button("Insert at cursor").isDisabled(), true);
    await button("Insert at cursor").dispatchEvent("click");
    resolve("");
    await host.drawn();
    assert.equal(host.paramsOf("codeAction").length, 1);
    assert.equal(await button("Insert at cursor").isDisabled(), false);
  });

  it("acts once on a double click, however quickly the first is done with, and again on a later click", async () => {
    const { host, button } = await openAnswer("```ts\na\n```");
    await button("Insert at cursor").click({ clickCount: 2, delay: 20 });
    await host.drawn();
    assert.equal(host.paramsOf("codeAction").length, 1);
    await button("Insert at cursor").click();
    assert.equal(host.paramsOf("codeAction").length, 2);
  });

  it("says why an action failed", async () => {
    const { page, host, button } = await openAnswer("```ts\na\n```");
    host.onCodeAction = async () => {
      throw new AskError({ code: "bad-setting", setting: "askChatGPT.x", reason: "" });
    };
    await button("Apply to file").click();
    await page.getByRole("group").getByText("The setting askChatGPT.x cannot be used.").waitFor();
  });

  it("can be copied but not applied until its fence is closed", async () => {
    const { host, button } = await openAnswer("```ts\nlet a = 1;\n", { type: "streaming" });
    const available = async (): Promise<readonly boolean[]> =>
      Promise.all(
        ["Copy code", "Insert at cursor", "Apply to file", "Create file"].map((name) => button(name).isEnabled()),
      );
    assert.deepEqual(await available(), [true, false, false, false]);
    await button("Apply to file").dispatchEvent("click");
    assert.deepEqual(host.paramsOf("codeAction"), []);
    await host.emit({ type: "answer-delta", turnId: "1", text: "```\n" });
    assert.deepEqual(await available(), [true, true, true, true]);
  });

  for (const state of [
    { type: "stopped" },
    { type: "length" },
    { type: "interrupted" },
    { type: "failed", failure: { code: "cut-off" } },
  ] satisfies readonly AnswerState[]) {
    it(`stays unusable when the answer ends as ${state.type} before its fence`, async () => {
      const { button, page } = await openAnswer("```ts\nlet a = 1;\n```\n\n```ts\nlet b = ", state);
      assert.equal(await button("Apply to file").first().isEnabled(), true);
      assert.equal(await button("Apply to file").last().isEnabled(), false);
      assert.match((await button("Apply to file").last().getAttribute("title")) ?? "", /incomplete/);
      // It has ended all the same, so it is highlighted.
      await page.locator("ask-code-block").last().locator(".hljs-keyword").waitFor();
    });
  }

  it("is usable without its last fence when the answer is complete", async () => {
    const { host, button } = await openAnswer("```ts\nlet a = 1;\n", { type: "streaming" });
    await host.emit({ type: "answer-end", turnId: "1", state: { type: "complete" } });
    assert.equal(await button("Apply to file").isEnabled(), true);
  });

  it("is highlighted once it is finished, by a chunk that the policy lets in", async () => {
    const { page, host } = await openAnswer("```ts\nlet a = 1;\n", { type: "streaming" });
    const chunks: string[] = [];
    page.on("response", (response) => void (response.url().includes("highlight-") && chunks.push(response.url())));
    assert.equal(await page.locator("[class^=hljs]").count(), 0);
    await host.emit({ type: "answer-delta", turnId: "1", text: "```\n\nand" });
    await page.locator(".hljs-keyword").waitFor();
    assert.equal(chunks.length, 1);
    assert.equal(await page.locator("pre").textContent(), "let a = 1;");
  });
});
