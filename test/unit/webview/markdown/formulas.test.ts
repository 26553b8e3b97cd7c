import assert from "node:assert/strict";
import type { Formula } from "../../../../src/webview/markdown/formulas.ts";
import { createParser } from "../../../../src/webview/markdown/parser.ts";

/** The formulas of a text, those on their own between double bars. */
function formulasOf(text: string): readonly string[] {
  return createParser()
    .parse(text, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter(({ type }) => type === "formula")
    .map(({ meta }) => meta as Formula)
    .map(({ tex, display }) => (display ? `||${tex.trim()}||` : tex));
}

describe("formulas in Markdown", () => {
  for (const [text, ...formulas] of [
    ["so $x^2$ and \\(y\\), then", "x^2", "y"],
    ["$$a + b$$", "||a + b||"],
    ["\\[\na\n= b\n\\]", "||a\n= b||"],
    ["text:\n$$\na\n- b\n$$\nmore $c$", "||a\n- b||", "c"],
    ["- item\n  $$\n  a\n  $$\n- $b$", "||a||", "b"],
    ["> $$ a\n> b $$", "||a\nb||"],
    ["inline $$a$$ display", "||a||"],
    ["$a\\$b$", "a\\$b"],
    ["$5$ and $\\frac{1}{2} x$", "5", "\\frac{1}{2} x"],
    ["($n$), $m$-th", "n", "m"],
    ["| $a$ | b |\n|---|---|\n| 1 | $c$ |", "a", "c"],
  ] as const) {
    it(`are found in ${JSON.stringify(text)}`, () => assert.deepEqual(formulasOf(text), formulas));
  }

  for (const text of [
    "It costs $5 and $10.",
    "from $5/$10 to $20",
    "$5 and 10$ more",
    "US$5, or A$7",
    "$HOME/$USER and $PATH",
    "`$x$` and `\\(y\\)`",
    "```\n$$\nx\n$$\n```",
    "    $$\n    x\n    $$",
    "\\$x\\$",
    "an open $x",
    "an open \\(x",
    "$$\nopen",
    "$$\na\n\nb\n$$",
    "$$$$",
    "$ x $",
    "[link](https://a.example/$x$y)",
  ]) {
    it(`are not found in ${JSON.stringify(text)}`, () => assert.deepEqual(formulasOf(text), []));
  }
});
