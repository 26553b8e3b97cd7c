import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Chain } from "../../../../../src/core/edits/code/chains.ts";
import { toFileLines } from "../../../../../src/core/edits/code/fileLines.ts";
import { findPlaces, type Judge, type Places } from "../../../../../src/core/edits/code/places.ts";

/** The places of `first` to `last` where only those can be meant that end at `end`. */
function placesEndingAt(end: number, isProven: boolean): Places {
  const file = toFileLines("first();\nlast();\nmore();\nlast();\n");
  const judge: Judge = {
    isSame: () => false,
    isQuiet: () => false,
    isProven: (_, place: Chain) => isProven && place.endLine === end,
    isFixed: () => true,
    isPossible: (_, place) => place.endLine === end,
    isLikely: () => true,
    isTwin: () => false,
  };
  const segments = [{ lines: ["first();", "fresh();", "last();"] }];
  return findPlaces(segments, file, { startLine: 0, endLine: file.lines.length }, "exact", judge);
}

describe("a place that would take more away than the best one", () => {
  it("is not taken in its stead because that one cannot be meant", () => {
    assert.equal(placesEndingAt(4, false).type, "ambiguous");
  });

  it("is taken when its own ends prove it", () => {
    const found = placesEndingAt(4, true);
    assert.deepEqual(found.type === "places" && found.places.map(({ endLine }) => endLine), [4]);
  });

  it("does not stand in the way of the best one", () => {
    const found = placesEndingAt(2, false);
    assert.deepEqual(found.type === "places" && found.places.map(({ endLine }) => endLine), [2]);
  });
});
