import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import { errors, type Locator } from "playwright-core";
import { waitUntil } from "../host/wait.ts";
import type { Script } from "../support/scriptedOpenAi.ts";
import { openWorld, type World } from "./world.ts";

const code = [
  "export function total(items) {",
  "  let sum = 0;",
  "  for (const item of items) {",
  "    sum += item.price;",
  "  }",
  "  return sum;",
  "}",
  "",
].join("\n");
const answer =
  "```js\nexport function total(items) {\n  const prices = items.map((item) => item.price);\n" +
  "  return prices.reduce((sum, price) => sum + price, 0);\n}\n```";
let asked = 0;

const scripts: readonly Script[] = [
  { when: /: slowly/, answer: `${answer}\n\n${"That is all of it. ".repeat(300)}`, tokensPerSecond: 10 },
  { when: /: vary/, answer: () => answer.replace("prices", `prices${++asked}`) },
  { when: /: quickly/, answer },
];

describe("the proposed text in a real VS Code", () => {
  let world: World;

  before(async () => {
    world = await openWorld({
      scripts,
      needsKey: false,
      // Equal candidates are one.
      settings: { "askChatGPT.alternatives": 3, "files.encoding": "windows1252" },
      prepare: (project) => writeFile(join(project, "total.js"), code),
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
    await world.workbench.runCommand("Ask ChatGPT: Reject All").catch(() => undefined);
  });
  after(async () => world[Symbol.asyncDispose]());

  const lens = (title: string): Locator =>
    world.workbench.page.locator(".codelens-decoration").getByText(title, { exact: true }).first();
  const zone = (): Locator => world.workbench.page.locator(".review-widget");
  const field = (): Locator => zone().locator(".edit-textarea .monaco-editor");

  async function change(instruction: string): Promise<void> {
    const { workbench } = world;
    await workbench.openFile("total.js");
    await workbench.selectLines(1, 7);
    await workbench.runCommand("Ask ChatGPT: Edit with Instruction…");
    await workbench.quickInput().opened("Edit");
    await workbench.quickInput().type(instruction);
    await workbench.quickInput().accept();
  }

  /** The lines of a field, as they are drawn. */
  async function fieldText(): Promise<string> {
    const lines = await field()
      .locator(".view-line")
      .evaluateAll((elements) =>
        elements
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
          .toSorted((a, b) => a.top - b.top)
          .map(({ text }) => text.replaceAll("\u00a0", " ")),
      );
    return lines.join("\n");
  }

  it("grows while the answer comes, without touching the file or the focus, and stops by its CodeLens", async () => {
    const { page } = world.workbench;
    await change("slowly");
    await lens("Writing…").waitFor();
    await zone().filter({ hasText: "items.map" }).waitFor();
    assert.equal(await lens("Accept All").count(), 0);
    // Who types goes on typing in the file, and the selection is still what it was.
    assert.equal(await page.evaluate(() => document.activeElement?.closest(".review-widget") === null), true);
    // VS Code draws the lens anew while it reads the document, and a click in that moment is lost.
    const isGone = async (): Promise<boolean> => {
      if ((await zone().count()) === 0) return true;
      await lens("Stop")
        .click({ timeout: 500 })
        .catch((error: unknown) => {
          if (!(error instanceof errors.TimeoutError)) throw error;
        });
      return false;
    };
    await waitUntil(isGone, { what: "the zone to go", timeout: 20_000, interval: 500 });
    assert.equal(await lens("Accept All").count(), 0);
    assert.equal(await world.workbench.fileText("total.js"), code);
  });

  it("can be edited by keyboard, indentation and all, before it is accepted", async () => {
    const { workbench } = world;
    const { keyboard } = workbench.page;
    await change("quickly");
    await lens("Accept All").waitFor();
    await workbench.runCommand("Ask ChatGPT: Edit Proposed Text");
    await field().waitFor();
    await waitUntil(async () => (await fieldText()).includes("reduce"), { what: "the text", timeout: 30_000 });
    assert.equal(
      await fieldText(),
      "  const prices = items.map((item) => item.price);\n  return prices.reduce((sum, price) => sum + price, 0);",
    );
    await keyboard.press("Control+Home");
    await keyboard.press("End");
    await keyboard.press("Enter");
    await keyboard.type("  check(prices);");
    await keyboard.press("Control+Enter");
    // The field, which says the same, is gone first.
    await field().waitFor({ state: "detached" });
    await zone().filter({ hasText: "check(prices)" }).waitFor();
    // The keyboard is back in the file.
    await waitUntil(() => workbench.page.locator('.monaco-editor.focused[data-uri$="total.js"]').isVisible(), {
      what: "the focus to return",
      timeout: 30_000,
    });
    assert.equal(await workbench.fileText("total.js"), code);

    await workbench.reload();
    await zone().filter({ hasText: "check(prices)" }).waitFor();
    await workbench.runCommand("Ask ChatGPT: Accept All");
    await waitUntil(async () => (await workbench.editorText()).includes("check"), {
      what: "the text",
      timeout: 30_000,
    });
    assert.match(
      await workbench.editorText(),
      /\{\n  const prices = items\.map\(\(item\) => item\.price\);\n {2,4}check\(prices\);\n  return prices/,
    );
    await keyboard.press("Control+z");
  });

  it("stays to be typed into when what was typed cannot be proposed", async () => {
    const { workbench } = world;
    const { keyboard } = workbench.page;
    await change("quickly");
    await lens("Accept All").waitFor();
    await workbench.codeLens("Edit", field());
    await waitUntil(async () => (await fieldText()).includes("reduce"), { what: "the text", timeout: 30_000 });
    await keyboard.press("Control+End");
    // Not in the file's encoding.
    await keyboard.type(" // ☃");
    await keyboard.press("Control+Enter");
    await workbench.page.getByText("cannot hold in its encoding").first().waitFor();
    await waitUntil(async () => (await fieldText()).includes("// ☃"), { what: "the field", timeout: 30_000 });
    await field().click();
    await keyboard.press("Control+End");
    await keyboard.press("Backspace");
    await keyboard.type("snow");
    await keyboard.press("Control+Enter");
    await field().waitFor({ state: "detached" });
    await zone().filter({ hasText: "// snow" }).waitFor();
    await workbench.runCommand("Ask ChatGPT: Reject All");
  });

  it("stays as it was when editing it is cancelled", async () => {
    const { workbench } = world;
    await change("quickly");
    await lens("Accept All").waitFor();
    await workbench.codeLens("Edit", field());
    await waitUntil(async () => (await fieldText()).includes("reduce"), { what: "the text", timeout: 30_000 });
    await workbench.page.keyboard.type("nonsense");
    await zone().getByRole("button", { name: "Cancel" }).click();
    await waitUntil(async () => (await field().count()) === 0, { what: "the field to close", timeout: 30_000 });
    await zone().filter({ hasText: "items.map" }).waitFor();
    assert.equal(await zone().getByText("nonsense").count(), 0);
  });

  it("can be another candidate", async () => {
    const { workbench } = world;
    const name = async (): Promise<string | undefined> => /prices\d/.exec(await zone().innerText())?.[0];
    await change("vary");
    await lens("Alternative 1 of 3").waitFor();
    await zone().filter({ hasText: "items.map" }).waitFor();
    const first = await name();
    await workbench.runCommand("Ask ChatGPT: Next Alternative");
    await lens("Alternative 2 of 3").waitFor();
    await waitUntil(async () => (await name()) !== first, { what: "another text", timeout: 30_000 });
    await workbench.runCommand("Ask ChatGPT: Previous Alternative");
    await lens("Alternative 1 of 3").waitFor();
    await waitUntil(async () => (await name()) === first, { what: "the first text", timeout: 30_000 });
  });
});
