import type { Browser, CDPSession, Page } from "playwright-core";
import type { Conversation } from "../../../src/shared/chat/state.ts";
import type { PanelState, toPanel } from "../../../src/shared/protocol/panel.ts";
import type { PanelServer } from "../../support/panelServer.ts";

export type PanelLab = { readonly browser: Browser; readonly server: PanelServer };

/** The built panel in a page of Chromium, as wide as a sidebar. The bench is its host. */
export class BenchPanel implements AsyncDisposable {
  readonly page: Page;
  readonly session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
  }

  /** Opens a panel that shows `conversation` and has become calm. */
  static async open({ browser, server }: PanelLab, conversation: Conversation): Promise<BenchPanel> {
    const context = await browser.newContext({ viewport: { width: 400, height: 800 } });
    const page = await context.newPage();
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    await page.exposeFunction("benchReady", resolve);
    await page.addInitScript(installHost);
    await page.goto(server.pageUrl("dark"));
    await ready;
    const session = await context.newCDPSession(page);
    // Time on the clock would include the time in which other programs have the processor.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const panel = new BenchPanel(page, session);
    await panel.send("snapshot", stateOf(conversation));
    await panel.calm();
    return panel;
  }

  async send(method: keyof typeof toPanel, params: unknown): Promise<void> {
    await this.page.evaluate((message) => window.postMessage(message, "*"), { type: "event", method, params });
  }

  /** Resolves when the page has nothing left to do: several idle moments in a row, each in time. */
  async calm(): Promise<void> {
    await this.page.evaluate(async () => {
      const idle = (): Promise<IdleDeadline> => new Promise((resolve) => requestIdleCallback(resolve));
      for (let calm = 0; calm < 20;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const isIdle = (await idle()).timeRemaining() > 5 && !document.querySelector("ask-turn:empty");
        calm = isIdle ? calm + 1 : 0;
      }
    });
  }

  /** Milliseconds of a processor that the page's main thread has used. */
  async cpuMs(): Promise<number> {
    return (await this.#metric("TaskDuration")) * 1000;
  }

  /** MB of 10^6 bytes that are left on the heap after it has been cleaned. */
  async heapMb(): Promise<number> {
    for (let round = 0; round < 3; round++) await this.session.send("HeapProfiler.collectGarbage");
    return (await this.#metric("JSHeapUsedSize")) / 1e6;
  }

  async #metric(wanted: string): Promise<number> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    const metric = metrics.find(({ name }) => name === wanted);
    if (metric === undefined) throw new Error(`This Chromium does not tell ${wanted}.`);
    return metric.value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}

export function stateOf(conversation: Conversation): PanelState {
  return {
    viewId: "sidebar",
    conversation,
    attachments: [],
    setup: { ready: true, endpoint: "api.openai.com", model: "bench" },
    opened: { type: "nothing", name: "" },
    elsewhere: [],
  };
}

/** Runs in the page before its scripts: as much of VS Code's api as the panel needs. */
function installHost(): void {
  let state: unknown;
  Reflect.set(globalThis, "acquireVsCodeApi", () => ({
    postMessage: (message: { readonly method: string }) => {
      if (message.method === "ready") (Reflect.get(globalThis, "benchReady") as () => void)();
    },
    getState: () => state,
    // VS Code keeps it as text.
    setState: (next: unknown) => {
      state = JSON.parse(JSON.stringify(next));
    },
  }));
}
