import assert from "node:assert/strict";
import type { Failure } from "../../../src/shared/failures.ts";
import { actionLabel, toNotice } from "../../../src/shared/failureNotice.ts";
import { failures, networkFailures } from "../../support/failures.ts";
import { faultOf, pseudo } from "../../support/pseudoLanguage.ts";

const all: readonly Failure[] = [...Object.values(failures), ...Object.values(networkFailures)];

describe("a failure in a language that nobody speaks", () => {
  for (const failure of all) {
    const name = "kind" in failure ? `${failure.code}, ${failure.kind}` : failure.code;

    it(`is told in whole sentences that are translated: ${name}`, () => {
      const { what, advice, actions } = toNotice(failure, pseudo);
      const texts = [what, advice, ...actions.map((action) => actionLabel(action, pseudo))];
      // What the reason of a setting is was translated where it was found.
      const isReason = (text: string): boolean => "reason" in failure && text === failure.reason;
      assert.deepEqual(
        texts.flatMap((text) => faultOf(text, isReason) ?? []),
        [],
        texts.join("\n"),
      );
    });

    it(`keeps what it is about: ${name}`, () => {
      const { what, advice } = toNotice(failure, pseudo);
      const told = `${what}\n${advice}`;
      assert.doesNotMatch(told, /\{\d+\}/);
      for (const word of wordsOf(failure)) assert.ok(told.includes(word), `${word} is missing in ${told}`);
    });
  }
});

/** The names and numbers that a person needs to understand a failure. */
function wordsOf(failure: Failure): readonly string[] {
  const told = ["setting", "model", "status", "contentType", "reason"] as const;
  return told.flatMap((name) => {
    const value = Object.entries(failure).find(([key]) => key === name)?.[1];
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
}
