import type { Locator, Page } from "playwright-core";

/** VS Code's quick input: its input boxes, pickers and the command palette. */
export class QuickInput {
  /** The box as a whole, for whatever has no method here. */
  readonly root: Locator;
  readonly #input: Locator;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.root = page.locator(".quick-input-widget").filter({ visible: true });
    this.#input = this.root.locator(".quick-input-filter input");
    this.#rows = this.root.locator(".quick-input-list .monaco-list-row");
  }

  /**
   * Waits until it is open, with a title that contains `title` if one is named. VS Code shows one box after the other
   * in the same element: name the title where another box was open right before.
   */
  async opened(title = ""): Promise<void> {
    await (title === "" ? this.root : this.root.filter({ hasText: title })).waitFor();
  }

  async closed(): Promise<void> {
    await this.root.waitFor({ state: "hidden" });
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  async value(): Promise<string> {
    return this.#input.inputValue();
  }

  async accept(): Promise<void> {
    await this.#input.press("Enter");
  }

  async cancel(): Promise<void> {
    await this.#input.press("Escape");
  }

  /** The title above the input. */
  async title(): Promise<string> {
    return this.root.locator(".quick-input-title").innerText();
  }

  /** What stands below the input: the prompt, or why the value is not accepted. */
  async message(): Promise<string> {
    return this.root.locator(".quick-input-message").innerText();
  }

  /** Waits until the text below the input contains `text`, as a validation message does after typing. */
  async messageSaying(text: string): Promise<void> {
    await this.root.locator(".quick-input-message").filter({ hasText: text }).waitFor();
  }

  /** The labels of the visible choices, from the top. */
  async choices(): Promise<string[]> {
    return this.#rows.locator(".label-name").allInnerTexts();
  }

  /** Waits for the choice with exactly this label, picks it, and waits until this picker is gone. */
  async pick(label: string): Promise<void> {
    // The whole label: VS Code marks the part that was typed with an element of its own.
    const whole = new RegExp(`^${RegExp.escape(label)}$`);
    const choice = this.#rows.filter({ has: this.root.page().locator(".label-name", { hasText: whole }) }).first();
    await choice.click();
    await choice.waitFor({ state: "hidden" });
  }
}
