import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Locator, Page } from "playwright-core";
import type { Conversation } from "../../src/shared/chat/state.ts";
import { translator } from "../../src/shared/l10n.ts";
import type { PanelState } from "../../src/shared/protocol/panel.ts";
import { launchBrowser } from "../host/browser.ts";
import { panelBundle } from "../../scripts/build.ts";
import { FakePanelHost } from "./panelHost.ts";
import { startPanelServer, type PanelServer } from "./panelServer.ts";
import type { PanelTheme } from "./panelThemes.ts";

export type PanelOptions = {
  readonly theme?: PanelTheme;
  readonly width?: number;
  readonly height?: number;
  /** What differs from a set-up panel with an empty conversation. */
  readonly state?: Partial<PanelState>;
};

/** A language that panels are drawn in: one of VS Code's, and what stands for each English text. */
export type PanelLanguage = { readonly id: string; readonly strings: Readonly<Record<string, string>> };

const english: PanelLanguage = { id: "en", strings: {} };

/** An open panel, found by role and by English name as people find it. */
export type PanelPage = {
  readonly page: Page;
  readonly host: FakePanelHost;
  readonly message: Locator;
  readonly conversation: Locator;
  readonly answers: Locator;
  readonly button: (name: string | RegExp, ...args: readonly string[]) => Locator;
};

/** Opens panels in one browser for the tests of a file. Each test must end without a violated policy or an error. */
export function usePanels(language = english): (options?: PanelOptions) => Promise<PanelPage> {
  const t = translator(language.strings);
  let browser: Browser;
  let server: PanelServer;
  let bundle: string;
  let troubles: string[] = [];
  const pages: Page[] = [];

  before(async function () {
    this.timeout(180_000);
    bundle = await mkdtemp(join(tmpdir(), "panel-"));
    [browser] = await Promise.all([launchBrowser(), build(panelBundle(bundle))]);
    await mkdir(join(bundle, "l10n"), { recursive: true });
    await writeFile(join(bundle, `l10n/${language.id}.js`), `export default ${JSON.stringify(language.strings)};`);
    server = await startPanelServer(bundle, { language: language.id, t });
  });

  after(async () => {
    await browser.close();
    await server.close();
    await rm(bundle, { recursive: true });
  });

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    const found = troubles;
    troubles = [];
    assert.deepEqual(found, [], "the page ran into trouble");
  });

  return async ({ theme = "dark", width = 300, height = 700, state } = {}) => {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    pages.push(page);
    // Chromium reports a violated policy as an error on the console.
    page.on("console", (line) => void (line.type() === "error" && troubles.push(line.text())));
    page.on("pageerror", (error) => troubles.push(String(error)));
    page.on("request", (request) => {
      if (!/^(?:http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) troubles.push(`asked for ${request.url()}`);
    });
    const host = await FakePanelHost.behind(page, { ...emptyPanel, ...state });
    await page.goto(server.pageUrl(theme));
    await page.getByRole("log").waitFor();
    await host.drawn();
    return {
      page,
      host,
      message: page.getByRole("textbox", { name: t("Message") }),
      conversation: page.getByRole("log", { name: t("Conversation") }),
      answers: page.getByRole("article", { name: "ChatGPT" }),
      button: (name, ...args) =>
        typeof name === "string"
          ? page.getByRole("button", { name: t(name, ...args), exact: true })
          : page.getByRole("button", { name }),
    };
  };
}

export const emptyConversation: Conversation = { id: "conversation-1", title: "", createdAt: 0, turns: [] };

export const emptyPanel: PanelState = {
  viewId: "sidebar",
  conversation: emptyConversation,
  attachments: [],
  setup: { ready: true, endpoint: "api.openai.com", model: "gpt-5.1" },
  opened: { type: "nothing", name: "" },
  elsewhere: [],
};

/** Asks again and again until `check` no longer throws. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((next) => setTimeout(next, 20));
    }
  }
}
