import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findQuery } from "../../../../src/webview/components/completionQuery.ts";

describe("what is typed after a trigger", () => {
  /** `|` is the caret. */
  function at(written: string): unknown {
    const caret = written.indexOf("|");
    return findQuery(written.replace("|", ""), caret);
  }

  it("begins at the beginning of a word and ends at the caret", () => {
    assert.deepEqual(at("@|"), { trigger: "@", query: "", start: 0 });
    assert.deepEqual(at("see @src/pa|rser"), { trigger: "@", query: "src/pa", start: 4 });
    assert.deepEqual(at("a\n(@x|"), { trigger: "@", query: "x", start: 3 });
  });

  it("begins anywhere in a script that puts no spaces between words", () => {
    assert.deepEqual(at("为什么@解析|"), { trigger: "@", query: "解析", start: 3 });
  });

  it("is not within a word, an address or a package", () => {
    for (const written of ["me@host|", "a.b@c|", "see npm/@x|", "1@2|", "@@|".replace("@@", "x@@")]) {
      assert.equal(at(written), undefined, written);
    }
  });

  it("ends with a space", () => {
    assert.equal(at("@a b|"), undefined);
    assert.equal(at("|@a"), undefined);
  });

  it("is not a wall of text", () => {
    assert.equal(at(`@${"a".repeat(200)}|`), undefined);
  });
});
