import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { shutdownOf } from "../../../../src/core/models/shutdown.ts";

describe("the shutdown of a model", () => {
  const shutdownDate = "2026-12-11";
  for (const [when, now, state] of [
    ["31 days before", Date.UTC(2026, 10, 10), "later"],
    ["30 days before", Date.UTC(2026, 10, 11), "soon"],
    ["on its last day", Date.UTC(2026, 11, 11), "soon"],
    ["at the end of its last day", Date.UTC(2026, 11, 11, 23, 59, 59), "soon"],
    ["on the day after", Date.UTC(2026, 11, 12), "past"],
    ["years after", Date.UTC(2030, 0, 1), "past"],
  ] as const) {
    it(`is ${state} ${when}`, () => {
      assert.deepEqual(shutdownOf({ id: "gpt", shutdownDate }, now), { date: shutdownDate, state });
    });
  }

  it("is none where none is announced, or where no date can be made of it", () => {
    assert.equal(shutdownOf({ id: "gpt" }, 0), undefined);
    assert.equal(shutdownOf({ id: "gpt", shutdownDate: "next year" }, 0), undefined);
  });
});
