import type { AnswerState } from "../../src/shared/chat/state.ts";
import type { Failure } from "../../src/shared/failures.ts";
import type { Completion } from "../../src/shared/protocol/completions.ts";
import type { PanelState } from "../../src/shared/protocol/panel.ts";
import { failures, networkFailures } from "./failures.ts";
import type { PanelPage } from "./panelPage.ts";
import { commands, ownSettings, panelStates } from "./panelStates.ts";
import { attachment, conversation, turn } from "./panelTurns.ts";
import { accepted, proposedFile } from "./proposedFiles.ts";

/** What a panel shows at first, and what is done in it until there is to see what the scene is about. */
export type PanelScene = {
  readonly state: Partial<PanelState>;
  readonly play?: (panel: PanelPage) => Promise<void>;
};

/** What the host answers in a scene: sentences that it has translated, and names. */
export const hostSaid = {
  sentence: "What the host says.",
  suggestions: [
    { id: "1", kind: "file", label: "parser.ts", detail: "src/core", text: "@parser.ts" },
    { id: "2", kind: "problems", label: "Problems in parser.ts", detail: "3", text: "@Problems" },
  ] satisfies readonly Completion[],
  commands,
};

const still: Readonly<Record<string, PanelScene>> = Object.fromEntries(
  Object.entries(panelStates).map(([name, state]) => [name, { state }]),
);

const code = "```ts\nlet a;\n```\n\n```sh\nls\n```\n\n```\nx\n```\n\n```mermaid\ngraph TD\n```\n";

/** Together they have the panel say everything that it can say. */
export const panelScenes: Readonly<Record<string, PanelScene>> = {
  ...still,
  "examples for a selection": { state: { opened: { type: "selection", name: "parser.ts" } } },
  "examples for a file": { state: { opened: { type: "file", name: "parser.ts" } } },
  "a model that is gone": {
    state: {
      setup: { ready: true, endpoint: "", model: "gpt-5.1", shutdown: { date: "2026-12-11", isPast: true } },
    },
  },
  "every failure": {
    state: failed(
      ...Object.values(failures),
      ...Object.values(networkFailures),
      { code: "quota", origin: "https://example.com" },
      { code: "rate-limited" },
      { code: "server", detail: "" },
      { code: "not-a-stream", contentType: "" },
      { code: "network", kind: "tls", origin: "https://a.example", detail: "" },
      {
        code: "network",
        kind: "tls",
        origin: "https://a.example",
        detail: "",
        certificate: { subject: "a.example", issuer: "a.example" },
      },
    ),
  },
  "questions that are too long": {
    state: {
      conversation: conversation(
        turn("1", "Why? ".repeat(9), failure({ code: "context-too-long", detail: "", limit: 1_000, requested: 900 })),
        turn("2", "Why?", failure({ code: "context-too-long", detail: "" }), [
          { ...attachment("1", "a.ts"), text: "x".repeat(9_000) },
        ]),
        turn("3", "And?", failure({ code: "context-too-long", detail: "", limit: 1_000 })),
      ),
    },
  },
  "every end": {
    state: {
      conversation: conversation(
        turn("1", "Why?", {
          text: "So",
          state: { type: "stopped" },
          usage: { input: 9, cachedInput: 5, output: 3, reasoning: 1 },
        }),
        turn("2", "Why?", { state: { type: "length" } }),
        turn("3", "Why?", { text: "So", state: { type: "length" } }),
        turn("4", "Why?", { text: "So", state: { type: "filtered" } }),
        turn("5", "Why?", { text: code, state: { type: "interrupted" }, reasoning: "Hm." }),
      ),
    },
  },
  "every wait": {
    state: {
      conversation: conversation(
        turn("1", "Why?", { state: { type: "waiting" } }),
        turn("2", "Why?", { state: { type: "waiting", note: { type: "slow" } } }),
        turn("3", "Why?", retrying(9_000_000)),
        turn("4", "Why?", retrying(0)),
        turn("5", "Why?", { text: code, state: { type: "streaming", note: { type: "slow" } } }),
      ),
    },
  },
  "a question that was just asked, and a dragged file": {
    state: {},
    play: async ({ page, host, message, button }) => {
      await message.fill("Why?");
      await message.press("Enter");
      await button("Stop").waitFor();
      await host.drawn();
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/uri-list", "file:///project/a.ts");
        document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer }));
      });
    },
  },
  "an answer that has just ended": {
    state: {},
    play: async ({ host, message }) => {
      await message.fill("Why?");
      await message.press("Enter");
      await host.drawn();
      await host.emit({ type: "answer-delta", turnId: "turn-1", text: "So." });
      await host.emit({ type: "answer-end", turnId: "turn-1", state: { type: "complete" }, usage: { input: 1 } });
    },
  },
  "code that something came of": {
    state: { conversation: conversation(turn("1", "Why?", { text: code })) },
    play: async ({ host, button }) => {
      host.onCodeAction = async () => hostSaid.sentence;
      await button("Insert at cursor").first().click();
      await host.drawn();
      host.onCodeAction = () => new Promise(() => {});
      await button("Insert at cursor").nth(1).click();
      await button("Copy code").first().click();
    },
  },
  "selected text of an answer": {
    state: {
      conversation: conversation(turn("1", "Why?", { text: "So. ![a picture](https://a.example/b)\n\n![](c)" })),
    },
    play: async ({ page, button }) => {
      await page
        .locator("ask-markdown p")
        .first()
        .evaluate((node) => document.getSelection()?.selectAllChildren(node));
      await button("Quote").waitFor();
    },
  },
  "a quotation": {
    state: { conversation: conversation(turn("1", "Why?", { text: "So." })) },
    play: async ({ page, button }) => {
      await page.locator("ask-markdown p").evaluate((node) => document.getSelection()?.selectAllChildren(node));
      await button("Quote").click();
    },
  },
  "long texts": {
    state: {
      conversation: conversation(
        turn("1", "word ".repeat(4_000), { text: `${"word ".repeat(30_000)}\n\n${"- a\n".repeat(9)}` }),
      ),
    },
    play: async ({ host, button }) => {
      await button("Show the whole message").click();
      await button("Show less").waitFor();
      await host.drawn();
    },
  },
  "an earlier part of a long conversation": {
    state: { conversation: conversation(turn("1", "Why?", { text: "So.\n\n".repeat(300) })) },
    play: async ({ page, button }) => {
      await page.getByRole("log").evaluate((node) => node.scrollTo(0, 0));
      await button("Jump to latest").waitFor();
    },
  },
  "another version": {
    state: panelStates["other versions"],
    play: async ({ host, button }) => {
      await button("Previous version").click();
      await host.drawn();
    },
  },
  "references of an answer": {
    state: {},
    play: async ({ page, host }) => {
      host.onReference = (reference) => (reference.includes("b.ts") ? "missing" : "found");
      const text = "Look at `src/a.ts:12`, src/c.ts:1, not at `src/b.ts:1`.";
      await host.show({ ...host.state, conversation: conversation(turn("1", "Why?", { text })) });
      await page.locator(".missing-reference").waitFor();
    },
  },
  suggestions: {
    state: {},
    play: async ({ page, host, message }) => {
      host.onCompletions = async () => hostSaid.suggestions;
      await message.pressSequentially("@");
      await page.getByRole("option").first().waitFor();
    },
  },
  commands: {
    state: {},
    play: async ({ page, host, message }) => {
      host.onCompletions = async () => hostSaid.commands;
      await message.pressSequentially("/");
      await page.getByRole("option").first().waitFor();
    },
  },
  "a command that is not there": {
    state: {},
    play: async ({ host, message, button }) => {
      host.onSlash = async () => ({ type: "unknown" });
      await message.fill("/nothing");
      await message.press("Enter");
      await button("Send as text").waitFor();
    },
  },
  "a command that is almost there": {
    state: {},
    play: async ({ host, message, button }) => {
      host.onSlash = async () => ({ type: "unknown", meant: "explain" });
      await message.fill("/explian");
      await message.press("Enter");
      await button("Run /{0}", "explain").waitFor();
    },
  },
  "a question that is being edited, and an open menu": {
    state: panelStates["a conversation"],
    play: async ({ page, button }) => {
      await button("Edit message").first().click();
      await button("More actions").first().click();
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  "a copied question": {
    state: panelStates["a conversation"],
    play: async ({ page, button }) => {
      await button("More actions").first().click();
      await page.getByRole("menuitem").first().click();
    },
  },
  "a chat's own settings": {
    state: ownSettings,
    play: async ({ host, message, page }) => {
      await page.locator(".settings-button button").click();
      await message.fill("x".repeat(4_000));
      await host.drawn();
    },
  },
  "every effort": {
    state: {
      setup: {
        ready: true,
        endpoint: "api.openai.com",
        model: "",
        choices: { defaults: {}, efforts: ["none", "minimal", "low", "medium", "high", "xhigh", "max"] },
      },
      conversation: { ...conversation(), options: { model: "gpt-5.1" } },
    },
    play: async ({ page }) => page.locator(".settings-button button").click(),
  },
  "an effort of a chat where the settings say none": {
    state: {
      setup: { ready: true, endpoint: "", model: "gpt-5.1", choices: { defaults: {}, efforts: ["xhigh"] } },
      conversation: { ...conversation(), options: { reasoningEffort: "xhigh" } },
    },
    play: async ({ page }) => page.locator(".settings-button button").click(),
  },
  "an effort that the settings say, and a large image": {
    state: {
      setup: {
        ready: true,
        endpoint: "",
        model: "gpt-5.1",
        choices: { defaults: { reasoningEffort: "high" }, efforts: ["low", "high"] },
      },
      attachments: [
        {
          ...attachment("1", "shot.png", "image"),
          text: "",
          image: { mediaType: "image/png", base64: "A".repeat(2_000_000) },
        },
      ],
    },
    play: async ({ page }) => page.locator(".settings-button button").click(),
  },
  "a model without effort": {
    state: { setup: { ready: true, endpoint: "", model: "gpt-5.1", choices: { defaults: {}, efforts: [] } } },
    play: async ({ page }) => page.locator(".settings-button button").click(),
  },
  "every kind of changed file": {
    state: {
      conversation: conversation({
        ...turn("1", "Fix it", { text: "Done." }),
        files: [
          proposedFile("a.ts", { kind: "delete", added: 0, removed: 1 }),
          proposedFile("b.ts", { kind: "rename", open: 0, ended: "gone" }),
          proposedFile("c.ts", { open: 0, ended: "replaced", added: 1, removed: 0 }),
          proposedFile("d.ts", { added: 1, removed: 2, ...accepted }),
          proposedFile("e.ts", { added: 4, removed: 0 }),
          proposedFile("f.ts", { added: 0, removed: 4 }),
        ],
      }),
    },
  },
  "a file that can be acted on in every way": {
    state: {
      conversation: conversation({
        ...turn("1", "Fix it", { text: "Done." }),
        files: [proposedFile("a.ts", accepted)],
      }),
    },
    play: async ({ page, host, button }) => {
      host.onFileAction = async () => ({
        sentence: hostSaid.sentence,
        offers: ["rest", "delete", "compare", "open-before"],
      });
      await button("Take back {0}", "a.ts").click();
      await page.locator(".file-outcome").waitFor();
    },
  },
};

function retrying(delayMs: number): { readonly state: AnswerState } {
  return { state: { type: "waiting", note: { type: "retrying", attempt: 2, delayMs, failure: failures.server } } };
}

function failed(...all: readonly Failure[]): Partial<PanelState> {
  return { conversation: conversation(...all.map((one, index) => turn(String(index), "Why?", failure(one)))) };
}

function failure(one: Failure): { readonly state: AnswerState } {
  return { state: { type: "failed", failure: one } };
}
