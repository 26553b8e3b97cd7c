import { setTimeout as sleep } from "node:timers/promises";
import type { Locator } from "playwright-core";

/** About as fast as a person types. */
const betweenKeys = 90;

/**
 * Gets ready to type into the text field `field`. The result does so until what it is given settles, and resolves with
 * the milliseconds from each key to its paint.
 */
export async function prepareKeys(field: Locator): Promise<(until: Promise<unknown>) => Promise<readonly number[]>> {
  await field.evaluate(watchKeys);
  await field.focus();
  const { keyboard } = field.page();
  return async (until) => {
    const ended = until.then(() => "over" as const);
    for (let key = 0; (await Promise.race([ended, sleep(betweenKeys)])) !== "over"; key++) {
      await keyboard.press(key % 8 === 7 ? "Space" : "e");
    }
    return field.evaluate(() => Reflect.get(globalThis, "benchKeys") as number[]);
  };
}

/** A key's time is the one at which the browser got it; its paint is over when the task after its frame runs. */
function watchKeys(): void {
  const times: number[] = [];
  Reflect.set(globalThis, "benchKeys", times);
  const channel = new MessageChannel();
  const waiting: number[] = [];
  channel.port1.addEventListener("message", () => {
    const pressedAt = waiting.shift();
    if (pressedAt !== undefined) times.push(performance.now() - pressedAt);
  });
  channel.port1.start();
  addEventListener(
    "keydown",
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        waiting.push(timeStamp);
        channel.port2.postMessage(undefined);
      });
    },
    true,
  );
}
