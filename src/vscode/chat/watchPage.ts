import type { Clock } from "../../core/ports/clock.ts";
import type { PageHolder } from "./pageHolder.ts";

/** Longest time that a page in sight may take until it says something, in milliseconds; a remote window loads slowly. */
export const LONGEST_START = 20_000;

/**
 * Calls `onSilent` once when a page that is in sight says nothing for {@link LONGEST_START}, at first and each time that
 * it comes back into sight: VS Code loads it anew then. A page that cannot be seen is not loaded, and not waited for.
 *
 * @param onMessage fires when the page says something
 */
export function watchPage(parts: {
  readonly holder: PageHolder;
  readonly onMessage: (listener: () => void) => unknown;
  readonly clock: Clock;
  readonly onSilent: () => void;
}): void {
  const { holder, onMessage, clock, onSilent } = parts;
  let waiting: AbortController | undefined;
  const stop = (): void => {
    waiting?.abort();
    waiting = undefined;
  };
  const start = async (): Promise<void> => {
    const controller = new AbortController();
    waiting = controller;
    try {
      await clock.sleep(LONGEST_START, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      throw error;
    }
    stop();
    onSilent();
  };
  let inSight = holder.visible;
  if (inSight) void start();
  onMessage(stop);
  holder.onDidChangeVisibility(() => {
    if (holder.visible === inSight) return;
    inSight = holder.visible;
    stop();
    if (inSight) void start();
  });
  holder.onDidDispose(stop);
}
