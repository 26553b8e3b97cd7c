import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkApiKey } from "../../../../src/core/settings/apiKey.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";

describe("an API key", () => {
  it("is trimmed", () => {
    assert.deepEqual(checkApiKey("  sk-abc\n", untranslated), { type: "key", key: "sk-abc" });
  });

  for (const [what, key, position] of [
    ["a zero-width space", "sk-a\u200bbc", 5],
    ["curly quotes", "\u201csk-abc\u201d", 1],
    ["a line break inside", "sk-\nabc", 4],
    ["a space inside", "sk abc", 3],
    ["a letter outside ASCII", "sk-é", 4],
    ["a non-breaking space", "sk-\u00a0a", 4],
  ] as const) {
    it(`with ${what} is refused with the place, and without repeating the key`, () => {
      const checked = checkApiKey(key, untranslated);
      assert.ok(checked.type === "refused");
      assert.match(checked.reason, new RegExp(`position ${position}\\b`));
      assert.doesNotMatch(checked.reason, /sk/);
    });
  }

  it("that is empty is refused", () => {
    assert.deepEqual(checkApiKey("   ", untranslated), { type: "refused", reason: "Enter a key." });
  });
});
