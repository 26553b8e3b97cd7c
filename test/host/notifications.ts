import type { Locator, Page } from "playwright-core";

/** The notifications that VS Code shows in its corner; those without buttons go away after some seconds. */
export class Notifications {
  readonly #toasts: Locator;

  constructor(page: Page) {
    this.#toasts = page.locator(".notifications-toasts .notification-list-item");
  }

  /** What the visible ones say, newest first. */
  async texts(): Promise<string[]> {
    return this.#toasts.locator(".notification-list-item-message").allInnerTexts();
  }

  /** Waits for one that contains `text`. */
  async saying(text: string): Promise<void> {
    await this.#toast(text).waitFor();
  }

  /** Clicks a button of the one that contains `text`, waiting for it first. */
  async click(button: string, text: string): Promise<void> {
    await this.#toast(text).getByRole("button", { name: button, exact: true }).click();
  }

  /** Closes the one that contains `text`. */
  async dismiss(text: string): Promise<void> {
    const toast = this.#toast(text);
    await toast.hover();
    await toast.locator(".codicon-notifications-clear").click();
    await toast.waitFor({ state: "hidden" });
  }

  #toast(text: string): Locator {
    return this.#toasts.filter({ hasText: text }).first();
  }
}
