import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { formatConversation } from "../../../../src/core/persistence/conversationFile.ts";
import { findWords, mayHoldWords, searchWords } from "../../../../src/core/persistence/searchWords.ts";
import { anyText } from "../../../support/anyText.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";
import { conversation, turn } from "../../../support/storeWorld.ts";

describe("searching for words", () => {
  it("takes each word for one, and what is quoted as it is", () => {
    assert.deepEqual(searchWords('  Red "Black TREE" red '), ["red", "black tree"]);
    assert.deepEqual(searchWords('"'), []);
  });

  it("shows the text around the first word", () => {
    const long = `${"before ".repeat(20)}here it is${" after".repeat(60)}`;
    const found = findWords(conversation("a", [turn("1", long)]), ["here"]);
    assert.match(found ?? "", /^….{20,40}here it is.*…$/);
  });

  it("finds words that are apart, in a question and in an answer", () => {
    assert.ok(findWords(conversation("a", [turn("1", "yes")]), ["question", "yes"]) !== undefined);
    assert.equal(findWords(conversation("a", [turn("1", "yes")]), ["question", "no"]), undefined);
  });

  it("never passes over a file that has the words", () => {
    fc.assert(
      fc.property(anyText(30), anyText(30), fc.nat(30), fc.nat(8), (before, after, at, length) => {
        const text = before + after;
        const words = searchWords(text.slice(at, at + length));
        const found = conversation("a", [turn("1", text)]);
        if (findWords(found, words) !== undefined) assert.ok(mayHoldWords(formatConversation(found), words));
      }),
      propertyRuns(500),
    );
  });
});
