import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Completion } from "../../src/shared/protocol/completions.ts";
import type { PanelState } from "../../src/shared/protocol/panel.ts";
import { emptyPanel, usePanels, type PanelPage } from "../support/panelPage.ts";
import { panelThemes } from "../support/panelThemes.ts";
import { attachment, conversation, richAnswer, turn } from "../support/panelTurns.ts";
import { accepted, proposedFile } from "../support/proposedFiles.ts";

const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

const states: Readonly<Record<string, Partial<PanelState>>> = {
  "nothing yet": { setup: { ready: false, endpoint: "api.openai.com", model: "" } },
  "a model that will be gone": {
    setup: {
      ready: true,
      endpoint: "api.openai.com",
      model: "a-model-with-a-very-long-name-2026-01-01",
      shutdown: { date: "2026-12-11", isPast: false },
    },
  },
  "a conversation": {
    attachments: [attachment("1", "parser.ts:10-24"), attachment("2", "aVeryLongNameThatDoesNotFitIntoTheList.ts:1-2")],
    conversation: conversation(
      turn("1", "Why?", { text: richAnswer, usage: { input: 1204, output: 356 } }, [attachment("3", "parser.ts")]),
      turn("2", "Long?", { state: { type: "length" }, usage: { input: 1204, output: 356, estimated: true } }),
      turn("3", "And then?", { text: "So far `a\u200Bb`\n\n```ts\nlet", state: { type: "stopped" } }),
    ),
  },
  "a full context": {
    attachments: [
      { ...attachment("1", "parser.ts:10-24"), since: "changed" },
      { ...attachment("2", "gone.ts"), since: "deleted" },
      { ...attachment("3", "src/", "folder"), text: "x".repeat(20_000), leftOut: "src/: 3 of 9 files were added." },
      { ...attachment("4", "shot.png", "image"), text: "", image: { mediaType: "image/png", base64: dot } },
      attachment("5", "Problems in parser.ts", "problems"),
      attachment("6", "Changes", "changes"),
    ],
    offer: { label: "aVeryLongNameThatDoesNotFitIntoTheList.ts:10-24", path: "src/parser.ts", tokens: 12_345 },
    conversation: conversation(turn("1", "Why?", { text: "Look at `src/a.ts:12`, not at `src/b.ts:1`." })),
  },
  "a running answer": {
    conversation: conversation(
      turn("1", "Why?", {
        reasoning: "**Reading** the loop",
        text: "Be\n\n```ts\nlet a",
        state: { type: "streaming", note: { type: "slow" } },
        omissions: ["a.ts did not fit."],
      }),
    ),
  },
  "other versions": {
    conversation: {
      ...conversation(
        { ...turn("1", "Why?", { text: "So.", durationMs: 83_000, usage: { input: 1204 } }), askedAt: 2 },
        { ...turn("2", "And then?", { text: "Then." }), askedAt: 1_700_000_000_000 },
      ),
      branches: [{ after: "", turns: [{ ...turn("0", "Why not?", {}), askedAt: 1 }] }],
    },
  },
  "answers elsewhere": {
    elsewhere: [
      { id: "2", title: "What is the difference between a mutex and a semaphore?" },
      { id: "3", title: "Why?" },
    ],
  },
  "a waiting answer": { conversation: conversation(turn("1", "Why?", { state: { type: "waiting" } })) },
  "changed files": {
    conversation: conversation({
      ...turn("1", "Fix it", { text: "Done.", note: "Proposed in src/cart.ts. Review it in the editor." }),
      files: [
        proposedFile("src/cart.ts"),
        proposedFile("src/aFolderWithALongName/aFileWithAnEvenLongerName.test.ts", { ...accepted, kind: "create" }),
        proposedFile("src/part.ts", { open: 1, accepted: 2, restore: "lost" }),
        proposedFile("src/back.ts", { ...accepted, takenBack: "whole", added: 1, removed: 0 }),
        proposedFile("README.md", { open: 0, rejected: 1 }),
      ],
    }),
  },
  "a failure": {
    conversation: conversation(
      turn("1", "Why?", {
        text: "Be",
        state: { type: "failed", failure: { code: "cut-off", requestId: "req_0123456789" } },
      }),
      turn("2", "Why?", {
        state: {
          type: "failed",
          failure: { code: "quota", origin: "https://api.openai.com", requestId: "req_0123456789" },
        },
      }),
    ),
  },
};

const ownSettings: Partial<PanelState> = {
  setup: {
    ready: true,
    endpoint: "api.openai.com",
    model: "a-model-with-a-very-long-name-2026-01-01",
    choices: {
      defaults: { model: "another-model-with-a-very-long-name" },
      efforts: ["low", "high"],
      contextTokens: 1_000,
    },
  },
  conversation: {
    ...conversation({
      ...turn("1", "A long question.\n".repeat(40), { text: "Yes.", reasoning: "Hm." }),
      files: [proposedFile("src/cart.ts"), proposedFile("README.md")],
    }),
    options: { model: "a-model-with-a-very-long-name-2026-01-01", reasoningEffort: "high" },
  },
};

const commands: readonly Completion[] = [
  { id: "1", kind: "command", label: "/explain", detail: "Explain the selection or the file", text: "/explain" },
  { id: "2", kind: "prompt", label: "/a-prompt-with-a-long-name", detail: "A prompt with a long name", text: "/a" },
];

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
    for (const [name, state] of Object.entries(states)) {
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
      const panel = await open({ theme, width: 180, state: states["a conversation"] ?? {} });
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
    for (const [name, state] of Object.entries(states)) {
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
    const { page } = await open({ state: states["a running answer"] ?? {} });
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });

  it("keeps its edges in forced colours", async () => {
    const { page, button } = await open({ state: states["a conversation"] ?? {} });
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
