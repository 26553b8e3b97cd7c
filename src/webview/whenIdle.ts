/** In milliseconds, where the browser does not say. */
const SLICE = 8;

/**
 * Calls `work` when the page has nothing else to do, with a function that tells how many milliseconds it may take.
 * Safari does not know idle moments; there the work gets short slices between other tasks.
 */
export function whenIdle(work: (timeLeft: () => number) => Promise<void>): void {
  if (typeof requestIdleCallback === "function") {
    requestIdleCallback((deadline) => void work(() => deadline.timeRemaining()).catch(reportError));
    return;
  }
  setTimeout(() => {
    const end = performance.now() + SLICE;
    void work(() => end - performance.now()).catch(reportError);
  });
}
