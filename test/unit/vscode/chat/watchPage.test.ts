import assert from "node:assert/strict";
import type { PageHolder } from "../../../../src/vscode/chat/pageHolder.ts";
import { LONGEST_START, watchPage } from "../../../../src/vscode/chat/watchPage.ts";
import { ManualClock } from "../../../support/manualClock.ts";

/** Listeners of one event. */
class Listeners {
  readonly #all = new Set<() => void>();
  readonly add = (listener: () => void): void => void this.#all.add(listener);
  fire(): void {
    for (const listener of this.#all) listener();
  }
}

/** A page that is watched. */
class WatchedPage {
  readonly clock = new ManualClock();
  silences = 0;
  readonly #visibility = new Listeners();
  readonly #disposed = new Listeners();
  readonly #messages = new Listeners();
  readonly #holder: { -readonly [K in keyof PageHolder]: PageHolder[K] };

  constructor(visible: boolean) {
    const [onDidChangeVisibility, onDidDispose] = [this.#visibility.add, this.#disposed.add];
    this.#holder = { visible, onDidChangeVisibility, onDidDispose };
    const [onMessage, onSilent] = [this.#messages.add, (): void => void this.silences++];
    watchPage({ holder: this.#holder, onMessage, clock: this.clock, onSilent });
  }

  setVisible(visible: boolean): void {
    this.#holder.visible = visible;
    this.#visibility.fire();
  }

  say(): void {
    this.#messages.fire();
  }

  close(): void {
    this.#disposed.fire();
  }

  /** Lets time pass, and what waits for it happen. */
  async after(ms: number): Promise<number> {
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
    return this.silences;
  }
}

describe("a page that is watched", () => {
  it("is silent when it has said nothing for too long, and is told of once", async () => {
    const page = new WatchedPage(true);
    assert.equal(await page.after(LONGEST_START - 1), 0);
    assert.equal(await page.after(1), 1);
    assert.equal(await page.after(10 * LONGEST_START), 1);
  });

  it("is not silent once it has said something", async () => {
    const page = new WatchedPage(true);
    page.say();
    assert.equal(await page.after(LONGEST_START), 0);
  });

  it("is not waited for while it cannot be seen", async () => {
    const page = new WatchedPage(false);
    assert.equal(await page.after(LONGEST_START), 0);
    page.setVisible(true);
    assert.equal(await page.after(LONGEST_START - 1), 0);
    page.setVisible(false);
    assert.equal(await page.after(LONGEST_START), 0);
  });

  it("has to start again each time that it comes into sight", async () => {
    const page = new WatchedPage(true);
    page.say();
    page.setVisible(false);
    page.setVisible(true);
    assert.equal(await page.after(LONGEST_START), 1);
  });

  it("is not waited for again by what says that it can be seen as before", async () => {
    const page = new WatchedPage(true);
    page.say();
    page.setVisible(true);
    assert.equal(await page.after(LONGEST_START), 0);
  });

  it("is not waited for when it has been closed", async () => {
    const page = new WatchedPage(true);
    page.close();
    assert.equal(await page.after(LONGEST_START), 0);
    assert.deepEqual(page.clock.sleeping, []);
  });
});
