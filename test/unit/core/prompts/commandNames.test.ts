import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { closestName, freeName } from "../../../../src/core/prompts/commandNames.ts";
import { withWords } from "../../../../src/core/prompts/withWords.ts";

describe("the names of commands", () => {
  it("are each given once, whatever their case", () => {
    const taken = new Set(["explain", "findbugs"]);
    const names = ["haiku", "explain", "explain", "findBugs", "Haiku"].map((name) => freeName(name, taken));
    assert.deepEqual(names, ["haiku", "explain-2", "explain-3", "findBugs-2", "Haiku-2"]);
  });

  it("are guessed from what is nearly one, and not from anything else", () => {
    const names = ["explain", "findBugs", "fix", "edit"];
    const guesses = ["explian", "FINDBUG", "fi", "edti", "x", "tmp", "explanation"].map((typed) =>
      closestName(typed, names),
    );
    assert.deepEqual(guesses, ["explain", "findBugs", "fix", undefined, undefined, undefined, undefined]);
    assert.equal(closestName("fix", []), undefined);
  });
});

describe("a prompt of the person's own", () => {
  it("has what was typed after its name at its place, or at the end", () => {
    assert.equal(withWords("As a {instruction}, {instruction}!", "$& poem"), "As a $& poem, $& poem!");
    assert.equal(withWords("As a haiku", "about {selection}"), "As a haiku\n\nabout {selection}");
    assert.equal(withWords("As a haiku", ""), "As a haiku");
    assert.equal(withWords("As a haiku {instruction}", ""), "As a haiku ");
  });
});
