import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { describeLines } from "../../../../../src/core/edits/restore/describeLines.ts";
import { planRestore } from "../../../../../src/core/edits/restore/takeBack.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";
import { restorePoint } from "../../../../support/restorePoints.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\nseven";
const AFTER = "one\nTWO\nthree\nfour\nfive\nSIX\nseven";
const point = restorePoint(BEFORE, AFTER);

describe("taking back an accepted change", () => {
  it("gives back the text before when nothing else happened", () => {
    assert.deepEqual(planRestore(AFTER, [point], "take-back"), { type: "edit", text: BEFORE, conflicts: [] });
  });

  it("keeps what the person changed elsewhere", () => {
    const now = `zero\n${AFTER.replace("four", "FOUR")}\neight`;
    const text = `zero\n${BEFORE.replace("four", "FOUR")}\neight`;
    assert.deepEqual(planRestore(now, [point], "take-back"), { type: "edit", text, conflicts: [] });
  });

  it("leaves lines that were edited since and names them, and takes back the rest", () => {
    const now = `zero\n${AFTER.replace("TWO", "two and a half")}`;
    assert.deepEqual(planRestore(now, [point], "take-back"), {
      type: "edit",
      text: `zero\n${BEFORE.replace("two", "two and a half")}`,
      conflicts: [{ startLine: 2, endLine: 3 }],
    });
  });

  it("is a conflict as a whole when every line of it was edited since", () => {
    const now = AFTER.replace("TWO", "2").replace("SIX", "6");
    assert.deepEqual(planRestore(now, [point], "take-back"), {
      type: "conflict",
      conflicts: [
        { startLine: 1, endLine: 2 },
        { startLine: 5, endLine: 6 },
      ],
    });
  });

  it("is nothing where the file does not have the change any more", () => {
    assert.deepEqual(planRestore(BEFORE, [point], "take-back"), { type: "nothing" });
  });

  it("goes through several acceptances from the last to the first, around what was typed between them", () => {
    const first = restorePoint("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", 1);
    const second = restorePoint("A\nb\ntyped\nc\nd\ne", "A\nb\ntyped\nc\nd\nE", 2);
    assert.deepEqual(planRestore("A\nb\ntyped\nc\nd\nE", [first, second], "take-back"), {
      type: "edit",
      text: "a\nb\ntyped\nc\nd\ne",
      conflicts: [],
    });
  });

  it("names lines as they stand in the file, however many acceptances were taken back before", () => {
    const first = restorePoint("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", 1);
    const second = restorePoint("A\nb\nc\nd\ne", "new 1\nnew 2\n\nA\nb\nc\nd\ne", 2);
    const plan = planRestore("new 1\nnew 2\n\nmine\nb\nc\nd\ne", [first, second], "take-back");
    assert.deepEqual(plan, { type: "edit", text: "mine\nb\nc\nd\ne", conflicts: [{ startLine: 3, endLine: 4 }] });
  });

  it("makes no difference between line endings", () => {
    const crlf = AFTER.replaceAll("\n", "\r\n");
    assert.deepEqual(planRestore(crlf, [point], "take-back"), { type: "edit", text: BEFORE, conflicts: [] });
  });

  it("can be undone by applying the change again", () => {
    const edited = BEFORE.replace("four", "FOUR");
    assert.deepEqual(planRestore(edited, [point], "apply-again"), {
      type: "edit",
      text: AFTER.replace("four", "FOUR"),
      conflicts: [],
    });
  });

  it("keeps every line that the person put elsewhere, whatever was accepted and typed", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.array(fc.nat(12)), (old, proposed, places) => {
        const accepted = restorePoint(old.join("\n"), proposed.join("\n"));
        const now = places.reduce<string[]>(
          (text, place, index) => text.toSpliced(place, 0, `typed ${index}`),
          proposed,
        );
        const plan = planRestore(now.join("\n"), [accepted], "take-back");
        const text = plan.type === "edit" ? plan.text : now.join("\n");
        const typed = text.split("\n").filter((line) => line.startsWith("typed"));
        assert.deepEqual(typed.toSorted(), places.map((_, index) => `typed ${index}`).toSorted());
      }),
      propertyRuns(500),
    );
  });
});

describe("taking back what was accepted piece by piece, with lines typed in between", () => {
  const line = fc.constantFrom("a", "b", "c", "d", "");
  const step = fc.record({
    at: fc.nat(15),
    remove: fc.nat(3),
    lines: fc.array(line, { maxLength: 3 }),
    typed: fc.nat(15),
  });

  it("leaves the text before with the typed lines in it, unless it names a conflict", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.array(step, { maxLength: 4 }), (old, steps) => {
        let now: readonly string[] = old;
        const points = steps.map(({ at, remove, lines, typed }, index) => {
          const text = now;
          const spliced = text.toSpliced(at, remove, ...lines);
          // A text without a line is one empty line.
          const accepted = spliced.length > 0 ? spliced : [""];
          // What was typed stays, however the model would have it.
          fc.pre(text.filter(isTyped).every((one) => accepted.includes(one)));
          now = accepted.toSpliced(typed, 0, `typed ${index}`);
          return restorePoint(text.join("\n"), accepted.join("\n"), index);
        });
        const plan = planRestore(now.join("\n"), points, "take-back");
        if (plan.type === "conflict" || (plan.type === "edit" && plan.conflicts.length > 0)) return;
        const result = plan.type === "edit" ? plan.text.split("\n") : now;
        assert.deepEqual(result.filter(isTyped).length, steps.length);
        assert.equal(result.filter((one) => !isTyped(one)).join("\n"), old.join("\n"));
      }),
      propertyRuns(500),
    );
  });

  function isTyped(text: string): boolean {
    return text.startsWith("typed");
  }
});

describe("taking back a file that was created or deleted", () => {
  const created = restorePoint(undefined, "new\n");
  const deleted = restorePoint("old\n", undefined);

  it("deletes what was created, and says whether it was edited since", () => {
    assert.deepEqual(planRestore("new\r\n", [created], "take-back"), { type: "delete", isEdited: false });
    assert.deepEqual(planRestore("new\nmine\n", [created], "take-back"), { type: "delete", isEdited: true });
    assert.deepEqual(planRestore(undefined, [created], "take-back"), { type: "nothing" });
    assert.deepEqual(planRestore(undefined, [created], "apply-again"), { type: "create", text: "new\n" });
  });

  it("makes what was deleted, unless somebody else made it meanwhile", () => {
    assert.deepEqual(planRestore(undefined, [deleted], "take-back"), { type: "create", text: "old\n" });
    assert.deepEqual(planRestore("old\n", [deleted], "take-back"), { type: "nothing" });
    assert.deepEqual(planRestore("else\n", [deleted], "take-back"), {
      type: "conflict",
      conflicts: [{ startLine: 0, endLine: 2 }],
    });
  });

  it("deletes a file that was created and then changed by another acceptance", () => {
    const changed = restorePoint("new\n", "newer\n", 2);
    assert.deepEqual(planRestore("newer\n", [created, changed], "take-back"), { type: "delete", isEdited: false });
  });

  it("says that a changed file is not there any more", () => {
    assert.deepEqual(planRestore(undefined, [point], "take-back"), { type: "missing", text: BEFORE });
  });
});

describe("lines for the person", () => {
  it("are counted from 1", () => {
    const name = (...ranges: readonly (readonly [number, number])[]): string =>
      describeLines(
        ranges.map(([startLine, endLine]) => ({ startLine, endLine })),
        untranslated,
      );
    assert.equal(name([2, 3]), "line 3");
    assert.equal(name([2, 2]), "line 3");
    assert.equal(name([2, 5]), "lines 3–5");
    assert.equal(name([2, 5], [8, 9]), "lines 3–5, 9");
  });
});
