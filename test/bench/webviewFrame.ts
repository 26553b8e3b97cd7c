import type { FrameLocator, Page } from "playwright-core";
import type { Subject } from "./subjects.ts";

/** The page that a subject shows in its visible view. */
export function webviewFrame(page: Page, { extensionId }: Subject): FrameLocator {
  return page
    .locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]`)
    .filter({ visible: true })
    .contentFrame()
    .frameLocator("#active-frame");
}
