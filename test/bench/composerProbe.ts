import type { Page } from "playwright-core";
import { within } from "../host/wait.ts";

/** Milliseconds since 1970. */
export type ComposerTimes = { readonly visibleAt: number; readonly usableAt: number };

const patience = 60_000;
const keyPatience = 3_000;

/**
 * Watches every webview that opens from now on for the text field `selector`: when it is first visible in a frame
 * that is laid out, and when it has taken a key that is pressed as soon as that is known.
 */
export async function watchForComposer(page: Page, selector: string): Promise<() => Promise<ComposerTimes>> {
  const visible = Promise.withResolvers<number>();
  const usable = Promise.withResolvers<number>();
  await page.exposeFunction("benchComposerVisible", visible.resolve);
  await page.exposeFunction("benchComposerUsed", usable.resolve);
  await page.context().addInitScript(probe, selector);
  return async () => {
    const visibleAt = await within(visible.promise, { what: "the view's text field to be visible", timeout: patience });
    await page.keyboard.press("x");
    const usableAt = await within(usable.promise, { what: "the text field to take a key", timeout: keyPatience });
    return { visibleAt, usableAt };
  };
}

/**
 * Runs in each frame before its own scripts, and does its work in the one that VS Code puts around an extension's
 * page. What is put into the frame of the page itself is lost when VS Code writes the page.
 */
function probe(selector: string): void {
  if (!location.search.includes("purpose=webviewView")) return;
  const tell = (name: string): void => {
    const call = Reflect.get(globalThis, name) as (epochMs: number) => void;
    call(performance.timeOrigin + performance.now());
  };
  let found = false;
  // Called between layout and paint, unlike an animation frame's callback, which is called before both.
  const laidOut = new ResizeObserver(() => {
    laidOut.disconnect();
    const field = [...document.querySelectorAll("iframe")].map(fieldIn).find((element) => element && isShown(element));
    if (!field) return;
    found = true;
    tell("benchComposerVisible");
    field.addEventListener("input", () => tell("benchComposerUsed"), { once: true });
    field.focus();
  });
  const watch = (): void => {
    if (found) return;
    if (document.documentElement) laidOut.observe(document.documentElement);
    requestAnimationFrame(watch);
  };
  watch();

  function fieldIn({ contentDocument }: HTMLIFrameElement): HTMLElement | null | undefined {
    return contentDocument?.querySelector<HTMLElement>(selector);
  }

  /** Also false while VS Code keeps the frame itself hidden, which it does until its page is complete. */
  function isShown(field: Element): boolean {
    const { width, height } = field.getBoundingClientRect();
    if (width === 0 || height === 0) return false;
    for (let element: Element | null = field; element; element = frameOf(element)) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    }
    return true;
  }

  function frameOf(element: Element): Element | null {
    return element.ownerDocument.defaultView?.frameElement ?? null;
  }
}
