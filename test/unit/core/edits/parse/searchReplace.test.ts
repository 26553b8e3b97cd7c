import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";

const parse = (code: string, lineBefore = "", info = "ts") =>
  parseBlock({ language: info.split(" ")[0] ?? "", info, code }, lineBefore);
const piece = (oldText: string, newText: string) => `<<<<<<< SEARCH\n${oldText}\n=======\n${newText}\n>>>>>>> REPLACE`;
const broken = (reason: string) => ({ type: "broken", reason });
const ab = { oldLines: ["a"], newLines: ["b"] };
const cd = { oldLines: ["c"], newLines: ["d"] };

describe("search/replace blocks", () => {
  it("are pieces in the order of the block", () => {
    assert.deepEqual(parse(`${piece("a", "b")}\n\n${piece("c", "d")}`), {
      type: "replacements",
      replacements: [ab, cd],
    });
  });

  it("keep indentation and blank lines of the code, and take CRLF like LF", () => {
    assert.deepEqual(parse(piece("\n  a\n", "\tb  ").replaceAll("\n", "\r\n")), {
      type: "replacements",
      replacements: [{ oldLines: ["", "  a", ""], newLines: ["\tb  "] }],
    });
  });

  it("insert with an empty search and delete with an empty replacement; a blank line is not nothing", () => {
    const code = "<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE\n<<<<<<< SEARCH\na\n=======\n>>>>>>> REPLACE";
    assert.deepEqual(parse(`${code}\n${piece("", "c")}`), {
      type: "replacements",
      replacements: [
        { oldLines: [], newLines: ["b"] },
        { oldLines: ["a"], newLines: [] },
        { oldLines: [""], newLines: ["c"] },
      ],
    });
  });

  it("have markers of five to nine characters, with or without a space, and other tools' words", () => {
    for (const code of [
      "<<<<< SEARCH\na\n=====\nb\n>>>>> REPLACE",
      "<<<<<<<<< SEARCH\na\n=========\nb\n>>>>>>>>> REPLACE",
      "<<<<<<<SEARCH\na\n=======\nb\n>>>>>>>REPLACE",
      "<<<<<<< SEARCH>\na\n=======  \nb\n>>>>>>> REPLACE ",
      "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>>",
      "------- SEARCH\na\n=======\nb\n+++++++ REPLACE",
      "<<<<<<< ORIGINAL\na\n=======\nb\n>>>>>>> UPDATED",
      "<<<<<<< search\na\n=======\nb\n>>>>>>> replace",
      "<<<<<<< SEARCH\na\n============\nb\n>>>>>>> REPLACE",
    ]) {
      assert.deepEqual(parse(code), { type: "replacements", replacements: [ab] }, code);
    }
    assert.equal(parse("<<<< SEARCH\na\n====\nb\n>>>> REPLACE").type, "code");
  });

  it("name their file in the line before the first marker, which goes before the one at the fence", () => {
    const expected = { type: "replacements", path: "src/a.ts", replacements: [ab] };
    for (const line of ["src/a.ts", "`src/a.ts`", "// src/a.ts", "### File: src/a.ts", "**src/a.ts**:"]) {
      assert.deepEqual(parse(`${line}\n${piece("a", "b")}`, "src/other.ts"), expected, line);
    }
    assert.deepEqual(parse(piece("a", "b"), "src/a.ts"), expected);
    assert.deepEqual(parse(piece("a", "b").replace("SEARCH", "SEARCH src/a.ts")), expected);
  });

  it("of several files name each, and a path holds until the next", () => {
    const code = `a.ts\n${piece("a", "b")}\n${piece("c", "d")}\nb.ts\n${piece("c", "d")}\na.ts\n${piece("c", "d")}`;
    assert.deepEqual(parse(code), {
      type: "files",
      files: [
        { kind: "update", path: "a.ts", replacements: [ab, cd, cd] },
        { kind: "update", path: "b.ts", replacements: [cd] },
      ],
    });
    assert.deepEqual(parse(`${piece("a", "b")}\nb.ts\n${piece("c", "d")}`), broken("no-path"));
  });

  it("may have an ellipsis or inner fences between them, and nothing else", () => {
    const inner = `\`\`\`ts\n${piece("a", "b")}\n\`\`\`\n...\n${piece("c", "d")}`;
    assert.deepEqual(parse(inner), { type: "replacements", replacements: [ab, cd] });
    assert.deepEqual(parse(`${piece("a", "b")}\nlost();`), broken("stray-lines"));
  });

  it("may say in which line they begin", () => {
    assert.deepEqual(parse(piece(":start_line:12\n-------\na", "b")), {
      type: "replacements",
      replacements: [{ ...ab, lineHint: 11 }],
    });
  });

  it("that are cut off are broken", () => {
    assert.deepEqual(parse("<<<<<<< SEARCH\na\n=======\nb"), broken("unfinished"));
    assert.deepEqual(parse(`${piece("a", "b")}\n<<<<<<< SEARCH\nc`), broken("unfinished"));
    assert.deepEqual(parse(`<<<<<<< SEARCH\na\n=======\nb\n${piece("c", "d")}`), broken("unfinished"));
  });

  it("with no divider, or two that may be it, are broken", () => {
    assert.deepEqual(parse("<<<<<<< SEARCH\na\n>>>>>>> REPLACE"), broken("unclear-markers"));
    assert.deepEqual(parse(piece("Title\n=======", "b")), broken("unclear-markers"));
    assert.deepEqual(parse("a\n=======\nb\n>>>>>>> REPLACE"), broken("unclear-markers"));
    assert.deepEqual(parse(piece("", "")), broken("no-change"));
  });

  it("have the divider of their markers' length where the code has lines like it", () => {
    const heading = { oldLines: ["Title", "====="], newLines: ["Heading", "====="] };
    assert.deepEqual(parse(piece("Title\n=====", "Heading\n=====")), {
      type: "replacements",
      replacements: [heading],
    });
  });

  it("may have a part of a conflict of a merge", () => {
    assert.deepEqual(parse(piece("<<<<<<< HEAD\na", "<<<<<<< HEAD\nb")), {
      type: "replacements",
      replacements: [{ oldLines: ["<<<<<<< HEAD", "a"], newLines: ["<<<<<<< HEAD", "b"] }],
    });
  });

  it("may resolve a conflict of a merge", () => {
    const conflict = ["<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> branch"];
    assert.deepEqual(parse(piece(conflict.join("\n"), "a")), {
      type: "replacements",
      replacements: [{ oldLines: conflict, newLines: ["a"] }],
    });
  });

  it("are not conflicts of a merge, nor programs that quote the format", () => {
    for (const code of [
      "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main",
      "<<<<<<< search-box\nb\n=======\nc\n>>>>>>> replace/it",
      `import x;\nconst format = \`\n${piece("a", "b")}\n\`;`,
    ]) {
      assert.deepEqual(parse(code), { type: "code", text: code });
    }
  });
});
