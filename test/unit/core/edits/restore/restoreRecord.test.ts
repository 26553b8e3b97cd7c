import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { formatRestoreRecord, parseRestoreRecord } from "../../../../../src/core/edits/restore/restoreRecord.ts";
import { takenBackOf, withPoint } from "../../../../../src/core/edits/restore/restorePoint.ts";
import { restorePoint } from "../../../../support/restorePoints.ts";

const anyText = fc.option(
  fc
    .array(fc.constantFrom("a", "b", "", "é\u0301", "😀", "\u2028", "\0", " x"))
    .chain((lines) => fc.constantFrom("\n", "\r\n").map((eol) => lines.join(eol))),
  { nil: undefined },
);

describe("the record of a proposal's restore points", () => {
  it("gives back every byte, in any order of texts", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, fc.boolean())), (texts) => {
        const points = texts.map(([before, after, undone], at) => ({ at, before, after, undone }));
        assert.deepEqual(parseRestoreRecord(formatRestoreRecord(points)), points);
      }),
    );
  });

  it("holds a long text once, however often parts of it are accepted", () => {
    const lines = Array.from({ length: 5_000 }, (_, line) => `line ${line} of a long file`);
    const texts = [0, 1, 2, 3, 4].map((count) => lines.with(count * 900, "changed").join("\n"));
    const points = texts.slice(1).map((after, index) => restorePoint(texts[index], after, index));
    const whole = texts[0]?.length ?? 0;
    assert.ok(formatRestoreRecord(points).length < whole * 1.1);
  });

  it("is not read when it is damaged, of another shape, or of another version", () => {
    const record = formatRestoreRecord([restorePoint("a", "b")]);
    for (const text of [
      "",
      "\0\0",
      record.slice(0, -3),
      "[]",
      record.replace('"schema":1', '"schema":2'),
      record.replace('"at":1', '"at":"1"'),
      record.replace('"texts":["a",', '"texts":['),
      record.replace('"start":0', '"start":"0"'),
    ]) {
      assert.equal(parseRestoreRecord(text), undefined, text);
    }
  });

  it("drops what was undone once more is accepted", () => {
    const first = restorePoint("a", "b", 1);
    const undone = { ...restorePoint("b", "c", 2), undone: true };
    const next = restorePoint("b", "d", 3);
    assert.deepEqual(withPoint([first, undone], next), [first, next]);
  });

  it("is taken back as a whole when every point of it is", () => {
    const undone = { ...restorePoint("a", "b"), undone: true };
    assert.equal(takenBackOf([]), "none");
    assert.equal(takenBackOf([restorePoint("b", "c")]), "none");
    assert.equal(takenBackOf([undone, restorePoint("b", "c")]), "part");
    assert.equal(takenBackOf([undone]), "whole");
  });
});
