import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { builtSyntax } from "./builtSyntax.ts";

describe("the parsers of the built extension", () => {
  it("are loaded when they are first asked for, and parse TypeScript", async () => {
    let loads = 0;
    const syntax = builtSyntax(() => (loads += 1));
    assert.equal(loads, 0);
    const parser = await syntax.parserFor("typescript");
    const parsed = parser?.parse("class Cart {\n  total(): number {\n    return (1;\n  }\n}\n");
    assert.deepEqual(
      parsed?.symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [["Cart", ["total"]]],
    );
    assert.deepEqual(parsed?.problems, [{ line: 2, missing: ")" }]);
    await syntax.parserFor("python");
    assert.equal(loads, 1);
  });
});
