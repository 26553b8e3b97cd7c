import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { fitReplacement, type FitTarget } from "../../../../src/core/edits/fit.ts";

const base: FitTarget = { original: "", before: "", after: "", eol: "\n", unit: "  ", languageId: "typescript" };

function fit(replacement: string, target: Partial<FitTarget>): string {
  const fitted = fitReplacement(replacement, { ...base, ...target });
  return fitted.type === "fitted" ? fitted.text : "(unchanged)";
}

describe("a replacement fitted to its place", () => {
  it("takes the document's line endings", () => {
    assert.equal(fit("a\nb", { original: "x\r\ny", eol: "\r\n" }), "a\r\nb");
    assert.equal(fit("a\r\nb", { original: "x\ny" }), "a\nb");
  });

  it("ends as the original ended", () => {
    assert.equal(fit("a\n", { original: "x" }), "a");
    assert.equal(fit("a", { original: "x\n" }), "a\n");
    assert.equal(fit("a\n\n", { original: "x\r\n\r\n", eol: "\r\n" }), "a\r\n\r\n");
    assert.equal(fit("a();", { original: "x();\n    ", before: "    ", after: "y();" }), "a();\n    ");
  });

  it("begins as the original began", () => {
    assert.equal(fit("  a();", { original: "\n  x();", before: "{" }), "\n  a();");
    assert.equal(fit("\n\na();", { original: "x();" }), "a();");
  });

  it("is unchanged when it says the same", () => {
    assert.equal(fit("x();\ny();", { original: "x();\r\ny();\r\n", eol: "\r\n" }), "(unchanged)");
    assert.equal(fit("x();", { original: "    x();\n" }), "(unchanged)");
  });

  it("drops a byte order mark of the answer", () => {
    assert.equal(fit("\uFEFFa", { original: "x" }), "a");
  });
});

describe("the indentation of a replacement", () => {
  const method = "    run() {\n      go();\n    }\n";

  it("is put back when the model took off what all lines share", () => {
    assert.equal(fit("run() {\n  stop();\n}", { original: method }), "    run() {\n      stop();\n    }\n");
  });

  it("stays when the model kept it", () => {
    assert.equal(fit("    run() {\n      stop();\n    }", { original: method }), "    run() {\n      stop();\n    }\n");
  });

  it("is put back when kept lines prove that a part of it is missing", () => {
    assert.equal(
      fit("  run() {\n    stop();\n    go();\n  }", { original: method }),
      "    run() {\n      stop();\n      go();\n    }\n",
    );
  });

  it("stays when a block around the lines was taken away", () => {
    const original = "    if (a) {\n      b();\n      c();\n    }";
    assert.equal(fit("    b();\n    c();", { original }), "    b();\n    c();");
  });

  it("does not grow on the first line of a target that begins behind it", () => {
    const target = { original: "run() {\n      go();\n    }", before: "    " };
    const wanted = "run() {\n      stop();\n    }";
    assert.equal(fit("    run() {\n      stop();\n    }", target), wanted);
    assert.equal(fit("run() {\n      stop();\n    }", target), wanted);
    assert.equal(fit("run() {\n  stop();\n}", target), wanted);
  });

  it("may be deeper on the first line than it was", () => {
    const target = { original: "a();\n      b();\n    c();", before: "    " };
    assert.equal(fit("      b();\n    c();", target), "  b();\n    c();");
  });

  it("is completed below a first line that has a part of it", () => {
    const target = { original: "run() {\n      go();\n    }", before: "    " };
    assert.equal(fit("  run() {\n    stop();\n  }", target), "run() {\n      stop();\n    }");
    assert.equal(fit("      run() {\n        stop();\n      }", target), "run() {\n      stop();\n    }");
  });

  it("is that of the line for what is added below it", () => {
    const python = { original: "go()", before: "    ", languageId: "python", unit: "    " };
    assert.equal(fit("if a:\n    go()", python), "if a:\n        go()");
    assert.equal(fit("    if a:\n        go()", python), "if a:\n        go()");
    assert.equal(fit("go()\n    stop()", python), "go()\n    stop()");
  });

  it("is the cursor's for an insertion", () => {
    const target = { before: "    ", after: "" };
    assert.equal(fit("if (a) {\n  b();\n}", target), "if (a) {\n      b();\n    }");
    assert.equal(fit("    if (a) {\n      b();\n    }", target), "if (a) {\n      b();\n    }");
    assert.equal(fit("\tif (a) {\n\t\tb();\n\t}", { ...target, before: "\t", unit: "\t" }), "if (a) {\n\t\tb();\n\t}");
  });

  it("stays untouched at the margin", () => {
    assert.equal(fit("  a();\n  b();", { before: "", after: "" }), "  a();\n  b();");
  });
});

describe("an insertion", () => {
  it("pushes the code behind the cursor down when the cursor stands in front of it", () => {
    assert.equal(fit("const a = 1;", { before: "  ", after: "use(a);" }), "const a = 1;\n  ");
    assert.equal(fit("a, ", { before: "f(", after: "b)" }), "a, ");
  });

  it("begins on a new line when indented code follows the end of a line", () => {
    assert.equal(fit("  return 1;\n}", { before: "function f() {" }), "\n  return 1;\n}");
    assert.equal(fit("  return 1;\n}", { before: "  get() {" }), "\n    return 1;\n  }");
    assert.equal(fit(" + 1;", { before: "a = b" }), " + 1;");
  });
});

describe("tabs and spaces", () => {
  const tabs = { unit: "\t" };

  it("become the file's own tabs", () => {
    assert.equal(
      fit("if (a) {\n    b();\n        c();\n}", { ...tabs, original: "x" }),
      "if (a) {\n\tb();\n\t\tc();\n}",
    );
    assert.equal(fit("if (a) {\n  b();\n}", { ...tabs, original: "\tx();\n" }), "\tif (a) {\n\t\tb();\n\t}\n");
  });

  it("become the file's own spaces", () => {
    assert.equal(fit("if (a) {\n\tb();\n}", { original: "x" }), "if (a) {\n  b();\n}");
  });

  it("keep the space in front of the stars of a comment", () => {
    assert.equal(
      fit("/**\n * A.\n */\nf() {\n    g();\n}", { ...tabs, original: "x" }),
      "/**\n * A.\n */\nf() {\n\tg();\n}",
    );
    assert.equal(
      fit("class A {\n  /**\n   * B.\n   */\n  b() {\n    c();\n  }\n}", { ...tabs, original: "x" }),
      "class A {\n\t/**\n\t * B.\n\t */\n\tb() {\n\t\tc();\n\t}\n}",
    );
  });

  it("are measured by a line that is in both texts", () => {
    assert.equal(fit("    a();\n    b();", { ...tabs, original: "\t\ta();\n\t\tx();" }), "\t\ta();\n\t\tb();");
  });

  it("stay when the size of a step is not certain", () => {
    assert.equal(fit("    a();\n    b();", { ...tabs, original: "\t\tx();" }), "    a();\n    b();");
    assert.equal(fit("f(\n  a,\n\tb)", { ...tabs, original: "x" }), "f(\n  a,\n\tb)");
  });

  it("stay when the file itself uses the other kind at this place", () => {
    assert.equal(fit("a {\n    b\n}", { ...tabs, original: "x {\n    y\n}" }), "a {\n    b\n}");
  });
});

describe("strings over several lines", () => {
  const original = "    run() {\n      return `\n  text\n`;\n    }\n";

  it("keep their own whitespace when the code around them is indented", () => {
    assert.equal(
      fit("run() {\n  return `\n  new ${a}\nend\n`;\n}", { original }),
      "    run() {\n      return `\n  new ${a}\nend\n`;\n    }\n",
    );
  });

  it("move along where the original proves that they lost their indentation too", () => {
    const shifted = "    run() {\n      return `\n      text\n      `;\n    }\n";
    assert.equal(
      fit("run() {\n  return `\n  text\n  more\n  `;\n}", { original: shifted }),
      "    run() {\n      return `\n      text\n  more\n      `;\n    }\n",
    );
  });

  it("do not keep Python's documentation in its place", () => {
    assert.equal(
      fit('def f():\n    """Does.\n\n    More.\n    """\n    g()', {
        original: "    def f():\n        g()\n",
        languageId: "python",
        unit: "    ",
      }),
      '    def f():\n        """Does.\n\n        More.\n        """\n        g()\n',
    );
  });

  it("leave the code to what other lines prove when one of them never ends", () => {
    assert.equal(fit("walk() {\n  yield `\n}", { original }), "walk() {\n  yield `\n}\n");
    assert.equal(fit("run() {\n  yield `\n}", { original }), "    run() {\n      yield `\n    }\n");
  });

  it("are not mistaken for quotes in comments", () => {
    assert.equal(fit("// it's `one\nrun();", { original: "    x();\n" }), "    // it's `one\n    run();\n");
  });

  it("include here-documents", () => {
    const shell = { languageId: "shellscript", original: "    cat x\n" };
    assert.equal(fit("cat <<EOF\na\n  b\nEOF\necho", shell), "    cat <<EOF\na\n  b\nEOF\n    echo\n");
  });
});

describe("every fitted replacement", () => {
  const line = fc
    .tuple(
      fc.constantFrom("", "  ", "    ", "      ", "\t", "\t\t"),
      fc.constantFrom("a();", "if (b) {", "}", "", "c", "`", '"'),
    )
    .map(([indent, code]) => indent + code);
  const text = fc.array(line, { minLength: 1, maxLength: 7 }).map((lines) => lines.join("\n"));

  it("has the words of the answer, and the document's line endings", () => {
    const before = fc.constantFrom("", "  ", "\t", "x = ");
    fc.assert(
      fc.property(
        text,
        text,
        before,
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom("\t", "  "),
        (answer, own, at, eol, unit) => {
          const original = own.replaceAll("\n", eol);
          const fitted = fit(answer, { original, before: at, eol, unit });
          if (fitted === "(unchanged)") return;
          const words = (value: string): string => value.replace(/\s/g, "");
          assert.equal(words(fitted), words(answer));
          assert.equal(fitted.replaceAll(eol, "").includes("\n"), false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is the same once it is fitted again", () => {
    fc.assert(
      fc.property(text, text, (answer, original) => {
        const once = fit(answer, { original });
        if (once === "(unchanged)") return;
        const twice = fit(once, { original });
        assert.ok(twice === once || twice === "(unchanged)", `${JSON.stringify(once)} then ${JSON.stringify(twice)}`);
      }),
      { numRuns: 500 },
    );
  });
});
