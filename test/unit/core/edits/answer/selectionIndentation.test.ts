import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answerFile } from "../../../../../src/core/edits/answer/answerFile.ts";
import { languageOfPath } from "../../../../../src/core/edits/languageOfPath.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: { parserFor: async () => undefined }, t: untranslated };

/** What becomes of `text` when an answer about the lines between `>>>` and `<<<` has `code`. */
async function after(marked: string, code: string, path = "a.ts"): Promise<string> {
  const all = marked.split("\n");
  const [startLine, endLine] = [all.indexOf(">>>"), all.indexOf("<<<") - 1];
  const text = all.filter((line) => line !== ">>>" && line !== "<<<").join("\n");
  const answer = `\`\`\`\n${code}\n\`\`\``;
  const selection = { startLine, endLine };
  const outcome = await answerFile({ path, languageId: languageOfPath(path), text, answer, selection }, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}

describe("the indentation of a selection's answer", () => {
  it("is the file's, where the answer steps twice as far and has lines around the selection", async () => {
    const text =
      "class Cart:\n    def total(self):\n>>>\n        return 1\n<<<\n\n    def size(self):\n        return 2\n";
    const code =
      "class Cart:\n        def total(self):\n                if self.open:\n                        return 3\n                return 1\n\n        def size(self):";
    assert.equal(
      await after(text, code, "cart.py"),
      "class Cart:\n    def total(self):\n        if self.open:\n            return 3\n        return 1\n\n    def size(self):\n        return 2\n",
    );
  });

  it("is the file's in a block of its own, although lines at the margin are the same in both", async () => {
    const text =
      "import a\n\n>>>\nvalue = 1\n\nclass Codec:\n    encode = a.encode\n    decode = a.decode\n<<<\n\nclass Other:\n    pass\n";
    const code = "value = 2\n\nclass Codec:\n        encode = a.encode\n        decode = a.decode";
    assert.equal(await after(text, code, "codec.py"), text.replaceAll(/>>>\n|<<<\n/g, "").replace("= 1", "= 2"));
  });

  it("is shifted back, although brackets of the answer stand where others of the selection stand", async () => {
    const text =
      '{\n  "all": [\n    {\n      "in": [\n        {\n>>>\n          "name": "a",\n          "type": "t"\n        }\n      ],\n      "kind": "one"\n    },\n    {\n      "in": [\n        {\n          "name": "b",\n          "type": "t"\n        },\n        {\n<<<\n          "name": "c"\n        }\n      ]\n    }\n  ]\n}\n';
    const code = '      "name": "b",\n      "type": "t"\n    },\n    {';
    assert.equal(
      await after(text, code, "a.json"),
      '{\n  "all": [\n    {\n      "in": [\n        {\n          "name": "b",\n          "type": "t"\n        },\n        {\n          "name": "c"\n        }\n      ]\n    }\n  ]\n}\n',
    );
  });

  it("stays, where the lines were put into a block", async () => {
    const text = "function f() {\n>>>\n  one();\n  two();\n  three();\n<<<\n}\n";
    const code = "  if (ready) {\n    one();\n    two();\n    three();\n  }";
    assert.equal(await after(text, code), `function f() {\n${code}\n}\n`);
  });

  it("stays, where the lines were taken out of one", async () => {
    const text = "function f() {\n>>>\n  if (ready) {\n    one();\n    two();\n    three();\n  }\n<<<\n}\n";
    const code = "  one();\n  two();\n  three();";
    assert.equal(await after(text, code), `function f() {\n${code}\n}\n`);
  });

  it("comes back to the first line, from whose first character on the answer was copied", async () => {
    const text = "function f() {\n>>>\n  const a = 1;\n  use(a);\n  end(a);\n<<<\n}\n";
    const wanted = "function f() {\n  const a = 2;\n  use(a);\n  end(a);\n}\n";
    assert.equal(await after(text, "const a = 2;\n  use(a);\n  end(a);"), wanted);
    assert.equal(
      await after(text, "const a = 1;\n  use(a);\n  end(2);"),
      "function f() {\n  const a = 1;\n  use(a);\n  end(2);\n}\n",
    );
  });

  it("leaves a directive at the margin", async () => {
    const text = "void f() {\n  CGFloat scale = 1;\n>>>\n  use(scale);\n  end(scale);\n<<<\n}\n";
    const code = "#if MAC\n  use(scale);\n#endif\n  end(scale);";
    assert.equal(await after(text, code, "a.mm"), `void f() {\n  CGFloat scale = 1;\n${code}\n}\n`);
  });
});

describe("a selection's answer that lost all indentation", () => {
  const text =
    "function f(all) {\n>>>\n  for (const one of all) {\n    check(one);\n    use(one);\n  }\n  end(all);\n<<<\n}\n";

  it("gets it from unchanged lines and brackets", async () => {
    const code = "for (const one of all) {\ncheck(one);\nif (one.ok) {\nlog(one);\n}\nuse(one);\n}\nend(all);";
    assert.equal(
      await after(text, code),
      "function f(all) {\n  for (const one of all) {\n    check(one);\n    if (one.ok) {\n      log(one);\n    }\n    use(one);\n  }\n  end(all);\n}\n",
    );
  });

  it("is refused where brackets do not say where a new line stands", async () => {
    const code = "for (const one of all) {\ncheck(one);\nlog(one,\none.name);\nuse(one);\n}\nend(all);";
    assert.equal(await after(text, code), "refused");
    const python = "def f(a):\n>>>\n    if a:\n        one(a)\n        two(a)\n    three(a)\n<<<\n    return a\n";
    assert.equal(await after(python, "if a:\none(a)\ntwo(a)\nnew(a)\nthree(a)", "a.py"), "refused");
  });

  it("is not given up, where all lines lost theirs and no bracket shows it", async () => {
    const marked = "-- top\n\n>>>\nlocal function f(a)\n  one(a)\n  if a then\n    two(a)\n  end\nend\n<<<\n\nf(1)\n";
    const code = "local function f(a)\none(a)\nif a then\ntwo(a, 1)\nend\nend";
    const all = marked.replaceAll(/>>>\n|<<<\n/g, "");
    assert.ok([all.replace("two(a)", "two(a, 1)"), "refused"].includes(await after(marked, code, "a.lua")));
  });
});

describe("what a selection's answer takes away", () => {
  const text =
    "class Q {\n  one() {\n>>>\n    first(1);\n    second(2);\n    third(3);\n    fourth(4);\n    fifth(5);\n    if (ready) {\n      sixth(6);\n    }\n<<<\n  }\n}\n";
  const plain = text.replaceAll(/>>>\n|<<<\n/g, "");

  it("is nothing above or below a part of the selection that has another number of brackets open", async () => {
    const code = "    third(3);\n    fourth(0);\n    fifth(5);\n    if (ready) {";
    assert.equal(await after(text, code), plain.replace("fourth(4)", "fourth(0)"));
  });

  it("is nothing where it may be all of the selection or a part of it", async () => {
    assert.equal(await after(text, "    second(2);\n    third(0);\n    fourth(4);"), "refused");
  });

  it("is what was around lines that were taken out of a block", async () => {
    const block = "a();\n>>>\nif (ready) {\n  one();\n  two();\n  three();\n}\n<<<\nz();\n";
    assert.equal(await after(block, "one();\n2;\nthree();"), "a();\none();\n2;\nthree();\nz();\n");
  });

  it("is not doubled: the bracket below the selection that the answer ends with", async () => {
    const open =
      "class Q {\n>>>\n  take() {\n    const item = this.items.shift();\n    return item;\n<<<\n  }\n\n  other() {\n    b();\n  }\n}\n";
    const code = "  take() {\n    const item = this.items.pop();\n    return item;\n  }";
    assert.equal(await after(open, code), open.replaceAll(/>>>\n|<<<\n/g, "").replace("shift", "pop"));
  });

  it("is nothing where the function that it shows would go on below", async () => {
    const open = "def f(a):\n    with a:\n>>>\n        one(a)\n<<<\n        two(a)\n\nend()\n";
    assert.equal(await after(open, "def f(a):\n    with a:\n        one(1)\n    three(a)", "a.py"), "refused");
  });

  it("is the whole file where the answer is, although it begins as the selection does", async () => {
    const file = ">>>\nimport a;\n\none();\n<<<\ntwo();\nthree();\nfour();\nfive();\n";
    assert.equal(
      await after(file, "import a;\n\none(1);\ntwo();\nthree();\nfour();\nfive();"),
      "import a;\n\none(1);\ntwo();\nthree();\nfour();\nfive();\n",
    );
  });
});
