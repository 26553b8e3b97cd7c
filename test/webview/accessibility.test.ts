import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { emptyPanel, usePanels, type PanelPage } from "../support/panelPage.ts";
import { commands, ownSettings, panelStates } from "../support/panelStates.ts";
import { panelThemes } from "../support/panelThemes.ts";
import { conversation, turn } from "../support/panelTurns.ts";

/** What is cut off at the sides of the page. */
async function cutOff({ page }: PanelPage): Promise<readonly string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean =>
      element.closest("pre, .table, .visually-hidden, .chip-label, .model-name, .elsewhere-chat") !== null;
    return [...document.querySelectorAll("body *")]
      .filter((element) => !scrolls(element) && element.getBoundingClientRect().width > 0)
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < 0 || right > innerWidth + 0.5;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

async function settled(panel: PanelPage): Promise<void> {
  if ((await panel.page.locator("ask-code-block").count()) > 0) await panel.page.waitForLoadState("networkidle");
  await panel.host.drawn();
}

describe("the panel is accessible", () => {
  const open = usePanels();
  const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  for (const theme of panelThemes) {
    for (const [name, state] of Object.entries(panelStates)) {
      it(`with ${name} in ${theme}`, async () => {
        const panel = await open({ theme, state, height: 1600 });
        await settled(panel);
        assert.deepEqual(await violationsIn(panel), []);
      });
    }

    it(`with links into the workspace, and suggestions, in ${theme}`, async () => {
      const panel = await open({ theme });
      panel.host.onReference = (reference) => (reference.includes("b.ts") ? "missing" : "found");
      panel.host.onCompletions = async () => [
        { id: "1", kind: "file", label: "parser.ts", detail: "src/core", text: "@parser.ts" },
        { id: "2", kind: "problems", label: "Problems in parser.ts", detail: "3", text: "@Problems" },
      ];
      const text = "Look at `src/a.ts:12`, src/c.ts:1, not at `src/b.ts:1`.";
      await panel.host.show({ ...emptyPanel, conversation: conversation(turn("1", "Why?", { text })) });
      await panel.page.locator(".missing-reference").waitFor();
      await panel.message.pressSequentially("@");
      await panel.page.getByRole("option").first().waitFor();
      assert.deepEqual(await violationsIn(panel), []);
    });
  }

  for (const theme of panelThemes) {
    for (const width of [300, 180]) {
      it(`with a chat's settings, commands and why one was not run, at ${width} pixels in ${theme}`, async () => {
        const panel = await open({ theme, width, height: 900, state: ownSettings });
        const { page, host, message, button } = panel;
        await button("Settings of this chat, not the default: High").click();
        await message.fill("x".repeat(4_000));
        assert.deepEqual(await violationsIn(panel), []);
        assert.deepEqual(await cutOff(panel), []);
        host.onCompletions = async () => commands;
        await message.fill("");
        await message.pressSequentially("/");
        await page.getByRole("listbox").waitFor();
        assert.deepEqual(await violationsIn(panel), []);
        assert.deepEqual(await cutOff(panel), []);
        host.onCompletions = async () => [];
        host.onSlash = async () => ({ type: "unknown", meant: "explain" });
        await message.fill("/explian");
        await message.press("Enter");
        await button("Send as text").waitFor();
        assert.deepEqual(await violationsIn(panel), []);
        assert.deepEqual(await cutOff(panel), []);
      });
    }
  }

  async function violationsIn({ page }: PanelPage): Promise<readonly string[]> {
    await page.evaluate(await axe);
    const { violations } = await page.evaluate<AxeResults>("axe.run({ preload: false })");
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );
  }

  for (const theme of panelThemes) {
    it(`with a question that is being edited, and an open menu, in ${theme}`, async () => {
      const panel = await open({ theme, width: 180, state: panelStates["a conversation"] });
      await panel.button("Edit message").first().click();
      await panel.button("More actions").first().click();
      await panel.page.getByRole("menuitem", { name: "Copy question" }).hover();
      await panel.page.evaluate(await axe);
      const { violations } = await panel.page.evaluate<AxeResults>("axe.run({ preload: false })");
      assert.deepEqual(
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`)),
        [],
      );
      const menu = await panel.page.getByRole("menu").boundingBox();
      assert.ok(menu && menu.x >= 0 && menu.x + menu.width <= 180, JSON.stringify(menu));
    });
  }

  for (const width of [180, 150]) {
    for (const [name, state] of Object.entries(panelStates)) {
      it(`with ${name} at ${width} pixels, with nothing cut off at the side`, async () => {
        const panel = await open({ width, state, theme: "hcDark" });
        await settled(panel);
        assert.deepEqual(await cutOff(panel), []);
      });
    }
  }

  it("says aloud that an answer begins and ends, and reads no tokens", async () => {
    const { page, host, message, conversation: log } = await open();
    await page.evaluate(() => {
      const said: string[] = [];
      const region = document.querySelector('[aria-live="polite"]');
      if (region) new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
      Object.assign(globalThis, { said });
    });
    await message.fill("Why?");
    await message.press("Enter");
    await host.drawn();
    await host.emit({ type: "answer-delta", turnId: "turn-1", text: "Be" });
    await host.emit({ type: "answer-delta", turnId: "turn-1", text: "cause" });
    await host.emit({ type: "answer-end", turnId: "turn-1", state: { type: "complete" }, usage: { input: 1 } });
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.deepEqual(said, ["ChatGPT is answering.", "ChatGPT has answered."]);
    assert.equal(await log.getAttribute("aria-live"), "off");
  });

  it("can be worked from the keyboard alone, in reading order", async () => {
    const { page, message } = await open({
      state: { ...emptyPanel, conversation: conversation(turn("1", "Why?", { text: "[a](b)\n\n```sh\nls\n```" })) },
    });
    const reached: string[] = [];
    await page.getByRole("log").focus();
    while (!(await message.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(
          () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "",
        ),
      );
    }
    assert.deepEqual(reached, [
      "Edit message",
      "More actions",
      "A",
      "Copy code",
      "Insert at cursor",
      "Apply to file",
      "Create file",
      "Run in terminal",
      "PRE",
      "Copy answer",
      "Regenerate",
      "Regenerate with another model",
      "Show API call",
      "Message",
    ]);
  });

  it("moves nothing for those who ask for that", async () => {
    const { page } = await open({ state: panelStates["a running answer"] });
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });

  it("keeps its edges in forced colours", async () => {
    const { page, button } = await open({ state: panelStates["a conversation"] });
    await page.emulateMedia({ forcedColors: "active" });
    const icon = await button("Send")
      .locator(".icon")
      .evaluate((node) => {
        const { backgroundColor, color } = getComputedStyle(node);
        return backgroundColor === color;
      });
    assert.equal(icon, true);
  });
});
