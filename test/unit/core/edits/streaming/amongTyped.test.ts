import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { amongTyped } from "../../../../../src/core/edits/streaming/amongTyped.ts";
import { lineChanges } from "../../../../../src/core/edits/lineChanges.ts";

const base = ["a", "b", "c", "d", "e", "f", "g", "h"];
const changes = lineChanges(base.join("\n"), ["a", "B", "c", "d", "e", "f", "G", "h"].join("\n"));

const placed = (now: readonly string[]): readonly string[] =>
  amongTyped(changes, base, now).map(({ startLine, newLines }) => `${startLine}: ${newLines.join()}`);

describe("an answer's changes among what the person types", () => {
  const cases: readonly (readonly [what: string, now: readonly string[], placed: readonly string[]])[] = [
    ["nothing", base, ["1: B", "6: G"]],
    ["lines above them", ["new", ...base], ["2: B", "7: G"]],
    ["lines between them", ["a", "b", "c", "d", "new", "e", "f", "g", "h"], ["1: B", "7: G"]],
    ["fewer lines between them", ["a", "b", "c", "f", "g", "h"], ["1: B", "4: G"]],
    ["lines below them", [...base, "new"], ["1: B", "6: G"]],
    ["another text for the lines of one", ["a", "mine", "c", "d", "e", "f", "g", "h"], ["6: G"]],
    ["everything anew", ["other"], []],
  ];
  for (const [what, now, expected] of cases) {
    it(`are where their lines are after ${what}`, () => assert.deepEqual(placed(now), expected));
  }
});
