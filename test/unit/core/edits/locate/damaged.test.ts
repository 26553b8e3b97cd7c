import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyReplacements } from "../../../../../src/core/edits/locate/applyReplacements.ts";
import { indentOf } from "../../../../../src/core/edits/indentation.ts";
import type { PieceReplacement } from "../../../../../src/core/edits/parse/blockEdit.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

type Hunk = Omit<PieceReplacement, "oldLines" | "newLines"> & { readonly lines: string };

/** The text after hunks whose lines begin with a space, a minus or a plus; else why there is none. */
function apply(text: string, ...hunks: readonly Hunk[]): string {
  const applied = applyReplacements(text, hunks.map(toPiece));
  switch (applied.type) {
    case "applied":
      return applied.text;
    case "unchanged":
      return "unchanged";
    case "refused":
      return applied.why === "overlapping"
        ? applied.why
        : applied.why.type === "missing"
          ? applied.why.reason
          : `ambiguous: ${applied.why.ranges.map(({ startLine, endLine }) => `${startLine}-${endLine}`).join(", ")}`;
  }
}

function toPiece({ lines, ...more }: Hunk): PieceReplacement {
  const all = lines.split("\n");
  const side = (mark: string) => all.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
  return { oldLines: side("+"), newLines: side("-"), marks: all.map((line) => line.charAt(0)).join(""), ...more };
}

const twins = "function a() {\n  go();\n  stop();\n}\n\nfunction b() {\n  go();\n  stop();\n}\n";

describe("a damaged hunk", () => {
  it("lands with the damage undone, when a line that stays shows it", () => {
    const say = '  say("it\'s");\n  end();\n';
    assert.equal(apply(say, { lines: "   say(“it’s”);\n+  add(“x”);" }), '  say("it\'s");\n  add("x");\n  end();\n');
    assert.equal(
      apply("if (a < b) {\n}\n", { lines: " if (a &lt; b) {\n+  &quot;c&quot;;" }),
      'if (a < b) {\n  "c";\n}\n',
    );
    assert.equal(apply("/\\d/;\nb;\n", { lines: " /\\\\d/;\n-b;\n+/\\\\w\\\\\\\\/;" }), "/\\d/;\n/\\w\\\\/;\n");
    assert.equal(apply("a = 1;\nb;\n", { lines: " a\u00A0=\u00A01;\n-b;\n+b\u00A0=\u00A02;" }), "a = 1;\nb = 2;\n");
    assert.equal(apply("a();\nb;\n", { lines: " a\u200B();\n-b;\n+c\u200B();" }), "a();\nc();\n");
    assert.equal(apply("a;\nb;\n", { lines: " a;  \n-b;  \n+c;  " }), "a;\nc;\n");
  });

  it("has no place beside another thing, however like what is around it", () => {
    const text = 'name = 1\nfeatures = [\n  "codec",\n  "io",\n]\noptional = true\ndefaults = false\n';
    const lines = ' features = [\n   "rustls",\n   "ring",\n+  "tokio",\n ]\n optional = true\n defaults = false';
    assert.equal(apply(text, { lines }), "not-there");
  });

  it("may show the damage in one piece and suffer it in another", () => {
    assert.equal(
      apply('say("a");\nb;\nc;\n', { lines: " say(“a”);\n-b;\n+d;" }, { lines: "-c;\n+log = “c”;" }),
      'say("a");\nd;\nlog = "c";\n',
    );
  });

  it("shows by itself what no program has", () => {
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+say(“b”);" }), 'a;\nsay("b");\n');
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+c &amp;&amp; d;" }), "a;\nc && d;\n");
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+re = /\\\\d+/;" }), "a;\nre = /\\d+/;\n");
  });

  it("is refused where nothing proves what its new lines may have suffered", () => {
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+it’s so;" }), "curly-quotes");
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+x&lt;y&gt;" }), "html-entities");
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+`\\\\n`" }), "escaped-backslashes");
    assert.equal(apply("a;\nb;\n", { lines: " a;\n-b;\n+x\u200B" }), "invisible-characters");
  });

  it("keeps what the file or the rest of the answer shows to be meant", () => {
    assert.equal(apply("// “a”\nb;\n", { lines: " // “a”\n-b;\n+// “b”" }), "// “a”\n// “b”\n");
    assert.equal(apply('a("x");\nb;\n', { lines: ' a("x");\n-b;\n+// it’s' }), 'a("x");\n// it’s\n');
    assert.equal(apply("a < b;\nc;\n", { lines: " a < b;\n-c;\n+'&lt;'" }), "a < b;\n'&lt;'\n");
    assert.equal(apply("/\\d/;\nc;\n", { lines: " /\\d/;\n-c;\n+`\\\\n`" }), "/\\d/;\n`\\\\n`\n");
  });

  it("is refused when a line that changes is the file's only up to what nothing proves", () => {
    assert.equal(apply("// “a”\nb;\n", { lines: '-// "a"\n+// "c"\n b;' }), "curly-quotes");
  });
});

describe("the indentation of a hunk", () => {
  const nested = "f {\n    if (a) {\n        b();\n    }\n}\n";

  it("comes back where one change explains it", () => {
    const expected = "f {\n    if (a) {\n        b();\n        c();\n    }\n}\n";
    assert.equal(apply(nested, { lines: " if (a) {\n     b();\n+    c();\n }" }), expected);
    assert.equal(apply(nested, { lines: "   if (a) {\n     b();\n+    c();\n   }" }), expected);
    assert.equal(apply(nested, { lines: " \tif (a) {\n \t\tb();\n+\t\tc();\n \t}" }), expected);
  });

  it("follows the brackets where it was lost", () => {
    assert.equal(
      apply(nested, { lines: " if (a) {\n b();\n+if (c) {\n+d();\n+}\n }" }),
      "f {\n    if (a) {\n        b();\n        if (c) {\n            d();\n        }\n    }\n}\n",
    );
    assert.equal(apply(nested, { lines: " if (a) {\n-b();\n+c();\n }" }), nested.replace("b()", "c()"));
  });

  it("is refused where it was lost and brackets do not say it", () => {
    const python = "def f():\n    if a:\n        b()\n    d()\n";
    assert.equal(apply(python, { lines: " if a:\n b()\n+c()\n d()" }), "indentation");
    assert.equal(apply(nested, { lines: " if (a) {\n b();\n+if (c)\n+d();\n }" }), "indentation");
  });

  it("at the margin is the file's own where brackets show that it is not", () => {
    const top = "a();\nb();\nif (x) {\n    y();\n}\n";
    assert.equal(
      apply(top, { lines: " a();\n+if (c) {\n+  d();\n+}\n b();" }),
      "a();\nif (c) {\n    d();\n}\nb();\nif (x) {\n    y();\n}\n",
    );
    assert.equal(apply(top, { lines: " a();\n+if (c) {\n+d();\n+}\n b();" }), "indentation");
  });
});

describe("context that is slightly wrong", () => {
  it("keeps the file's words", () => {
    const text = "// Counts all.\nfunction f(a) {\n  const n = count(a);\n\n  check(n);\n  return n;\n}\n";
    const expected = text.replace("check(n)", "verify(n)");
    for (const context of ["// Counts everything.", "// Counts all."]) {
      const lines = ` ${context}\n function f(a) {\n   const m = count(a);\n-  check(n);\n+  verify(n);\n   return n;`;
      assert.equal(apply(text, { lines }), expected, context);
    }
    assert.equal(apply(text, { lines: "   const n = count(a);\n \n-  check(n);\n+  verify(n);\n }" }), expected);
  });

  it("is no place when what changes is not there, or another thing is named", () => {
    const text = "function f(a) {\n  check(a);\n  return a;\n}\n";
    assert.equal(
      apply(text, { lines: " function f(a) {\n-  check(b);\n+  verify(b);\n   return a;" }),
      "changed-lines-differ",
    );
    assert.equal(apply(text, { lines: " function g(a) {\n-  check(a);\n+  verify(a);\n   return a;" }), "not-there");
  });
});

describe("identical places", () => {
  const first = twins.replace("go", "run");
  const second = "function a() {\n  go();\n  stop();\n}\n\nfunction b() {\n  run();\n  stop();\n}\n";
  const go = "-  go();\n+  run();\n   stop();";

  it("are told with their lines when nothing decides", () => {
    assert.equal(apply(twins, { lines: go }), "ambiguous: 1-3, 6-8");
  });

  it("are decided by right numbers only", () => {
    assert.equal(apply(twins, { lines: go, lineHint: 6 }), second);
    assert.equal(apply(twins, { lines: go, lineHint: 6, isMiscounted: true }), "ambiguous: 1-3, 6-8");
    const unique = "-function a() {\n+function c() {";
    assert.match(apply(twins, { lines: unique, lineHint: 0 }, { lines: go, lineHint: 6 }), /^function c/);
    const other = { lines: "-function a() {\n+function c() {", lineHint: 3 };
    assert.equal(apply(twins, { lines: go, lineHint: 6 }, other), "ambiguous: 1-3, 6-8");
  });

  it("are decided by what is named above, which has to be there", () => {
    assert.equal(apply(twins, { lines: go, anchor: "function b()" }), second);
    assert.equal(apply(twins, { lines: go, anchor: "function a" }), first);
    assert.equal(apply(twins, { lines: go, anchor: "function c" }), "anchor-not-there");
    assert.equal(apply("a();\nclass A {}\n", { lines: "-a();\n+b();", anchor: "class A" }), "anchor-not-there");
    const classes = `class A {\n${twins}}\nclass B {\n${twins}}\n`.replace(/^(?=[ f}])(?!}$)/gm, "  ");
    assert.match(
      apply(classes, { lines: "-    go();\n+    run();", anchor: "function b", outerAnchors: ["class B"] }),
      /class A[^]*go[^]*go[^]*class B[^]*go[^]*run/,
    );
  });

  it("are decided by the end of the file", () => {
    assert.equal(apply("a\nb\na\n", { lines: "-a\n+c", atEnd: true }), "a\nb\nc\n");
  });

  it("are decided by the order of hunks that leaves one way", () => {
    assert.equal(
      apply(twins, { lines: "-function b() {\n+function c() {" }, { lines: go }),
      second.replace("function b", "function c"),
    );
    assert.equal(apply(twins, { lines: go }, { lines: go }), twins.replaceAll("go", "run"));
    assert.equal(apply(`${twins}end\n`, { lines: go }, { lines: "-end\n+END" }), "ambiguous: 1-3, 6-8");
  });
});

describe("an edit that is in the file", () => {
  it("changes nothing, and leaves the other pieces to be made", () => {
    assert.equal(apply("a\nx\nc\n", { lines: " a\n-b\n+x\n c" }), "unchanged");
    assert.equal(apply("a();\nb();\nc();\n", { lines: " a();\n+b();\n c();" }), "unchanged");
    assert.equal(apply("a\nnew();\nc\n", { lines: " a\n-b\n+new();" }, { lines: "-c\n+d" }), "a\nnew();\nd\n");
  });

  it("is made once where two pieces are the same", () => {
    assert.equal(apply("a\nb\n", { lines: "-a\n+x\n b" }, { lines: "-a\n+x" }), "x\nb\n");
  });
});

describe("what a hunk says of the end of the file", () => {
  it("counts when it is so", () => {
    assert.equal(apply("a\nb\n", { lines: " a\n-b\n-\n+c", atEnd: true }), "a\nc");
    assert.equal(apply("a\nb", { lines: " a\n-b\n+c\n+", atEnd: true }), "a\nc\n");
  });

  it("counts nothing when the file says otherwise", () => {
    assert.equal(apply("a\nb", { lines: " a\n-b\n-\n+c", atEnd: true }), "a\nc");
    assert.equal(apply("a\nb\n", { lines: " a\n-b\n+c\n+", atEnd: true }), "a\nc\n");
    assert.equal(apply("b\n\nx\nb\n", { lines: "-b\n-\n+c", atEnd: true }), "b\n\nx\nc");
  });

  it("leaves blank lines alone", () => {
    assert.equal(apply("\n\n“a”\nb\n\nc\n\n", { lines: " \n-“a”\n-b\n-\n c" }), "\n\nc\n\n");
  });
});

const damages: Readonly<Record<string, (line: string) => string>> = {
  quotes: (line) => line.replace(/"([^"]*)"/g, "“$1”").replaceAll("'", "’"),
  entities: (line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
  backslashes: (line) => line.replace(/\\+/g, "$&$&"),
  spaces: (line) => line.replaceAll(" ", "\u00A0"),
  ends: (line) => `${line}  `,
  shifted: (line) => `   ${line}`,
  tabs: (line) => line.replace(/^(?: {2})+/, (indent) => "\t".repeat(indent.length / 2)),
};

describe("any damaged hunk in a file of lines that are all different", () => {
  it("lands as it would without the damage", () => {
    const kinds = ["say(\"a\", 'b', c < d && /\\w/);", "b();", 'c = "d";', ""];
    const line = fc.record({ kind: fc.constantFrom(...kinds), depth: fc.nat(3) });
    const file = fc
      .array(line, { minLength: 12, maxLength: 30 })
      .map((all) =>
        all.map(({ kind, depth }, index) => (kind === "" ? "" : `${"  ".repeat(depth)}${kind} // ${index}`)),
      );
    const chosen = fc.subarray(Object.keys(damages), { minLength: 1, maxLength: 3 });
    let landed = 0;
    let refused = 0;
    fc.assert(
      fc.property(file, fc.nat(7), chosen, (lines, at, names) => {
        const context = [`  "x" + 'y' < &a && /\\d/; // above`, ...lines.slice(at, at + 2)];
        const own = [...lines.slice(0, at), ...context, ...lines.slice(at + 2)];
        const added = `${indentOf(context.findLast((text) => text !== "") ?? "")}"new" + 'z' < &b; // /\\s/`;
        const damaged = (text: string): string =>
          names.reduce((given, name) => (text === "" ? given : (damages[name]?.(given) ?? given)), text);
        const hunk = [...context.map((text) => ` ${damaged(text)}`), `+${damaged(added)}`].join("\n");
        const expected = [...own.slice(0, at + 3), added, ...own.slice(at + 3)].join("\n");
        const result = apply(own.join("\n"), { lines: hunk });
        if (result === expected) landed++;
        else {
          refused++;
          assert.match(result, /^(?:indentation|ambiguous.*|[a-z]+(?:-[a-z]+)+)$/, names.join());
        }
      }),
      propertyRuns(500),
    );
    assert.ok(landed > refused * 12, `${landed} landed, ${refused} refused`);
  });
});

describe("of equal lines", () => {
  it("the one stays that a hunk marks as kept, with its spaces", () => {
    assert.equal(
      apply("if (a) {\n  b();\n}  \ncatch {\n}  \n", {
        lines: " if (a) {\n-  b();\n+  c();\n+}\n+if (d) {\n }\n catch {",
      }),
      "if (a) {\n  c();\n}\nif (d) {\n}  \ncatch {\n}  \n",
    );
  });

  it("none is chosen in two texts, where the document's have other spaces", () => {
    const piece = { oldLines: ["a {", "}"], newLines: ["a {", "}", "b {", "}"] };
    const applied = applyReplacements("a {\n}  \n", [piece]);
    assert.ok(applied.type === "refused" && applied.why !== "overlapping" && applied.why.type === "missing");
    assert.equal(applied.why.reason, "changed-lines-differ");
    assert.deepEqual(applyReplacements("a {\n}\n", [piece]), { type: "applied", text: "a {\n}\nb {\n}\n" });
  });
});

describe("a first line without its indentation", () => {
  const document = "f {\n    a();\n    b();\n}\n";
  const replace = (original: string, replacement: string) =>
    applyReplacements(document, [{ oldLines: original.split("\n"), newLines: replacement.split("\n") }]);

  it("gets it back where the lines below have theirs", () => {
    assert.deepEqual(replace("a();\n    b();", "a();\n    c();\n    b();"), {
      type: "applied",
      text: "f {\n    a();\n    c();\n    b();\n}\n",
    });
  });

  it("gets it back when it is alone and brackets show that the new lines have theirs", () => {
    assert.deepEqual(replace("a();", "a();\n    c();"), {
      type: "applied",
      text: "f {\n    a();\n    c();\n    b();\n}\n",
    });
  });
});

describe("the indentation that an undamaged hunk adds", () => {
  it("is its own, also in a file of other steps", () => {
    assert.equal(
      apply("a {\n  b\n}\nc {\n      d\n}\n", { lines: " a {\n+ * note\n   b" }),
      "a {\n * note\n  b\n}\nc {\n      d\n}\n",
    );
    assert.equal(
      apply("- a\n  - b\n\n\n- c\n\t- d\n", { lines: " - a\n   - b\n-" }, { lines: " - c\n+  - e" }),
      "- a\n  - b\n\n- c\n  - e\n\t- d\n",
    );
  });
});

describe("a line inside a string", () => {
  it("keeps its whitespace where the answer has that of the document's and other lines are moved", () => {
    const document = "f {\n\ta();\n\tx(`\n  one\n`);\n}\n";
    const hunk = toPiece({ lines: "     a();\n     x(`\n   one\n+    two" });
    assert.deepEqual(applyReplacements(document, [hunk], "typescript"), {
      type: "applied",
      text: "f {\n\ta();\n\tx(`\n  one\n    two\n`);\n}\n",
    });
  });
});

describe("an empty line of a comment", () => {
  it("is not added again", () => {
    assert.equal(apply("/**\n * a\n *\n * b\n */\n", { lines: " /**\n  * a\n+ *" }), "unchanged");
  });
});
