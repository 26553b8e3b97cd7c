import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { surroundingsOf } from "../../../../src/core/context/surroundings.ts";
import { relocate } from "../../../../src/core/context/relocate.ts";

describe("a piece of a document that was edited", () => {
  const document = "one();\ntwo();\nfunction f() {\n  return 1;\n}\nthree();\nfour();\n";
  const piece = "function f() {\n  return 1;\n}\n";
  const start = document.indexOf(piece);
  const end = start + piece.length;
  const attachment = { text: piece, surroundings: surroundingsOf(document, start, end) };

  function find(edited: string): readonly [string, string] {
    const { type, start: from, end: to } = relocate(attachment, edited, start, end);
    return [type, edited.slice(from, to)];
  }

  it("is the same at its place", () => {
    assert.deepEqual(find(`${document}five();\n`), ["same", piece]);
  });

  it("is moved by what is written above", () => {
    assert.deepEqual(find(`zero();\n${document}`), ["moved", piece]);
  });

  it("is changed between what stood around it", () => {
    assert.deepEqual(find(document.replace("return 1", "return 1 + 1")), [
      "changed",
      piece.replace("return 1", "return 1 + 1"),
    ]);
    assert.deepEqual(find(`zero();\n${document.replace("return 1", "return 1 + 1")}`), [
      "changed",
      piece.replace("return 1", "return 1 + 1"),
    ]);
  });

  it("is changed to nothing when it was deleted", () => {
    assert.deepEqual(find(document.replace(piece, "")), ["changed", ""]);
  });

  it("is looked for at its old place when nothing is left around it", () => {
    const { type } = relocate(attachment, "something else entirely\n", 10, 24);
    assert.equal(type, "changed");
  });
});
