import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { outcomeOf } from "../../../../support/outcomeOf.ts";

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
    assert.equal(await outcomeOf(text, "function f() {\nfor (;;) {\nfirst();\nsecond();\n}\n}"), wanted);
    const elided = "contract A {\n// ...\nfunction f() {\nfor (;;) {\nfirst();\nsecond();\n}\n}\n// ...\n}";
    const longer = text.replace("contract A {", "contract A {\n    int a;").replace("    }\n}", "    }\n    int b;\n}");
    assert.equal(await outcomeOf(longer, elided), longer.replace("old();", "first();\n            second();"));
  });

  it("are refused where one line alone shows that it was lost", async () => {
    assert.equal(await outcomeOf(text, "for (;;) {\nfirst();\nsecond();\n}"), "refused");
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

describe("functions one below the other in an answer", () => {
  const text = `class A {
  one() {
    a();
  }

  /** Says b. */
  two() {
    b();
  }

  /** Says c. */
  three() {
    c();
  }
}
`;
  const both = "  one() {\n    a(1);\n  }\n\n  three() {\n    c(1);\n  }";

  it("leave alone what stands between them in the file", async () => {
    const wanted = text.replace("a()", "a(1)").replace("c()", "c(1)");
    assert.equal(await outcomeOf(text, both, "cart.ts"), wanted);
    assert.equal(await outcomeOf(text, both), wanted);
  });

  it("are not those of a class that has them twice", async () => {
    const twice = `${text}\n${text.replace("class A", "class B")}`;
    assert.notEqual((await outcomeOf(twice, both)).includes("a(1)"), true);
  });

  it("leave a comment above one of them alone", async () => {
    const next = text.replace("  /** Says b. */\n  two() {\n    b();\n  }\n\n", "");
    assert.equal(await outcomeOf(next, both, "cart.ts"), next.replace("a()", "a(1)").replace("c()", "c(1)"));
  });
});

describe("a section that could be added", () => {
  it("does not take the place of the next one like it", async () => {
    const text = "title A\nbox\n  dense\n  value\nend\ntitle B\nbox\n  dense\n  value\nend\n";
    assert.equal(await outcomeOf(text, "title A\nbox\n  dense\n  value\nend\ntitle N\nbox\n  dense"), "refused");
  });
});

describe("a declaration", () => {
  const python = "class A:\n    @property\n    def b(self):\n        return 1\n\n    def c(self):\n        return 2\n";

  it("keeps the decorator that the answer does not show", async () => {
    const code = "    def b(self, more):\n        return more";
    const wanted = python.replace("b(self)", "b(self, more)").replace("return 1", "return more");
    assert.equal(await outcomeOf(python, code, "a.py"), wanted);
  });

  it("is not another one of a similar name", async () => {
    const text = "#[test]\nfn reads_keys() {\n    open();\n    read();\n    close();\n}\n\nfn last() {}\n";
    const code = "#[test]\nfn reads_keys_twice() {\n    open();\n    read2();\n    close();\n}";
    assert.equal(await outcomeOf(text, code, "keys.rs"), "refused");
  });

  it("that stands twice is not told by the annotation above one of the two", async () => {
    const method = "  void run() {\n    go();\n    stop();\n  }\n";
    const text = `class A {\n${method}}\n\nclass B {\n  @Override\n${method}}\n`;
    assert.equal(await outcomeOf(text, "  void run() {\n    go(1);\n    stop();\n  }", "A.java"), "ambiguous");
  });

  it("alone is not the whole file, although it is most of it", async () => {
    const text = `import a;\nimport b;\n\nclass A {\n${"  int x;\n".repeat(3)}${Array.from({ length: 20 }, (_, line) => `  int y${line};\n`).join("")}}\n`;
    const code = text.slice(text.indexOf("class A")).replace("y3;", "z3;").trimEnd();
    assert.equal(await outcomeOf(text, code, "A.java"), text.replace("y3;", "z3;"));
  });
});

describe("a whole function", () => {
  const python =
    "def load(path):\n    found = read(path)\n    if found:\n        use(found)\n    else:\n        stop()\n\n\ngo()\n";

  it("without its last lines is not taken for its beginning", async () => {
    const code = "def load(path):\n    found = read(path, 1)\n    if found:\n        use(found)";
    assert.equal(await outcomeOf(python, code), "refused");
  });

  it("does not take the place of one of another name that is not public to all", async () => {
    const text =
      "impl A {\n    /// One.\n    ///\n    /// None.\n    pub fn read_all(\n        &mut self,\n    ) -> &mut A {\n        self.first = 1;\n        self\n    }\n}\n";
    const code =
      "    /// One.\n    ///\n    /// None.\n    pub(crate) fn read_one(\n        &mut self,\n    ) -> &mut A {\n        self.second = 1;\n        self\n    }";
    assert.equal(await outcomeOf(text, code, "a.rs"), "refused");
  });

  it("does not take the place of one of another name below the same annotations", async () => {
    const text =
      "class A {\n  /**\n   * Sets.\n   */\n  @Method\n  @Override\n  public void set(final Keys keys) {\n    if (keys.none()) {\n      return;\n    }\n    keys.begin();\n    keys.end();\n  }\n}\n";
    const code =
      "  /**\n   * Removes.\n   */\n  @Method\n  @Override\n  public void remove(final Keys keys) {\n    if (keys.none()) {\n      return;\n    }\n    keys.begin();\n    keys.last();\n    keys.end();\n  }";
    assert.equal(await outcomeOf(text, code), "refused");
  });

  it("leaves a directive alone between it and another one, whose head changed", async () => {
    const text =
      "int x;\nint y;\nint z;\n\nvoid a() {\n  one();\n  two();\n}\n\n#define B(x) \\\n  ((x) + 1)\n\nvoid c() {\n  three();\n  four();\n}\n\nint u;\nint v;\n";
    const code = "void a() {\n  one();\n  two();\n}\n\nvoid c(void) {\n  three();\n  four();\n}";
    assert.ok([text.replace("c()", "c(void)"), "refused"].includes(await outcomeOf(text, code, "a.c")));
  });
});

describe("an entry above left-out code", () => {
  it("does not end with the bracket of another one", async () => {
    const text =
      "$x = array(\n\t'name' => $n,\n\t'text' => say( 'a' ),\n\t'more' => array(\n\t\t'b' => 1,\n\t),\n\t'last' => 2,\n);\nend( $x );\n";
    const code = "\t'name' => $n,\n\t'text' => say(\n\t\t'c'\n\t),\n\t// ... rest of the code\n\t'last' => 2,";
    assert.equal(await outcomeOf(text, code), "refused");
  });
});

describe("a function whose first line changed", () => {
  const text =
    "local function load(path)\n  read(path)\n  close(path)\nend\n\nlocal function save(path)\n  write(path)\n  close(path)\nend\n\nload(1)\n";
  const code = "local function load(path, again)\n  read(path)\n  close(path, again)\nend";
  const wanted = text.replace("load(path)", "load(path, again)").replace("close(path)", "close(path, again)");

  it("is found by its name where nothing parses the language", async () => {
    assert.equal(await outcomeOf(text, code, "a.lua"), wanted);
  });

  it("is called what stands behind all words for its kind", async () => {
    const swift =
      "class A: B {\n  override func spec() {\n    one()\n    two()\n  }\n\n  override func last() {\n    two()\n  }\n}\n";
    const given = "  override class func spec() {\n    one()\n    two(1)\n  }";
    const after = swift.replace("func spec", "class func spec").replace("two()", "two(1)");
    assert.equal(await outcomeOf(swift, given, "A.txt"), after);
  });

  it("is not found where two have the name", async () => {
    assert.ok(["ambiguous", "refused"].includes(await outcomeOf(text.replace("save", "load"), code, "a.lua")));
  });
});

describe("in a long file a declaration", () => {
  const others = Array.from({ length: 400 }, (_, index) => `function other${index}() {\n  call(${index});\n}\n`).join(
    "\n",
  );
  const find = "function find(a) {\n  return a;\n}\n";
  const text = `${others}\n${find}\n${others.replaceAll("other", "later")}`;

  it("is found among the few blocks that have its name", async () => {
    const code = "function find(a, b) {\n  return b;\n}";
    const wanted = text.replace("find(a)", "find(a, b)").replace("return a", "return b");
    assert.equal(await outcomeOf(text, code, "long.ts"), wanted);
  });

  it("is not found where another block declares it too", async () => {
    const twice = `${text}\nclass Last {\n  find(a) {\n    return a;\n  }\n}\n`;
    assert.equal(await outcomeOf(twice, "function find(a, b) {\n  return b;\n}", "long.ts"), "ambiguous");
  });
});

describe("a string over several lines in code that lost its indentation", () => {
  const text = [
    "class Shop {",
    "    report() {",
    "        const sql = `",
    "SELECT name",
    "  FROM items",
    "`;",
    "        return this.run(sql);",
    "    }",
    "",
    "    close() {",
    "        this.end();",
    "    }",
    "}",
    "",
  ].join("\n");

  it("keeps the text that the answer has, where that is how it has the file's", async () => {
    const code =
      "report() {\n    const sql = `\nSELECT name, price\n  FROM items\n WHERE price > 0\n`;\n    return this.run(sql, true);\n}";
    const expected = text
      .replace("SELECT name", "SELECT name, price")
      .replace("  FROM items", "  FROM items\n WHERE price > 0")
      .replace("run(sql)", "run(sql, true)");
    assert.equal(await outcomeOf(text, code, "shop.js"), expected);
  });

  it("is moved with the code where the file shows that it was", async () => {
    const own = text.replace(
      "SELECT name\n  FROM items\n`;",
      "            SELECT name\n              FROM items\n        `;",
    );
    const code =
      "report() {\n    const sql = `\n        SELECT name\n          FROM items\n         WHERE price > 0\n    `;\n    return this.run(sql, true);\n}";
    const expected = own
      .replace("FROM items\n", "FROM items\n             WHERE price > 0\n")
      .replace("run(sql)", "run(sql, true)");
    assert.equal(await outcomeOf(own, code, "shop.js"), expected);
  });

  it("keeps what the answer has where the answer is too far in and the string is not", async () => {
    const own = text.replace("SELECT name\n  FROM items\n", "");
    const code = [
      "        report() {",
      "            const sql = `",
      "SELECT name",
      "`;",
      "            return this.run(sql, true);",
      "        }",
    ].join("\n");
    const expected = own.replace("`\n`;", "`\nSELECT name\n`;").replace("run(sql)", "run(sql, true)");
    assert.equal(await outcomeOf(own, code, "shop.js"), expected);
  });

  it("is refused where some of its lines were moved and some were not, and there are new ones", async () => {
    const own = text.replace("  FROM items\n", "            FROM items\n");
    const code =
      "report() {\n    const sql = `\nSELECT name\n        FROM items\nWHERE price > 0\n`;\n    return this.run(sql, true);\n}";
    assert.equal(await outcomeOf(own, code, "shop.js"), "refused");
  });
});
