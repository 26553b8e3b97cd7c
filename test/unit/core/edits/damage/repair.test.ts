import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { findRepair } from "../../../../../src/core/edits/damage/repair.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

/** What the repair that the first lines prove makes of the last one. */
function repaired(
  pairs: readonly (readonly [given: string, own: string])[],
  further: string,
  leastProofs = 1,
  step?: string,
): string | undefined {
  const repair = findRepair(
    pairs.map(([given, own]) => ({ given, own })),
    leastProofs,
    { own: step },
  );
  return repair ? repair.line(further) : "no repair";
}

describe("the repair of an answer", () => {
  it("does nothing where the lines are the same", () => {
    assert.equal(repaired([["a(“x”)", "a(“x”)"]], "b(“y”) &lt; \\\\"), "b(“y”) &lt; \\\\");
  });

  it("undoes typographic quotes, dashes and ellipses that a line proves", () => {
    assert.equal(repaired([["a(“x”, ‘y’)", "a(\"x\", 'y')"]], "it’s “b”"), 'it\'s "b"');
    assert.equal(repaired([["f(…a)", "f(...a)"]], "[…b]"), "[...b]");
    assert.equal(repaired([["x—;", "x--;"]], "y—;"), "y--;");
    assert.equal(repaired([["x – 1", "x - 1"]], "y – 1"), "y - 1");
  });

  it("undoes entities once, by name and by number", () => {
    assert.equal(repaired([["a &lt; b", "a < b"]], "&quot;&#39;&#x27;&amp;lt;"), "\"''&lt;");
  });

  it("halves backslashes where every run was doubled", () => {
    assert.equal(repaired([["/\\\\d+/", "/\\d+/"]], "/\\\\w\\\\\\\\/"), "/\\w\\\\/");
    assert.equal(repaired([["/\\\\d+/", "/\\d+/"]], "/\\w/"), undefined);
  });

  it("undoes odd spaces, invisible characters and spaces at the ends of lines", () => {
    assert.equal(repaired([["a\u00A0=\u00A01", "a = 1"]], "\u00A0\u00A0b"), "  b");
    assert.equal(repaired([["a\u200B()", "a()"]], "\uFEFFb\u200B()"), "b()");
    assert.equal(repaired([["a();  ", "a();"]], "b();\t"), "b();");
  });

  it("undoes several damages at once", () => {
    assert.equal(repaired([["  if (a &lt; “b”)", '\tif (a < "b")']], "  say(&gt;, “c”)"), '\tsay(>, "c")');
  });

  it("needs as many proofs as it is told, for each damage", () => {
    assert.equal(repaired([["a(“x”)", 'a("x")']], "“b”", 2), "“b”");
    assert.equal(
      repaired(
        [
          ["a(“x”)", 'a("x")'],
          ["c(“z”)", 'c("z")'],
        ],
        "“b”",
        2,
      ),
      '"b"',
    );
  });

  it("does nothing that an unchanged line contradicts", () => {
    assert.equal(
      repaired(
        [
          ["a(“x”)", 'a("x")'],
          ["// “z”", "// “z”"],
        ],
        "“b”",
      ),
      "“b”",
    );
    assert.equal(
      repaired(
        [
          ["a;  ", "a;"],
          ["b;  ", "b;  "],
        ],
        "c;  ",
      ),
      "c;  ",
    );
  });

  it("leaves lines aside that say something else", () => {
    assert.equal(
      repaired(
        [
          ["a(“x”)", 'a("x")'],
          ["other(“z”)", 'a("q")'],
        ],
        "“b”",
      ),
      '"b"',
    );
  });
});

describe("the indentation of an answer", () => {
  it("is moved where one shift explains it", () => {
    assert.equal(
      repaired(
        [
          ["a {", "  a {"],
          ["  b", "    b"],
        ],
        "    c",
      ),
      "      c",
    );
    assert.equal(repaired([["    a {", "a {"]], "      c", 1, "  "), "  c");
    assert.equal(
      repaired(
        [
          ["   a {", "\ta {"],
          ["   \tb", "\t\tb"],
        ],
        "   \t\tc",
      ),
      "\t\t\tc",
    );
  });

  it("becomes tabs or spaces, with the one space of a block comment", () => {
    assert.equal(
      repaired(
        [
          ["    a {", "\ta {"],
          ["        b", "\t\tb"],
        ],
        "            c",
      ),
      "\t\t\tc",
    );
    assert.equal(
      repaired(
        [
          ["    a {", "\ta {"],
          ["        b", "\t\tb"],
        ],
        "     * c",
      ),
      "\t * c",
    );
    assert.equal(
      repaired(
        [
          ["\ta {", "  a {"],
          ["\t\tb", "    b"],
        ],
        "\t\t\tc",
      ),
      "      c",
    );
  });

  it("is scaled", () => {
    assert.equal(
      repaired(
        [
          ["  a {", "    a {"],
          ["    b", "        b"],
        ],
        "      c",
      ),
      "            c",
    );
    assert.equal(
      repaired(
        [
          ["    a {", "  a {"],
          ["        b", "    b"],
        ],
        "            c",
      ),
      "      c",
    );
  });

  it("is left open where scaling explains it as moving does", () => {
    assert.equal(repaired([["  a {", "    a {"]], "    c"), undefined);
    assert.equal(repaired([["  a {", "    a {"]], "    c", 1, "    "), undefined);
  });

  it("has no repair when it was lost", () => {
    assert.equal(
      repaired(
        [
          ["a {", "a {"],
          ["b", "  b"],
        ],
        "c",
      ),
      "no repair",
    );
  });
});

const damages: Readonly<Record<string, (line: string) => string>> = {
  quotes: (line) => line.replaceAll("'", "’").replaceAll('"', "”"),
  entities: (line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
  backslashes: (line) => line.replace(/\\+/g, "$&$&"),
  spaces: (line) => line.replaceAll(" ", "\u00A0"),
  invisible: (line) => line.replace(/(?<=\w)\b/g, "\u200B"),
  ends: (line) => `${line}  `,
};

describe("for any line", () => {
  it("undoing a damage is the inverse of doing it", () => {
    const line = fc.string({
      unit: fc.constantFrom("a", " ", "'", '"', "<", "&", "\\", "(", "lt;", "—"),
      maxLength: 12,
    });
    const names = fc.subarray(Object.keys(damages), { minLength: 1 });
    fc.assert(
      fc.property(line, names, (text, chosen) => {
        const damaged = (own: string): string =>
          chosen.toReversed().reduce((given, name) => damages[name]?.(given) ?? given, own);
        const own = "x(\"y\", 'z') < a & \\n;";
        const pairs = [own, "b;"].map((each) => ({ given: damaged(each), own: each }));
        const expected = text.replace(/[ \t]+$/, "");
        fc.pre(expected === text);
        const repair = findRepair(pairs, 1);
        assert.equal(repair?.line(damaged(text)), text, chosen.join());
      }),
      propertyRuns(500),
    );
  });
});
