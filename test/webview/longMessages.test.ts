import assert from "node:assert/strict";
import { countDrawnCharacters } from "../support/drawnCharacters.ts";
import { usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

const megabytes = 5;
const oneLine = "word ".repeat((megabytes * 1_000_000) / 5);
const manyLines = "let answer = 42; // again\n".repeat(200_000);

/** Characters. A message of five megabytes that is drawn as a whole, or again and again as it grows, exceeds it. */
const bearable = 1_000_000;

describe("a message of five megabytes", () => {
  const open = usePanels();

  const end = "\n\nThe end.";
  for (const [what, text] of [
    ["one line", oneLine],
    ["200,000 lines", manyLines],
    ["one line of code", `\`\`\`js\n${oneLine}\n\`\`\`${end}`],
    ["200,000 lines of code", `\`\`\`ts\n${manyLines}\`\`\`${end}`],
    ["200,000 lines of a list", `${manyLines.replaceAll("let ", "- ")}${end}`],
  ] as const) {
    it(`as an answer of ${what} is shown in part, and more on demand`, async function () {
      this.timeout(60_000);
      const panel = await open();
      const drawn = await countDrawnCharacters(panel.page, async () => {
        await panel.host.show({ ...panel.host.state, conversation: conversation(turn("1", "Why?", { text })) });
        await panel.button("Open in editor").waitFor();
      });
      const shown = await panel.answers.evaluate((node) => node.textContent.length);
      const more = await countDrawnCharacters(panel.page, async () => {
        await panel.button("Show more").click();
        await panel.host.drawn();
      });
      assert.ok(drawn > 0 && drawn < bearable, `${drawn} characters`);
      assert.ok(more > 0 && more < bearable, `${more} characters`);
      assert.ok(shown < bearable);
      assert.ok((await panel.answers.evaluate((node) => node.textContent.length)) > shown);
    });
  }

  for (const [what, text] of [
    ["markers without an end", "[*_`![".repeat(megabytes * 150_000)],
    ["200,000 cells", `${"| a ".repeat(20)}|\n${"|---".repeat(20)}|\n${`${"| b ".repeat(20)}|\n`.repeat(10_000)}`],
    ["quotes in quotes", "> ".repeat(megabytes * 500_000)],
  ] as const) {
    it(`as an answer of ${what} is shown in part, and whole in an editor`, async function () {
      this.timeout(60_000);
      const panel = await open();
      const drawn = await countDrawnCharacters(panel.page, async () => {
        await panel.host.show({ ...panel.host.state, conversation: conversation(turn("1", "Why?", { text })) });
        await panel.button("Open in editor").click();
      });
      assert.ok(drawn > 0 && drawn < bearable, `${drawn} characters`);
      assert.deepEqual(panel.host.paramsOf("openText"), [{ text, language: "markdown" }]);
    });
  }

  it("as a question, or as reasoning, is shown in part and handed on whole", async () => {
    const panel = await open();
    const drawn = await countDrawnCharacters(panel.page, async () => {
      const asked = turn("1", oneLine, { text: "So.", reasoning: manyLines });
      await panel.host.show({ ...panel.host.state, conversation: conversation(asked) });
      await panel.answers.getByText("So.").waitFor();
    });
    assert.ok(drawn > 0 && drawn < bearable, `${drawn} characters`);
    await panel.button("Open in editor").first().click();
    assert.deepEqual(panel.host.paramsOf("openText"), [{ text: oneLine, language: "" }]);
    await panel.answers.getByText("Reasoning").click();
    await panel.answers.getByText("5,190,016 more characters").waitFor();
    await panel.answers.getByRole("button", { name: "Show more" }).click();
    await panel.answers.getByText("5,180,006 more characters").waitFor();
  });

  it("is copied whole", async () => {
    const panel = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: `\`\`\`\n${manyLines}\`\`\`` })) },
    });
    await panel.page.locator('button[aria-label="Apply to file"]:not([aria-disabled])').waitFor();
    await panel.button("Copy code").click();
    await panel.button("Copy answer").click();
    const [code, answer] = panel.host.paramsOf("copy") as readonly { readonly text: string }[];
    assert.equal(code?.text, manyLines.slice(0, -1));
    assert.equal(answer?.text.length, manyLines.length + 7);
  });

  for (const [what, beginning, text] of [
    ["one line", "", oneLine],
    ["one line of code", "```js\n", oneLine],
    ["200,000 lines of code", "```ts\n", manyLines],
    ["200,000 lines of a list", "", manyLines.replaceAll("let ", "- ")],
  ] as const) {
    it(`is drawn in part while it comes as ${what}`, async function () {
      this.timeout(120_000);
      const panel = await open({
        state: { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) },
      });
      const piece = 50_000;
      const drawn = await countDrawnCharacters(panel.page, async () => {
        await panel.host.emit({ type: "answer-delta", turnId: "1", text: beginning });
        for (let at = 0; at < text.length; at += piece) {
          await panel.host.emit({ type: "answer-delta", turnId: "1", text: text.slice(at, at + piece) });
        }
      });
      assert.ok(drawn > 0 && drawn < bearable, `${drawn} characters`);
    });
  }
});
