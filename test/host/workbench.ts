import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errors, type Browser, type FrameLocator, type Locator, type Page } from "playwright-core";
import { encodePath } from "./encodePath.ts";
import { Notifications } from "./notifications.ts";
import { QuickInput } from "./quickInput.ts";
import { provideSecretKey } from "./secretKey.ts";
import { changeUserSettings } from "./userSettings.ts";
import type { VsCodeServer } from "./vscodeServer.ts";
import { waitUntil } from "./wait.ts";

export interface OpenWorkbenchOptions {
  /** Absolute path of the folder to open; an empty window when absent. */
  readonly folder?: string;
  /** A theme as `workbench.colorTheme` names it; written to the server's user settings. */
  readonly theme?: string;
  /** In CSS pixels; default 1280 × 800. */
  readonly viewport?: { width: number; height: number };
  /** See `VsCodeServer.url`. */
  readonly payload?: readonly (readonly [string, string])[];
}

const readyTimeout = 60_000;

/**
 * Opens a window on the server, with a browser profile of its own: nothing is shared with other windows.
 * Resolves when extensions can be used.
 */
export async function openWorkbench(
  browser: Browser,
  server: VsCodeServer,
  options: OpenWorkbenchOptions,
): Promise<Workbench> {
  if (options.theme !== undefined) {
    await changeUserSettings(server.dataDir, { "workbench.colorTheme": options.theme });
  }
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
  });
  try {
    await provideSecretKey(context);
    const page = await context.newPage();
    const { folder, payload = [] } = options;
    const target = folder === undefined ? { empty: true as const, payload } : { folder, payload };
    await page.goto(server.url(target), { waitUntil: "commit" });
    await untilReady(page);
    return new Workbench(page, folder ?? "");
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** What a user sees and does in one window of VS Code. Its methods wait for what they need. */
export class Workbench implements AsyncDisposable {
  readonly page: Page;
  readonly #folder: string;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.#folder = folder;
  }

  /** Runs a command by the title that the palette shows, category included. */
  async runCommand(title: string): Promise<void> {
    const palette = this.quickInput();
    await this.page.keyboard.press("F1");
    await palette.opened();
    await palette.type(`>${title}`);
    await palette.pick(title);
  }

  quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  notifications(): Notifications {
    return new Notifications(this.page);
  }

  /** Opens a file of the folder and puts the focus into its text. */
  async openFile(relativePath: string): Promise<void> {
    const path = join(this.#folder, relativePath);
    const quickOpen = this.quickInput();
    await this.page.keyboard.press("ControlOrMeta+p");
    await quickOpen.opened();
    await quickOpen.type(path);
    await quickOpen.pick(relativePath.split("/").at(-1) ?? relativePath);
    await this.page.locator(`.monaco-editor.focused[data-uri$="${encodePath(path)}"]`).waitFor();
  }

  /** Selects whole lines of the active editor; the first line is 1, `to` is included. */
  async selectLines(from: number, to: number): Promise<void> {
    const gotoLine = this.quickInput();
    await this.page.keyboard.press("Control+g");
    await gotoLine.opened();
    await gotoLine.type(`:${from}`);
    await gotoLine.accept();
    await gotoLine.closed();
    // The line is previewed, and the keys still belong to the input, a moment before the editor has the focus back.
    await this.#activeGroup().locator(".monaco-editor.focused").first().waitFor();
    await this.#cursorAt(from);
    for (let line = from + 1; line <= to; line++) {
      await this.page.keyboard.press("Shift+ArrowDown");
      await this.#cursorAt(line);
    }
    await this.page.keyboard.press("Shift+End");
  }

  /** The text of the active editor as far as it is scrolled into view; of a diff, the right side. */
  async editorText(): Promise<string> {
    const lines = this.#activeGroup().locator(".monaco-editor").last().locator(".view-line");
    const placed = await lines.evaluateAll((elements) =>
      elements.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent })),
    );
    return placed
      .toSorted((a, b) => a.top - b.top)
      .map((line) => line.text.replaceAll("\u00a0", " "))
      .join("\n");
  }

  /** A file of the folder as it is on disk. */
  async fileText(relativePath: string): Promise<string> {
    return readFile(join(this.#folder, relativePath), "utf8");
  }

  /**
   * Clicks the CodeLens with exactly this title in the active editor until what it does can be seen: VS Code draws
   * lenses anew while it still reads a document, and a click in that moment is lost.
   */
  async codeLens(title: string, effect: Locator): Promise<void> {
    const lens = this.#activeGroup().locator(".codelens-decoration").getByText(title, { exact: true }).first();
    await lens.waitFor();
    const isVisible = (): Promise<boolean> => effect.first().isVisible();
    await waitUntil(
      async () => {
        if (await isVisible()) return true;
        // A lens that is gone has done its work.
        await lens.click({ timeout: 1_000 }).catch((error: unknown) => {
          if (!(error instanceof errors.TimeoutError)) throw error;
        });
        return isVisible();
      },
      { what: `the effect of ${title}`, timeout: 30_000, interval: 500 },
    );
  }

  /** Opens a container of the activity bar by its title. */
  async showView(title: string): Promise<void> {
    const tab = this.page.locator(".activitybar").getByRole("tab", { name: title });
    if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
  }

  /** What our webview view shows; it has to be open. */
  panel(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready[src*="purpose=webviewView"]')
      .filter({ visible: true })
      .contentFrame()
      .frameLocator("#active-frame");
  }

  /** What our editor tab shows, in this window or in another one that was opened from it. */
  editorPanel(page: Page = this.page): FrameLocator {
    return page
      .locator('iframe.webview.ready:not([src*="purpose="])')
      .filter({ visible: true })
      .contentFrame()
      .frameLocator("#active-frame");
  }

  /** Resolves once VS Code has written `text` into the window's storage; it does so every few seconds. */
  async stored(text: string): Promise<void> {
    await waitUntil(() => this.page.evaluate(isStored, text), { what: `"${text}" in the storage`, timeout: 30_000 });
  }

  /** Writes a picture of the window. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** Loads the window again, as a user who presses F5 in the browser; extensions start anew. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "commit" });
    await untilReady(this.page);
  }

  /** Closes the window and forgets its browser profile. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #activeGroup(): Locator {
    return this.page.locator(".part.editor .editor-group-container.active");
  }

  async #cursorAt(line: number): Promise<void> {
    await this.page.locator(`[id="status.editor.selection"][aria-label^="Ln ${line},"]`).waitFor({ state: "attached" });
  }
}

/** Runs in the page: whether any value of its databases contains `text`. */
async function isStored(text: string): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error("The database cannot be read.")));
    });
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name ?? ""));
    const read = (store: string): Promise<unknown[]> =>
      settled(database.transaction(store).objectStore(store).getAll());
    const values = await Promise.all(Array.from(database.objectStoreNames, read));
    database.close();
    if (JSON.stringify(values).includes(text)) return true;
  }
  return false;
}

/** VS Code sets these marks once per load: views and editors are restored, contributions are known. */
async function untilReady(page: Page): Promise<void> {
  const marks = ["code/LifecyclePhase/Restored", "code/didLoadExtensions"];
  const ready = `${JSON.stringify(marks)}.every((mark) => performance.getEntriesByName(mark).length > 0)`;
  await page.waitForFunction(ready, undefined, { timeout: readyTimeout });
}
