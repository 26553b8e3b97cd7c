import { setInterval as ticks } from "node:timers/promises";

/**
 * Asks `condition` again and again until it holds.
 * @param condition what is waited for; an error that it throws ends the wait
 * @param options `timeout` and `interval` in milliseconds; `what` completes the sentence "Gave up waiting for …"
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  options: { what: string; timeout: number; interval?: number },
): Promise<void> {
  const end = Date.now() + options.timeout;
  if (await condition()) return;
  for await (const _ of ticks(options.interval ?? 50)) {
    if (await condition()) return;
    if (Date.now() > end) {
      throw new Error(`Gave up waiting for ${options.what} after ${options.timeout / 1000} s.`);
    }
  }
}

/** Settles like `work`, or rejects with "Gave up waiting for …" after `timeout` milliseconds. */
export async function within<T>(work: Promise<T>, options: { what: string; timeout: number }): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`Gave up waiting for ${options.what} after ${options.timeout / 1000} s.`)),
    options.timeout,
  );
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
