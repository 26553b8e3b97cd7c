import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toModelRequest } from "../../../../src/core/prompts/modelRequest.ts";
import { AskError } from "../../../../src/shared/failures.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { selection } from "../../../support/attachments.ts";
import { question, testSettings } from "../../../support/chatWorld.ts";

/** Every line has two characters. */
const asking = (lines: number, task: "ask" | "refactor" = "ask") =>
  question("?", { task, attachments: [selection("x\n".repeat(lines))] });

/** How many of the attached lines are in the request to a model that can read 4,000 tokens, or about 9,000 characters. */
function linesSent(lines: number, instructions = ""): number {
  const settings = { ...testSettings, instructions };
  const { request } = toModelRequest(asking(lines), [], { model: "m", contextTokens: 4_000 }, settings, untranslated);
  return request.messages.at(-1)?.text.match(/^x$/gm)?.length ?? 0;
}

describe("the request to a model", () => {
  it("holds everything that the model can read", () => {
    assert.equal(linesSent(4_000), 4_000);
  });

  it("holds no more than that, and less where the person's own instructions take room", () => {
    const without = linesSent(10_000);
    assert.ok(without > 4_000 && without < 4_500, `${without} lines`);
    assert.equal(linesSent(10_000, "i".repeat(2_000)), without - 1_001);
  });

  it("is not made for code that is to be replaced and that the model cannot read whole", () => {
    const make = (lines: number, contextTokens?: number) =>
      toModelRequest(
        asking(lines, "refactor"),
        [],
        { model: "m", ...(contextTokens === undefined ? {} : { contextTokens }) },
        testSettings,
        untranslated,
      );
    const isTooLong = (limit?: number) => (error: unknown) => {
      assert.ok(error instanceof AskError);
      const { failure } = error;
      assert.deepEqual(failure, { code: "context-too-long", detail: "", ...(limit === undefined ? {} : { limit }) });
      return true;
    };
    assert.throws(() => make(10_000, 4_000), isTooLong(4_000));
    assert.throws(() => make(300_000), isTooLong());
    assert.equal(make(4_000, 4_000).omissions.length, 0);
  });
});
