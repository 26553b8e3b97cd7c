import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeModel } from "../../../../src/core/models/describeModel.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";

describe("what is told about a model to choose", () => {
  const parts = { current: "gpt", now: Date.UTC(2026, 10, 22), t: untranslated };
  for (const [model, told] of [
    [{ id: "other" }, ""],
    [{ id: "gpt" }, "in use"],
    [{ id: "other", shutdownDate: "2027-04-01" }, "until 2027-04-01"],
    [{ id: "gpt", shutdownDate: "2026-12-11" }, "in use · until 2026-12-11"],
    [{ id: "other", shutdownDate: "2026-11-21" }, "was shut down on 2026-11-21"],
    [{ id: "other", contextTokens: 4_096 }, "4096 tokens"],
    [{ id: "gpt", contextTokens: 131_072 }, "in use · 131K tokens"],
  ] as const) {
    it(`of ${JSON.stringify(model)} is “${told}”`, () => {
      assert.equal(describeModel(model, parts), told);
    });
  }
});
