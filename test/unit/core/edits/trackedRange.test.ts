import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { offsetsIn } from "../../../../src/core/edits/textChanges.ts";
import { trackRange } from "../../../../src/core/edits/trackedRange.ts";
import { comparePositions, endOf } from "../../../../src/core/edits/positions.ts";
import type { TextPosition, TextRange } from "../../../../src/shared/chat/state.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const at = (line: number, character: number): TextPosition => ({ line, character });
const range = (a: TextPosition, b: TextPosition): TextRange => ({ start: a, end: b });
const change = (start: TextPosition, end: TextPosition, text: string) => ({ start, end, text });

describe("a tracked range", () => {
  const tracked = range(at(2, 4), at(3, 2));

  it("moves with edits above and stays with edits below", () => {
    assert.deepEqual(trackRange(tracked, [change(at(0, 0), at(0, 0), "a\nb\n")]), {
      range: range(at(4, 4), at(5, 2)),
      touched: false,
    });
    assert.deepEqual(trackRange(tracked, [change(at(3, 3), at(4, 0), "x")]), { range: tracked, touched: false });
  });

  it("moves within its line with an edit in front of it", () => {
    assert.deepEqual(trackRange(tracked, [change(at(2, 0), at(2, 4), "xy")]), {
      range: range(at(2, 2), at(3, 2)),
      touched: false,
    });
    assert.deepEqual(trackRange(tracked, [change(at(1, 3), at(2, 0), "")]), {
      range: range(at(1, 7), at(2, 2)),
      touched: false,
    });
  });

  it("leaves text at its ends outside", () => {
    assert.deepEqual(trackRange(tracked, [change(at(2, 4), at(2, 4), "\n  ")]), {
      range: range(at(3, 2), at(4, 2)),
      touched: false,
    });
    assert.deepEqual(trackRange(tracked, [change(at(3, 2), at(3, 2), "x\n")]), { range: tracked, touched: false });
  });

  it("is touched by an edit inside, and grows and shrinks with it", () => {
    assert.deepEqual(trackRange(tracked, [change(at(2, 5), at(3, 0), "-")]), {
      range: range(at(2, 4), at(2, 8)),
      touched: true,
    });
    assert.deepEqual(trackRange(tracked, [change(at(2, 4), at(3, 2), "all new")]), {
      range: range(at(2, 4), at(2, 11)),
      touched: true,
    });
  });

  it("is touched by an edit over one of its ends, whose text stays outside", () => {
    assert.deepEqual(trackRange(tracked, [change(at(2, 0), at(2, 6), "x")]), {
      range: range(at(2, 1), at(3, 2)),
      touched: true,
    });
    assert.deepEqual(trackRange(tracked, [change(at(3, 0), at(4, 0), "x")]), {
      range: range(at(2, 4), at(3, 0)),
      touched: true,
    });
  });

  it("without text moves behind what is typed at its place", () => {
    assert.deepEqual(trackRange(range(at(1, 1), at(1, 1)), [change(at(1, 1), at(1, 1), "ab")]), {
      range: range(at(1, 3), at(1, 3)),
      touched: false,
    });
  });

  it("holds the same text after any edits that do not touch it", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 12 });
    const edit = fc.record({ from: fc.nat(40), length: fc.nat(4), text: piece });
    fc.assert(
      fc.property(piece, piece, piece, fc.array(edit, { maxLength: 8 }), (before, inside, after, edits) => {
        const mark = `<${inside}>`;
        let document = before + mark + after;
        const start = endOf(at(0, 0), before);
        let current = { range: range(start, endOf(start, mark)), touched: false };
        for (const { from, length, text } of edits) {
          const first = Math.min(from, document.length);
          const last = Math.min(first + length, document.length);
          const single = change(
            endOf(at(0, 0), document.slice(0, first)),
            endOf(at(0, 0), document.slice(0, last)),
            text,
          );
          const next = trackRange(current.range, [single]);
          current = { range: next.range, touched: current.touched || next.touched };
          document = document.slice(0, first) + text + document.slice(last);
        }
        const offsetAt = offsetsIn(document);
        const text = document.slice(offsetAt(current.range.start), offsetAt(current.range.end));
        assert.ok(comparePositions(current.range.start, current.range.end) <= 0);
        if (current.touched) assert.ok(offsetAt(current.range.end) <= document.length);
        else assert.equal(text, mark);
      }),
      propertyRuns(500),
    );
  });

  it("gives the same for many changes at once as for one after the other", () => {
    const edits = [change(at(0, 0), at(0, 1), "x\ny"), change(at(2, 0), at(2, 0), "z")];
    assert.deepEqual(
      trackRange(tracked, edits).range,
      trackRange(trackRange(tracked, edits.slice(0, 1)).range, edits.slice(1)).range,
    );
  });
});
