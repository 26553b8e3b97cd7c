import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { fitReplacement, type FitTarget } from "../../../../../src/core/edits/fit.ts";
import { lineChanges, type LineChange } from "../../../../../src/core/edits/lineChanges.ts";
import { readReplacement } from "../../../../../src/core/edits/replacement.ts";
import { GrowingEdit } from "../../../../../src/core/edits/streaming/growingEdit.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const load = [
  "export function load(path: string): Text {",
  "  const bytes = readFileSync(path);",
  "  const text = decode(bytes);",
  "",
  "  return normalised(text);",
  "}",
];

const target = (original: readonly string[], more: Partial<FitTarget> = {}): FitTarget => ({
  original: original.join("\n"),
  before: "",
  after: "",
  eol: "\n",
  unit: "  ",
  languageId: "typescript",
  ...more,
});

/** Each change as `line: -old +new`. */
const shown = (changes: readonly LineChange[]): readonly string[] =>
  changes.map(({ startLine, oldLines, newLines }) =>
    [`${startLine}:`, ...oldLines.map((line) => `-${line.trim()}`), ...newLines.map((line) => `+${line.trim()}`)].join(
      " ",
    ),
  );

const soFar = (answer: string, original: readonly string[] = load): readonly string[] =>
  shown(new GrowingEdit(target(original)).changes(answer));

describe("what an answer changes while it is written", () => {
  it("is nothing before the code begins", () => {
    for (const answer of ["", "Here is", "Here is it:\n", "Here is it:\n```", "```ts", "```ts\n", "```ts\n  cons"]) {
      assert.deepEqual(soFar(answer), [], answer);
    }
  });

  it("is nothing as long as the lines come back as they are", () => {
    for (let count = 1; count <= load.length; count++) {
      assert.deepEqual(soFar("```ts\n" + load.slice(0, count).join("\n") + "\n"), [], `${count} lines`);
    }
  });

  it("leaves out the line that still grows", () => {
    const begun = "```ts\n" + (load[0] ?? "") + "\n";
    assert.deepEqual(soFar(begun + "  const bytes = await re"), []);
    assert.deepEqual(soFar(begun + "  const bytes = await read(path);\n"), ["1: +const bytes = await read(path);"]);
  });

  it("shows a line as replaced once a line below it has come", () => {
    const begun = "```ts\n" + (load[0] ?? "") + "\n  const bytes = await read(path);\n" + (load[2] ?? "") + "\n";
    assert.deepEqual(soFar(begun), ["1: -const bytes = readFileSync(path); +const bytes = await read(path);"]);
  });

  it("shows lines as removed once a line below them has come, and not before", () => {
    const begun = "```ts\n" + (load[0] ?? "") + "\n";
    assert.deepEqual(soFar(begun), []);
    const removed = ["1: -const bytes = readFileSync(path); -const text = decode(bytes); -"];
    assert.deepEqual(soFar(begun + (load[4] ?? "") + "\n"), removed);
    assert.deepEqual(soFar(`${begun}${load[4] ?? ""}\n}\n\`\`\`\n`), removed);
  });

  it("takes a brace for no proof that the lines above a brace are done", () => {
    const two = ["function first() {", "  return one;", "}", "", "function second() {", "  return two;", "}"];
    const begun = "```ts\nfunction first() {\n  return one;\n}\n\nfunction between() {\n  return half;\n}\n";
    assert.deepEqual(soFar(begun, two), ["4: +function between() { +return half; +}"]);
  });

  it("goes no further than a comment that stands for left-out code", () => {
    const begun = "```ts\n" + (load[0] ?? "") + "\n  check(path);\n  // ... existing code ...\n";
    assert.deepEqual(soFar(begun), ["1: +check(path);"]);
    assert.deepEqual(soFar(begun + (load[4] ?? "") + "\n  more();\n"), ["1: +check(path);"]);
  });

  it("is nothing for an answer that names its places itself", () => {
    for (const line of ["<<<<<<< SEARCH", "--- a/load.ts", "*** Begin Patch", "@@ -1,2 +1,2 @@"]) {
      assert.deepEqual(soFar("```\n" + line + "\nsome text of it\n"), [], line);
    }
  });

  it("is in the file's indentation also where the answer lacks it", () => {
    const own = ["    const first = load(one);", "    const second = load(two);", "    return [first, second];"];
    const begun = "```ts\nconst first = load(one);\nconst other = load(three);\nconst second = load(two);\n";
    const [change] = new GrowingEdit(target(own)).changes(begun);
    assert.deepEqual(change?.newLines, ["    const other = load(three);"]);
  });

  it("is in whole lines for a part of a line", () => {
    const within = target(["load(path)"], { before: "  const text = ", after: ";" });
    const changes = new GrowingEdit(within).changes("```ts\nread(path)\n```\n");
    assert.deepEqual(shown(changes), ["0: -const text = load(path); +const text = read(path);"]);
  });

  it("is what the finished answer proposes once its block is closed", () => {
    fc.assert(
      fc.property(documents, places, (texts, place) => {
        const wanted = target(texts.old, place);
        const answer = "Sure:\n\n```ts\n" + texts.new.join("\n") + "\n```\n";
        assert.deepEqual(grown(wanted, answer).at(-1), proposed(wanted, answer));
      }),
      propertyRuns(250),
    );
  });

  it("removes no line that the finished answer keeps, however much of it has come", () => {
    let removals = 0;
    fc.assert(
      fc.property(documents, ({ old, new: changed }) => {
        const wanted = target(old);
        const answer = "```ts\n" + changed.join("\n") + "\n```\n";
        const kept = new Set(changed);
        for (const changes of grown(wanted, answer).slice(0, -2)) {
          const written = new Set(changes.flatMap(({ newLines }) => newLines));
          for (const line of changes.flatMap(({ oldLines }) => oldLines)) {
            if (!isUnique(line)) continue;
            assert.ok(!kept.has(line) || written.has(line), `${line} is kept`);
            removals++;
          }
        }
      }),
      propertyRuns(250),
    );
    assert.ok(removals > 250, `only ${removals} removals were seen`);
  });

  it("takes the answer in pieces of any size for the same as line by line", () => {
    fc.assert(
      fc.property(documents, fc.array(fc.nat(400), { maxLength: 10 }), ({ old, new: changed }, ends) => {
        const answer = "```ts\n" + changed.join("\n") + "\n";
        const edit = new GrowingEdit(target(old));
        for (const end of ends.toSorted((a, b) => a - b)) edit.changes(answer.slice(0, end));
        assert.deepEqual(edit.changes(answer), new GrowingEdit(target(old)).changes(answer));
      }),
      propertyRuns(150),
    );
  });
});

/** A text of lines that stand once, with others between them, and what a model makes of it. */
const documents = fc
  .array(
    fc.record({
      filler: fc.constantFrom([], [""], ["}"], ["  return;", "}", ""]),
      fate: fc.constantFrom("keep", "keep", "keep", "change", "remove", "add"),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) => ({
    old: rows.flatMap(({ filler }, index) => [`  const value${index} = compute(${index});`, ...filler]),
    new: rows.flatMap(({ filler, fate }, index) => {
      const own = `  const value${index} = compute(${index});`;
      switch (fate) {
        case "keep":
          return [own, ...filler];
        case "change":
          return [`  const changed${index} = compute(${index});`, ...filler];
        case "remove":
          return [];
        case "add":
          return [`  added(${index}, further);`, "}", own, ...filler];
      }
    }),
  }))
  .filter(({ new: lines }) => lines.some((line) => line.trim() !== ""));

const places = fc.constantFrom<Partial<FitTarget>>({}, { before: "  ", after: " // end" }, { after: ";" });

function isUnique(line: string): boolean {
  return line.includes("value");
}

/** The changes after each further line of the answer. */
function grown(wanted: FitTarget, answer: string): readonly (readonly LineChange[])[] {
  const edit = new GrowingEdit(wanted);
  const lines = answer.split("\n");
  return lines.map((_, index) => edit.changes(lines.slice(0, index + 1).join("\n")));
}

/** What a review shows of a finished answer. */
function proposed(wanted: FitTarget, answer: string): readonly LineChange[] {
  const { before, after, original, languageId } = wanted;
  const replacement = readReplacement(answer, { languageId, original });
  assert.equal(replacement.type, "replacement");
  const fitted = replacement.type === "replacement" ? fitReplacement(replacement.text, wanted) : { type: "unchanged" };
  const text = "text" in fitted ? fitted.text : original;
  return lineChanges(before + original + after, before + text + after);
}
