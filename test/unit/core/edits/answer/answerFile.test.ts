import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readGrammarFile } from "../../../../../scripts/grammarFolder.ts";
import { answerFile } from "../../../../../src/core/edits/answer/answerFile.ts";
import type { FileAnswer, FileOutcome } from "../../../../../src/core/edits/answer/fileAnswer.ts";
import { TreeSitterSyntax } from "../../../../../src/providers/treeSitter/treeSitterSyntax.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: new TreeSitterSyntax({ readFile: readGrammarFile }), t: untranslated };

function apply(text: string, answer: string, more: Partial<FileAnswer> = {}): Promise<FileOutcome> {
  return answerFile({ path: "src/queue.ts", languageId: "typescript", text, answer, ...more }, parts);
}

function fenced(code: string, info = "ts"): string {
  return `Here it is:\n\n\`\`\`${info}\n${code}\n\`\`\`\n\nAnything else?`;
}

async function edited(text: string, answer: string, more?: Partial<FileAnswer>): Promise<string> {
  const outcome = await apply(text, answer, more);
  return outcome.outcome === "edited" ? outcome.text : `(${outcome.outcome}) ${JSON.stringify(outcome)}`;
}

async function refusal(text: string, answer: string, more?: Partial<FileAnswer>): Promise<string> {
  const outcome = await apply(text, answer, more);
  return outcome.outcome === "refused" ? outcome.code : outcome.outcome;
}

const queue = `import { Item } from "./item.ts";

/** Holds items. */
export class Queue {
  readonly items: Item[] = [];

  push(item: Item): void {
    this.items.push(item);
    this.changed();
  }

  take(): Item | undefined {
    const item = this.items.shift();
    this.changed();
    return item;
  }

  changed(): void {
    console.log("changed");
  }
}

export function toQueue(items: readonly Item[]): Queue {
  const queue = new Queue();
  for (const item of items) queue.push(item);
  return queue;
}
`;

const with2 = (from: string, to: string): string => {
  assert.ok(queue.includes(from), from);
  return queue.replace(from, () => to);
};

describe("an answer's whole file", () => {
  const changed = with2('console.log("changed");', 'console.warn("changed");');

  it("is the new text, with the file's own end", async () => {
    assert.equal(await edited(queue, fenced(changed)), changed);
    assert.equal(await edited(queue.trimEnd(), fenced(changed)), changed.trimEnd());
  });

  it("keeps line endings and the byte order mark", async () => {
    const bytes = `\uFEFF${queue.replaceAll("\n", "\r\n")}`;
    assert.equal(await edited(bytes, fenced(changed)), `\uFEFF${changed.replaceAll("\n", "\r\n")}`);
  });

  it("is unchanged when it says the same", async () => {
    assert.equal(await refusal(queue, fenced(queue)), "unchanged");
  });

  it("is not taken for whole when it lacks the end of the file, which stays", async () => {
    const cut = changed.slice(0, changed.indexOf("export function toQueue"));
    assert.equal(await edited(queue, fenced(cut)), changed);
  });
});

describe("a part of a file in an answer", () => {
  const part = "    const item = this.items.pop();\n    this.changed();\n    return item;\n  }";

  it("goes where its first and last lines stand", async () => {
    const code = `  take(): Item | undefined {\n${part}`;
    assert.equal(await edited(queue, fenced(code)), with2("shift()", "pop()"));
  });

  it("gets back the indentation that two lines prove to be lost", async () => {
    const code = "take(): Item | undefined {\n  const item = this.items.pop();\n  this.changed();\n  return item;\n}";
    assert.equal(await edited(queue, fenced(code)), with2("shift()", "pop()"));
  });

  it("gets back spaces where the file has no tabs", async () => {
    const code =
      "\ttake(): Item | undefined {\n\t\tconst item = this.items.pop();\n\t\tthis.changed();\n\t\treturn item;\n\t}";
    assert.equal(await edited(queue, fenced(code)), with2("shift()", "pop()"));
  });

  it("has its typographic quotes undone where two lines prove them", async () => {
    const text = 'start();\nconst a = "one";\nconst b = "two";\nconst c = old();\nstop();\nend();\n';
    const code = "start();\nconst a = “one”;\nconst b = “two”;\nconst c = “three”;\nstop();";
    assert.equal(await edited(text, fenced(code)), text.replace("old()", '"three"'));
  });

  it("is refused where one line alone could be damaged", async () => {
    const text = 'start();\nconst a = "one";\nconst c = old();\nstop();\nend();\nmore();\nyet();\n';
    assert.equal(await refusal(text, fenced("start();\nconst a = “one”;\nconst c = new1();\nstop();")), "no-place");
  });

  it("is ambiguous where the same lines stand twice, with both places", async () => {
    const twice = `${"one();\ntwo();\nthree();\n".repeat(2)}end();\n`;
    const outcome = await apply(twice, fenced("one();\n2;\nthree();"));
    assert.equal(outcome.outcome, "ambiguous");
    const lines = outcome.outcome === "ambiguous" ? outcome.candidates.map(({ startLine }) => startLine) : [];
    assert.deepEqual(lines.toSorted((a, b) => a - b).slice(0, 2), [0, 3]);
  });

  it("has no place where its ends are not in the file", async () => {
    assert.equal(await refusal(queue, fenced("const other = 1;\nuse(other);")), "no-place");
  });
});

describe("a declaration in an answer", () => {
  it("replaces the one of that name, although its first line changed", async () => {
    const code =
      "push(item: Item, silent = false): void {\n  this.items.push(item);\n  if (!silent) this.changed();\n}";
    const wanted = with2(
      "  push(item: Item): void {\n    this.items.push(item);\n    this.changed();\n  }",
      "  push(item: Item, silent = false): void {\n    this.items.push(item);\n    if (!silent) this.changed();\n  }",
    );
    assert.equal(await edited(queue, fenced(code.replace(/^/gm, "  "))), wanted);
  });

  it("takes along a new one that follows it", async () => {
    const code =
      "export function toQueue(items: Iterable<Item>): Queue {\n  return fill(items);\n}\n\nfunction fill(items: Iterable<Item>): Queue {\n  return new Queue();\n}";
    const wanted = `${queue.slice(0, queue.indexOf("export function toQueue"))}${code}\n`;
    assert.equal(await edited(queue, fenced(code)), wanted);
  });

  it("has no place when the file does not declare it", async () => {
    assert.equal(await refusal(queue, fenced("function fresh() {\n  return 1;\n}")), "no-place");
  });

  it("is ambiguous when two classes have it", async () => {
    const text = "class A {\n  run(): void {\n    a();\n  }\n}\n\nclass B {\n  run(): void {\n    b();\n  }\n}\n";
    assert.equal(await refusal(text, fenced("  run(): number {\n    return 1;\n  }")), "ambiguous");
  });
});

describe("code that an answer leaves out", () => {
  it("is what stands between the lines around the comment", async () => {
    const code =
      'import { Item } from "./item.ts";\n\n// ... existing code ...\n\n  changed(): void {\n    console.warn("changed");\n  }\n}\n\n// rest of the file remains the same';
    assert.equal(await edited(queue, fenced(code)), with2("console.log", "console.warn"));
  });

  for (const line of ["# ...", "...", "/* ... existing code ... */", "<!-- ... -->", "{/* ... */}", "// unchanged"]) {
    it(`is put back for “${line}”`, async () => {
      const code = `export class Queue {\n${line}\n  take(): Item | undefined {\n    const item = this.items.pop();\n    this.changed();\n${line}\n}`;
      assert.equal(await edited(queue, fenced(code)), with2("shift()", "pop()"));
    });
  }

  it("is found in the class that the answer shows around it", async () => {
    const text =
      "class A {\n  a = 1;\n  run() {\n    go();\n    stop();\n  }\n}\n\nclass B {\n  b = 1;\n  run() {\n    go();\n    stop();\n  }\n}\n";
    const code = "class B {\n  // ...\n  run() {\n    leave();\n    stop();\n  }\n}";
    const at = text.lastIndexOf("go()");
    assert.equal(await edited(text, fenced(code)), `${text.slice(0, at)}leave()${text.slice(at + 4)}`);
  });

  it("is refused when what follows it stands twice", async () => {
    const text = "head();\none();\nmid();\ntwo();\nmid();\nthree();\n";
    assert.notEqual(await refusal(text, fenced("head();\n// ...\nmid();\nnew1();", "ts")), "edited");
  });

  it("is refused when what follows it is not in the file", async () => {
    const code = "export class Queue {\n  // ... existing methods ...\n\n  clear(): void {}\n\n  // ... more\n}";
    assert.equal(await refusal(queue, fenced(code)), "elided");
  });

  it("is never a comment that the file itself has there", async () => {
    const text = "a();\n// ... existing code ...\nb();\nc();\n";
    assert.equal(
      await edited(text, fenced("a();\n// ... existing code ...\nb2();\nc();")),
      text.replace("b()", "b2()"),
    );
  });
});

describe("an empty file", () => {
  it("gets the code with a line break at its end", async () => {
    assert.equal(await edited("", fenced("const a = 1;")), "const a = 1;\n");
  });
});

describe("places that look alike", () => {
  it("are both offered where a line that would be new stands near one of them only", async () => {
    const block = "  load(all);\n  sort(all);\n  store(all);\n";
    const text = `begin();\n${block}middle();\n${"// far away\n".repeat(60)}report(all);\n${block}end();\n`;
    assert.equal(await refusal(text, fenced("  load(all);\n  report(all);\n  store(all);")), "ambiguous");
  });

  it("are two, where the function of a style sheet has another name", async () => {
    const body = "  $all: ();\n  $first: nth($values, 1);\n  @return $first;\n}\n";
    const answer = `<<<<<<< SEARCH\n@function fluid-value($values) {\n${body}=======\n@function fluid-value($values) {\n${body.replace("1", "2")}>>>>>>> REPLACE\n`;
    assert.equal(await refusal(`@function value($values) {\n${body}`, answer), "no-place");
  });

  it("are one, where the new line stands elsewhere by accident and the old lines say where they are", async () => {
    const text = '{\n  "a": {\n      "types": "./x"\n  },\n  "types": "./x",\n  "needs": {}\n}\n';
    const answer = `<<<<<<< SEARCH\n      "types": "./x",\n      "needs": {}\n=======\n      "types": "./x"\n>>>>>>> REPLACE\n`;
    assert.equal(await edited(text, answer), text.replace('"./x",\n  "needs": {}', '"./x"'));
  });
});

describe("code for a selection", () => {
  it("takes away no lines around the selection that it merely does not show", async () => {
    const text = "open();\nfirst();\nsecond();\nthird();\nfourth();\nfifth();\nclose();\n";
    const code = "first();\nsecond(1);\nclose();";
    assert.match(await refusal(text, fenced(code), { selection: { startLine: 2, endLine: 3 } }), /./);
  });

  it("keeps a comment of the file that looks like left-out code, however its dots are written", async () => {
    const text = "a();\nfirst();\n// … unchanged …\nlast();\nb();\nother();\nlast();\n";
    const code = "first();\n// … unchanged …\nlast(1);";
    assert.equal(
      await edited(text, fenced(code), { selection: { startLine: 1, endLine: 4 } }),
      "a();\nfirst();\n// … unchanged …\nlast(1);\nb();\nother();\nlast();\n",
    );
  });

  const selection = { startLine: 6, endLine: 10 };

  it("keeps the blank line below where the answer begins above the selection", async () => {
    const text = "first();\nsecond(1);\nthird(1);\n\nfourth();\n";
    assert.equal(
      await edited(text, fenced("first();\nsecond(1);\nthird(2);\n"), { selection: { startLine: 1, endLine: 4 } }),
      text.replace("third(1)", "third(2)"),
    );
  });

  it("knows a line above the selection whose quotes are curly in the answer", async () => {
    const text = 'open("a");\nif (is("x")) {\n  use("b", 1);\n}\nclose();\n';
    assert.equal(
      await edited(text, fenced("open(“a”);\nif (is(“x”)) {\n  use(“b”, 2);\n}"), {
        selection: { startLine: 1, endLine: 4 },
      }),
      text.replace(", 1", ", 2"),
    );
  });

  it("fills in left-out code of a selection whose lines stand elsewhere too", async () => {
    const body = "  const all = load();\n  const most = 10;\n  check(all);\n  sort(all);\n  store(all);\n}\n";
    const text = `function one() {\n${body}\nfunction two() {\n${body}`;
    const code = "function two() {\n  // ...\n  const most = 10;\n  check(all, most);\n  sort(all);\n  // ...\n}";
    const second = text.lastIndexOf("check(all)");
    assert.equal(
      await edited(text, fenced(code), { selection: { startLine: 8, endLine: 15 } }),
      `${text.slice(0, second)}check(all, most)${text.slice(second + "check(all)".length)}`,
    );
  });

  it("replaces these lines in their indentation", async () => {
    const code = "push(...items: Item[]): void {\n  this.items.push(...items);\n  this.changed();\n}";
    const wanted = with2(
      "  push(item: Item): void {\n    this.items.push(item);",
      "  push(...items: Item[]): void {\n    this.items.push(...items);",
    );
    assert.equal(await edited(queue, fenced(code), { selection }), wanted);
  });

  it("may have nothing in common with them", async () => {
    assert.equal(
      await edited("a();\nb();\nc();\n", fenced("x();\ny();"), { selection: { startLine: 1, endLine: 2 } }),
      "a();\nx();\ny();\nc();\n",
    );
  });

  it("may have the lines around them too", async () => {
    const code = "  push(item: Item): void {\n    this.items.unshift(item);\n    this.changed();\n  }";
    assert.equal(
      await edited(queue, fenced(code), { selection: { startLine: 7, endLine: 8 } }),
      with2("this.items.push(item);\n    this", "this.items.unshift(item);\n    this"),
    );
  });

  it("is put together with what it leaves out", async () => {
    const code = "  push(item: Item): void {\n    this.items.unshift(item);\n    // ...\n  }";
    assert.equal(
      await refusal(queue, fenced(code), { selection }),
      "elided",
      "the line above the comment is new, so nothing shows where the rest begins",
    );
    const shown = "  push(item: Item): void {\n    log(item);\n    this.items.push(item);\n    // ...\n  }";
    assert.equal(
      await edited(queue, fenced(shown), { selection }),
      with2("    this.items.push(item);", "    log(item);\n    this.items.push(item);"),
    );
  });
});

describe("the blocks of an answer", () => {
  const change = "    const item = this.items.shift();\n    log(item);\n    this.changed();\n    return item;";

  it("are code of this file only", async () => {
    const answer = `${fenced("npm install log", "sh")}\n${fenced(change)}`;
    assert.equal(await edited(queue, answer), with2("shift();\n", "shift();\n    log(item);\n"));
    assert.equal(await refusal(queue, fenced(change, "ts src/other.ts")), "no-edit");
    assert.equal(await refusal(queue, "Use `pop()` instead."), "no-edit");
  });

  it("may end with an example of use", async () => {
    const answer = `${fenced(change)}\n${fenced('const queue = toQueue([]);\nqueue.push({ id: "a" });')}`;
    assert.equal(await edited(queue, answer), with2("shift();\n", "shift();\n    log(item);\n"));
  });

  it("are refused when half of one is the file's and it has no place", async () => {
    const twice =
      "when:\n  one -> {\n    state = go\n    build\n  }\n  two -> {\n    state = go\n    build\n  }\n  three -> {\n";
    const other =
      "  one -> {\n    state = go\n    build\n  }\n  five -> {\n    // Says more.\n    // And more.\n    state = go\n    build";
    assert.notEqual(await refusal(`${queue}\n${twice}`, `${fenced(change)}\n${fenced(other)}`), "edited");
  });

  it("may each change another place", async () => {
    const other = "  const queue = new Queue();\n  queue.open();\n  for (const item of items) queue.push(item);";
    const wanted = with2("shift();\n", "shift();\n    log(item);\n").replace(
      "new Queue();\n",
      "new Queue();\n  queue.open();\n",
    );
    assert.equal(await edited(queue, `${fenced(change)}\n${fenced(other)}`), wanted);
  });

  const takeSelection = { selection: { startLine: 11, endLine: 16 } };
  const take = (how: string): string =>
    `  take(): Item | undefined {\n    const item = ${how};\n    this.changed();\n    return item;\n  }`;

  it("are refused when they are versions of the same code", async () => {
    const two = `${fenced(take("this.items.pop()"))}\n${fenced(take("this.items.at(-1)"))}`;
    assert.equal(await refusal(queue, two), "ambiguous");
    assert.equal(await refusal(queue, two, takeSelection), "ambiguous");
    const unlike = `${fenced("return this.items.pop();")}\nOption B:\n${fenced("this.changed();\nreturn this.items.shift();")}`;
    assert.equal(await refusal(queue, unlike, { selection: { startLine: 12, endLine: 13 } }), "ambiguous");
    assert.equal(await refusal(queue, unlike, { selection: { startLine: 12, endLine: 12 } }), "ambiguous");
  });

  it("are refused when one is another way to do what an edit does", async () => {
    const diff = (how: string): string =>
      fenced(`@@\n-    const item = this.items.shift();\n+    const item = ${how};\n     this.changed();`, "diff");
    const push = fenced("@@\n-    this.items.push(item);\n+    this.items.unshift(item);", "diff");
    assert.equal(
      await edited(queue, `${diff("this.items.pop()")}\n${push}`),
      queue.replace("push(item);", "unshift(item);").replace("items.shift", "items.pop"),
    );
    assert.equal(await refusal(queue, `${diff("this.items.pop()")}\n### Option 2\n\n${push}`), "ambiguous");
    assert.equal(await refusal(queue, `${diff("this.items.pop()")}\nOr:\n\n${fenced(take("1"))}`), "ambiguous");
  });

  it("may show the old code of a selection above the new", async () => {
    const answer = `${fenced(take("this.items.shift()"))}\n${fenced(take("this.items.pop()"))}`;
    assert.equal(await edited(queue, answer, takeSelection), with2("this.items.shift()", "this.items.pop()"));
  });

  it("may show a part of a selection's new text first", async () => {
    const answer = `${fenced("    const item = this.items.pop();")}\n${fenced(take("this.items.pop()"))}`;
    assert.equal(await edited(queue, answer, takeSelection), with2("this.items.shift()", "this.items.pop()"));
  });

  it("are illustration beside an edit", async () => {
    const diff = "@@ -13,2 +13,2 @@\n-    const item = this.items.shift();\n+    const item = this.items.pop();\n";
    assert.equal(await edited(queue, `${fenced(diff, "diff")}\n${fenced(change)}`), with2("shift()", "pop()"));
  });
});

describe("an answer that takes much away", () => {
  const text = `function big() {\n${Array.from({ length: 40 }, (_, line) => `  step(${line});`).join("\n")}\n}\n\nend();\n`;
  const code = "function big() {\n  step(0);\n  step(39);\n}";

  it("is refused until a person says so", async () => {
    assert.equal(await refusal(text, fenced(code), { selection: { startLine: 0, endLine: 42 } }), "deletes-much");
    assert.equal(
      await edited(text, fenced(code), { selection: { startLine: 0, endLine: 42 }, mayDeleteMuch: true }),
      `${code}\n\nend();\n`,
    );
  });
});
