import assert from "node:assert/strict";
import { applyPatch } from "diff";
import fc from "fast-check";
import type { Case } from "../../../bench/apply/cases/case.ts";
import { corpusOf, createCase } from "../../../bench/apply/cases/createCase.ts";
import { changedLines } from "../../../bench/apply/cases/site.ts";
import type { Pair } from "../../../bench/apply/corpus/pair.ts";
import { changesBetween } from "../../../bench/apply/corpus/readPairs.ts";

const functionOf = (name: string, step: number): readonly string[] => [
  `export function ${name}(entries, limit) {`,
  `\tconst ${name}Result = [];`,
  `\tfor (const entry of entries.slice(${step})) {`,
  `\t\tif (entry.size > limit && entry.name !== "${name}\\n") {`,
  `\t\t\t${name}Result.push(entry.size - ${step});`,
  `\t\t\tlimit -= entry.size * ${step + 2};`,
  `\t\t\tentry.seenBy = ${name};`,
  "\t\t}",
  "\t}",
  "",
  `\treturn ${name}Result.toSorted((a, b) => a - b);`,
  "}",
  "",
];

function pairOf(path: string, names: readonly string[], changed: string): Pair {
  const lines = names.flatMap((name, index) => functionOf(name, index)).slice(0, -1);
  const now = lines.flatMap((line) =>
    line.includes(`${changed}Result.push`)
      ? [line.replace("push", "unshift"), `\t\t\tlimit = "${changed}" + entry.size;`]
      : [line],
  );
  return { package: "sample", path, languageId: "javascript", lines, changes: changesBetween(lines, now) };
}

const pairs = [
  pairOf("lib/first.js", ["collect", "reduce", "measure", "arrange", "deliver"], "measure"),
  pairOf("lib/second.js", ["observe", "publish", "recover", "suspend", "withdraw"], "recover"),
];
const corpus = corpusOf(pairs);
const cases = Array.from({ length: 800 }, (_, index) => createCase(index, 7, corpus));

function ofKind(format: string, damage: string): readonly Case[] {
  const found = cases.filter((each) => each.format === format && each.damage === damage);
  assert.ok(found.length > 0, `There is no case of ${format}, ${damage}.`);
  return found;
}

function expectedText({ expected }: Case): string {
  assert.equal(expected.outcome, "edited");
  return expected.outcome === "edited" ? expected.text : "";
}

/** What stands in the first fence. */
function fenceOf({ answer }: Case): string {
  const [, , content = ""] = /^(`{3,})[^\n]*\n([\s\S]*?)\n\1/m.exec(answer) ?? [];
  return content;
}

describe("the measured cases", () => {
  it("are the same for the same seed, and others for another", () => {
    const again = [3, 30, 300].map((index) => createCase(index, 7, corpus));
    assert.deepEqual(
      again,
      [3, 30, 300].map((index) => cases[index]),
    );
    assert.notDeepEqual(createCase(3, 8, corpus), cases[3]);
  });

  it("expect an edit that changes the file, or none", () => {
    for (const each of cases) {
      if (each.expected.outcome === "edited") assert.notEqual(each.expected.text, each.text, each.id);
    }
    const outcomes = new Set(cases.map(({ expected }) => expected.outcome));
    assert.deepEqual([...outcomes].toSorted(), ["ambiguous", "edited", "refused", "unchanged"]);
  });

  it("expect of undamaged search/replace what replacing the words gives", () => {
    for (const each of ofKind("search-replace", "none")) {
      const piece = /^<{7} SEARCH\n([\s\S]*?)\n={7}\n([\s\S]*?)\n>{7} REPLACE$/m.exec(fenceOf(each));
      const parts = each.text.split(piece?.[1] ?? "");
      assert.equal(parts.length, 2, "The place is the only one.");
      assert.equal(parts.join(piece?.[2]), expectedText(each));
    }
  });

  it("expect of a diff with right line numbers what another program makes of it", () => {
    for (const each of ofKind("diff", "duplicate nearby, right line numbers")) {
      assert.equal(applyPatch(each.text, `${fenceOf(each)}\n`, { fuzzFactor: 0 }), expectedText(each));
    }
  });

  it("expect of a whole file the file", () => {
    for (const each of ofKind("whole-file", "none")) assert.equal(`${fenceOf(each)}\n`, expectedText(each));
  });

  it("expect of a selection that only its lines change", () => {
    for (const each of ofKind("selection", "none")) {
      const [start, end] = each.selection ?? [0, 0];
      const lines = each.text.split("\n").toSpliced(start, end - start, ...fenceOf(each).split("\n"));
      assert.equal(lines.join("\n"), expectedText(each));
    }
  });

  it("expect of damaged answers what the same answers undamaged give", () => {
    const damaged = cases.filter(({ damage }) => damage === "indentation removed" || damage === "doubled backslashes");
    assert.ok(damaged.length > 0);
    const results = new Set(pairs.map((pair) => `${changedLines(pair).join("\n")}\n`));
    for (const each of damaged) assert.ok(results.has(expectedText(each)), each.id);
  });

  it("keep the ends of lines and the byte order mark of the file", () => {
    for (const each of ofKind("fragment", "file has CRLF")) assert.match(expectedText(each), /^(?:[^\r\n]*\r\n)+$/);
    for (const each of ofKind("function", "file has a BOM")) assert.match(expectedText(each), /^\ufeff[^\ufeff]*$/);
    for (const each of ofKind("diff", "no final line end")) assert.doesNotMatch(expectedText(each), /\n$/);
  });

  it("offer two places where they are equal", () => {
    for (const each of ofKind("search-replace", "two equal places")) {
      const [, search = ""] = /^<{7} SEARCH\n([\s\S]*?)\n={7}$/m.exec(fenceOf(each)) ?? [];
      assert.equal(each.text.split(search).length, 3);
      assert.equal(each.expected.outcome, "ambiguous");
    }
  });
});

describe("the changes between two versions", () => {
  it("make the second of the first", () => {
    const line = fc.constantFrom("a", "b", "c", "", "}");
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (old, now) => {
        const changes = changesBetween(old, now);
        assert.deepEqual(changedLines({ lines: old, changes }), now);
        for (const [index, { start }] of changes.entries())
          assert.ok(index === 0 || start > (changes[index - 1]?.end ?? 0));
      }),
    );
  });
});
