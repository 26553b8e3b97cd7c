import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeMiss } from "../../../../../src/core/edits/locate/describeMiss.ts";
import type { MissReason } from "../../../../../src/core/edits/locate/located.ts";
import { untranslated as t } from "../../../../../src/shared/l10n.ts";

const at = (...lines: readonly number[]) => lines.map((startLine) => ({ startLine, endLine: startLine + 1 }));

describe("a refused edit, told to the person", () => {
  it("names the places, and only counts many", () => {
    assert.match(describeMiss({ type: "ambiguous", ranges: at(1, 6) }, t), /several places \(lines 2, 7\)/);
    assert.match(
      describeMiss({ type: "ambiguous", ranges: at(0, 1, 2, 3, 4, 5) }, t),
      /6 places \(lines 1, 2, 3, 4, …\)/,
    );
  });

  it("says something of its own for every reason, with the line where there is one", () => {
    const reasons: Readonly<Record<MissReason, boolean>> = {
      "not-there": true,
      indentation: true,
      "escaped-backslashes": true,
      "curly-quotes": true,
      "html-entities": true,
      "invisible-characters": true,
      "changed-lines-differ": true,
      "nothing-to-find": false,
      "anchor-not-there": false,
      elided: false,
    };
    const texts = Object.entries(reasons).map(([reason, hasLine]) => {
      const text = describeMiss({ type: "missing", reason: reason as MissReason, nearest: { line: 41 } }, t);
      assert.equal(text.includes("line 42"), hasLine, text);
      return text;
    });
    texts.push(describeMiss("overlapping", t), describeMiss({ type: "missing", reason: "not-there" }, t));
    assert.equal(new Set(texts).size, texts.length);
    for (const text of texts) assert.match(text, /^[A-Z][^!{}]+\.$/);
  });
});
