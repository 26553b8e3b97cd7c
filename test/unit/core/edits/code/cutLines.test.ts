import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { outcomeOf } from "../../../../support/outcomeOf.ts";

describe("lines that end within a function", () => {
  const text = "void open() {\n  a();\n}\n\nREADY\n\nvoid close(int x) {\n  b();\n  c();\n  d();\n}\n";

  it("are a stretch of the file, without what they leave out", async () => {
    const code = "void open() {\n  a();\n}\n\nvoid close(int x) {\n  b();\n  c();";
    assert.equal(await outcomeOf(text, code), text.replace("READY\n\n", ""));
  });

  it("are none where they would take away more than half of what they show", async () => {
    const own = text.replace("READY", "void one() {\n  e();\n  f();\n}\n\nREADY");
    const code = "void open() {\n  a();\n}\n\nvoid close(int x) {\n  b();";
    assert.equal(await outcomeOf(own, code), "refused");
  });

  it("do not take the place of all of it where its head changed", async () => {
    assert.equal(await outcomeOf(text, "void close(int x, int y) {\n  b();"), "refused");
    const python = "def load(a):\n    one()\n    two()\n    three()\n    four()\n    return a\n";
    assert.equal(await outcomeOf(python, "def load(a, b):\n    one()\n    two()"), "refused");
  });

  it("do not end with the bracket of another block below lines that would go", async () => {
    const own =
      "void adopt(int x) {\n  check();\n\n  Node n = get();\n\n  if (n) {\n    dirty();\n    enable();\n  }\n}\n";
    assert.equal(await outcomeOf(own, "void adopt(int x) {\n  if (!x) {\n    return;\n  }"), "refused");
  });

  it("are refused where another function begins before it ended", async () => {
    const queue = [
      "Result",
      "Queue::pop() {",
      "  Lock lock(mutex_);",
      "  Result result = {",
      "      .entries = Entries(),",
      "      .dropped = dropped_};",
      "  for (auto& buffer : buffers_) {",
      "    buffer.take(result.entries);",
      "  }",
      "",
      "  result.entries.sort();",
      "",
      "  dropped_ = 0;",
      "  return result;",
      "}",
      "",
      "void Queue::log(const Entry& entry) {",
      "  auto& buffer = bufferOf(entry.type);",
      "  if (entry.duration < buffer.least) {",
      "    return;",
      "  }",
      "  buffer.add(entry);",
      "}",
      "",
      "void Queue::get(",
      "    Entries& out,",
      "    Type type) const {",
      "  Shared lock(mutex_);",
      "  bufferOf(type).copyTo(out);",
      "}",
    ].join("\n");
    const code = [
      "Queue::pop() {",
      "  Lock lock(mutex_);",
      "  Result result = {",
      "      .entries = Entries(),",
      "      .dropped = dropped_};",
      "  for (auto& buffer : buffers_) {",
      "    buffer.take(result.entries);",
      "  }",
      "",
      "void Queue::get(",
      "    Entries& out,",
      "    Type type) const {",
      "  Shared lock(mutex_);",
      "",
      "  dropped_ = 0;",
      "  return result;",
      "}",
    ].join("\n");
    for (const path of ["queue.cpp", "queue.txt"]) assert.equal(await outcomeOf(queue, code, path), "refused", path);
  });
});

describe("a class without most of its members", () => {
  it("may leave them out, also where nothing but their lines is known", async () => {
    const text =
      "class Buffer {\n public:\n  Buffer(int size);\n  int size() const;\n  char *data() const;\n\n  static void free(void *p) {\n    drop(p);\n  }\n\n  int m_size = 0;\n  char *m_data;\n};\n";
    assert.equal(
      await outcomeOf(text, "class Buffer {\n  static void free(void *p) {\n    release(p);\n  }\n};", "buffer.cpp"),
      "refused",
    );
  });
});

describe("a method that stands twice", () => {
  it("is not told by the annotation above one of the two, however the answer is indented", async () => {
    const text =
      "class A {\n    @Override\n    void run() {\n        go();\n    }\n}\n\nclass B {\n    void run() {\n        go();\n    }\n}\n";
    const code = "void run() {\n  wait();\n  go();\n}";
    assert.equal(await outcomeOf(text, code, "A.java"), "ambiguous");
  });
});

describe("lines whose two ends stand nowhere else", () => {
  it("have their place between these, although others have more in common with them", async () => {
    const entry = (name: string, key: string): string =>
      `${name}:\n  terms: []\n  kind: plain\n  free: true\n  style: brands\n  family: classic\n  size: small\n  code: ${key}\n`;
    const rest = `${entry("three", "f3")}${entry("four", "f4")}`;
    const text = `${entry("one", "f1")}${entry("two", "f2")}${rest}`;
    const code = `  size: small\n  code: f2\n${entry("new", "f9")}three:\n  terms: []`;
    assert.equal(
      await outcomeOf(text, code, "icons.yml"),
      `${entry("one", "f1")}${entry("two", "f2")}${entry("new", "f9")}${rest}`,
    );
  });
});

describe("the indentation of lines of a file", () => {
  const text = "class A {\n    void run() {\n        one();\n        two();\n        three();\n    }\n}\n";

  it("is put back where only the first line lost it", async () => {
    const code = "void run() {\n        one();\n        four();\n        three();\n    }";
    assert.equal(await outcomeOf(text, code), text.replace("two", "four"));
  });

  it("is put back in a comment", async () => {
    const own = `/**\n * About it:\n *\n * The first thing to know.\n * The second thing.\n * And the end of it.\n */\n${text}`;
    const code = "*\n* The first thing to know.\n* Something else.\n* And the end of it.";
    assert.equal(await outcomeOf(own, code), own.replace("The second thing", "Something else"));
  });

  it("is put back where brackets alone have no more of it", async () => {
    const own = '[a]\nlist = [\n    "one",\n    "two",\n    "three",\n]\n\n[b]\nlist = [\n    "four",\n]\n';
    assert.equal(
      await outcomeOf(own, '        "one",\n        "three",\n    ]', "a.toml"),
      own.replace('    "two",\n', ""),
    );
  });
});

describe("a declaration that a parser does not find", () => {
  it("is not new where its first line is in the file", async () => {
    const text =
      "const outer = () => {\n  const paint = () => {\n    one();\n  };\n\n  const other = 1;\n\n  const tap = Tap().onStart(() => {\n    close();\n  });\n};\n";
    const code =
      "  const paint = (extra) => {\n    one();\n  };\n\n  const tap = Tap().onStart(() => {\n    close();\n  });";
    assert.equal(await outcomeOf(text, code, "a.ts"), "refused");
  });
});
