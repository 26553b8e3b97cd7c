import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readGrammarFile } from "../../../../../scripts/grammarFolder.ts";
import { answerFile } from "../../../../../src/core/edits/answer/answerFile.ts";
import { languageOfPath } from "../../../../../src/core/edits/languageOfPath.ts";
import { TreeSitterSyntax } from "../../../../../src/providers/treeSitter/treeSitterSyntax.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: new TreeSitterSyntax({ readFile: readGrammarFile }), t: untranslated };

/** The new text, or why there is none; nothing parses a `.txt`. */
async function outcomeOf(text: string, code: string, path = "cart.txt"): Promise<string> {
  const answer = `\`\`\`\n${code}\n\`\`\``;
  const outcome = await answerFile({ path, text, answer, languageId: languageOfPath(path) }, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}

describe("the end of a block", () => {
  const text = `class A {
  two() {
    b();
    bb();
  } // Static

  three() {
    c();
  }
}

class B {
  four() {
    d();
  }
}
`;

  it("is not taken for that of the next one when it has a comment in the file", async () => {
    assert.equal(await outcomeOf(text, "  two() {\n    b2();\n    bb();\n  }"), "refused");
    const last = text.replace("  } // Static", "  }").replace("c();\n  }", "c();\n  } // Static");
    assert.equal(await outcomeOf(last, "  three() {\n    c2();\n  }"), "refused");
  });

  it("is found by the declaration's name where the language is known", async () => {
    assert.equal(
      await outcomeOf(text, "  two() {\n    b2();\n    bb();\n  }", "cart.ts"),
      text.replace(" b();", " b2();").replace("  } // Static", "  }"),
    );
  });

  it("is not that of the block around it, however the answer is indented", async () => {
    const code = "  qux();\n  fresh();\n}";
    const own = "class A {\n  reset() {\n    qux();\n    old();\n  }\n}\n\nclass B {\n}\n";
    assert.ok([own.replace("old", "fresh"), "refused"].includes(await outcomeOf(own, code)));
  });

  it("is not that of another block that goes without being named", async () => {
    const own = "start();\nmid();\nwhile (x) {\n  a();\n}\nlast();\n";
    assert.equal(await outcomeOf(own, "start();\nif (n) {\n  go();\n}"), "refused");
  });

  it("is that of a block whose head changed", async () => {
    const own = "start();\nif (x) {\n  a();\n}\nlast();\n";
    assert.equal(
      await outcomeOf(own, "start();\nif (x && n) {\n  b();\n}"),
      own.replace("x)", "x && n)").replace("a()", "b()"),
    );
  });

  it("takes along what goes on with it", async () => {
    const own = "go();\nif (x) {\n  a();\n} else {\n  b();\n}\nstop();\n";
    assert.equal(await outcomeOf(own, "go();\nif (x) {\n  c();\n}\nstop();"), "go();\nif (x) {\n  c();\n}\nstop();\n");
    assert.equal(await outcomeOf(own, "if (x) {\n  c();\n}"), "go();\nif (x) {\n  c();\n}\nstop();\n");
  });

  it("leaves the next one of its kind alone", async () => {
    const own = "switch (x) {\n  case 1:\n    foo();\n    return;\n  case 2:\n    bar();\n    break;\n}\n";
    assert.equal(await outcomeOf(own, "  case 1:\n    foo2();\n    break;"), "refused");
  });
});

describe("a head that stands in two places", () => {
  it("is not the one place where the end is written alike", async () => {
    const own = "class A {\n  init() {\n    a();\n  }\n}\n\nclass B {\n  init() {\n    b();\n  } // init\n}\n";
    assert.equal(await outcomeOf(own, "  init() {\n    c();\n  }"), "refused");
  });
});

describe("lines that lost their indentation", () => {
  const text = "contract A {\n    function f() {\n        for (;;) {\n            old();\n        }\n    }\n}\n";

  it("get it back where brackets explain the file's own", async () => {
    const wanted = text.replace("old();", "first();\n            second();");
    assert.equal(await outcomeOf(text, "for (;;) {\nfirst();\nsecond();\n}"), wanted);
    assert.equal(await outcomeOf(text, "function f() {\nfor (;;) {\nfirst();\nsecond();\n}\n}"), wanted);
  });

  it("get it back between lines of the file that have theirs", async () => {
    const own = text.replace("        for (;;) {", "        for (;;)\n        {").replace("A {", "A\n{");
    assert.equal(
      await outcomeOf(own, "function f() {\nfor (;;)\n{\nfirst();\nsecond();\n}\n}"),
      own.replace("old();", "first();\n            second();"),
    );
  });

  it("are refused where the file's indentation says more than its brackets", async () => {
    const python = "class A:\n    def f(self):\n        old()\n        last()\n\n    def g(self):\n        pass\n";
    assert.equal(await outcomeOf(python, "def f(self):\nfirst()\nif x:\nsecond()\nlast()", "a.py"), "refused");
  });

  it("leave a file alone that has none", async () => {
    const own = "namespace a {\nint b;\nint c;\n}\n";
    assert.equal(
      await outcomeOf(own, "namespace a {\nint b;\nint d;\nint c;\n}"),
      own.replace("int c", "int d;\nint c"),
    );
  });
});
