import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { setRealTimer } from "../../../../src/providers/openai/timer.ts";

describe("The real timer", () => {
  it("fires after a delay and not after a longer one, which may be longer than timers take", async () => {
    const fired: string[] = [];
    const cancel = setRealTimer(Number.MAX_SAFE_INTEGER, () => fired.push("long"));
    await new Promise<void>((resolve) => setRealTimer(2, resolve));
    assert.deepEqual(fired, []);
    cancel();
  });

  it("does not fire once it is cancelled", async () => {
    const fired: string[] = [];
    setRealTimer(1, () => fired.push("cancelled"))();
    await new Promise<void>((resolve) => setRealTimer(2, resolve));
    assert.deepEqual(fired, []);
  });
});
