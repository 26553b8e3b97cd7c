import type { Locator } from "playwright-core";
import { within } from "../host/wait.ts";

/** Milliseconds since 1970. */
export type PaintTimes = {
  /** The message with the text has come to the webview. */
  readonly messageAt: number;
  /** The text is in a frame that is laid out and about to be painted. */
  readonly paintedAt: number;
};

const patience = 30_000;

/** Waits for `token` inside `log`, an element of a webview; resolves when it watches. */
export async function watchForText(log: Locator, token: string): Promise<() => Promise<PaintTimes>> {
  await log.evaluate(arm, token);
  return () =>
    within(log.evaluate(collect), { what: "the first character of an answer to be painted", timeout: patience });
}

function arm(log: Element, token: string): void {
  if (log.textContent.includes(token)) throw new Error(`"${token}" is there before it was sent.`);
  const { promise, resolve } = Promise.withResolvers<PaintTimes>();
  const now = (): number => performance.timeOrigin + performance.now();
  let messageAt = 0;
  const received = ({ data }: MessageEvent): void => {
    if (!JSON.stringify(data).includes(token)) return;
    messageAt = now();
    removeEventListener("message", received, true);
  };
  addEventListener("message", received, true);
  // A change made in an animation frame is laid out in that very frame, one made outside of it in the next one.
  const laidOut = new ResizeObserver(() => {
    laidOut.disconnect();
    resolve({ messageAt, paintedAt: now() });
  });
  const changed = new MutationObserver(() => {
    if (!log.textContent.includes(token)) return;
    changed.disconnect();
    laidOut.observe(document.documentElement);
  });
  changed.observe(log, { childList: true, subtree: true, characterData: true });
  Reflect.set(globalThis, "benchPainted", promise);
}

function collect(): Promise<PaintTimes> {
  return Reflect.get(globalThis, "benchPainted") as Promise<PaintTimes>;
}
