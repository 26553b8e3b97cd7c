import { afterEach, beforeEach } from "mocha";

/**
 * Says of the suite that calls it that its tests build on each other: after one that failed, the rest is skipped.
 * Mocha's own `bail` would leave out every later suite that uses it too, and say nothing.
 */
export function stepByStep(): void {
  let failed = false;
  beforeEach(function () {
    if (failed) this.skip();
  });
  afterEach(function () {
    failed ||= this.currentTest?.state === "failed";
  });
}
