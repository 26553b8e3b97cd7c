import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { requestBudget } from "../../../../src/core/context/budget.ts";
import { continuationText } from "../../../../src/core/prompts/continuation.ts";
import { toModelRequest, type PreparedRequest, type RequestParts } from "../../../../src/core/prompts/modelRequest.ts";
import type { Answer, Turn } from "../../../../src/shared/chat/state.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { selection } from "../../../support/attachments.ts";
import { question, testSettings } from "../../../support/chatWorld.ts";

function turn(asked: string, answer: Partial<Answer> = {}): Turn {
  return { id: asked, question: question(asked), answer: { text: "", state: { type: "waiting" }, ...answer } };
}

function prepare(parts: Partial<RequestParts>): PreparedRequest {
  return toModelRequest({
    turn: turn("now?"),
    history: [],
    model: "m",
    takesImages: true,
    settings: testSettings,
    t: untranslated,
    ...parts,
  });
}

const texts = ({ request }: PreparedRequest): readonly string[] => request.messages.map(({ text }) => text);

describe("a request", () => {
  it("has only what a message is made of, whatever else a turn holds", () => {
    const answer: Partial<Answer> = {
      text: "before.",
      state: { type: "complete" },
      model: "m",
      usage: { input: 1 },
      reasoning: "Hm.",
      omissions: ["x"],
      note: "n",
    };
    assert.deepEqual(prepare({ history: [turn("before?", answer)] }).request.messages, [
      { role: "user", text: "before?" },
      { role: "assistant", text: "before." },
      { role: "user", text: "now?" },
    ]);
  });

  it("leaves turns out that failed, were empty, or hold only blanks", () => {
    const failed = { type: "failed", failure: { code: "server", detail: "" } } as const;
    const history = [
      turn("1", { state: failed }),
      turn("2", { state: { type: "length" } }),
      turn("3", { text: " \n" }),
    ];
    assert.deepEqual(texts(prepare({ history })), ["now?"]);
  });

  it("goes on with an answer that has begun", () => {
    assert.deepEqual(texts(prepare({ turn: turn("now?", { text: "Beg" }) })), ["now?", "Beg", continuationText]);
  });

  it("stays usable after an answer of 16 million characters, and says what it left out", () => {
    const history = [
      turn("1", { text: "one" }),
      turn("2", { text: "x".repeat(16_000_000) }),
      turn("3", { text: "three" }),
    ];
    const prepared = prepare({ history });
    assert.equal(prepared.request.messages.length, 7);
    assert.ok(texts(prepared).join("").length <= requestBudget);
    assert.match(prepared.omissions.join(), /was shortened/);
  });

  it("shortens a question that alone is too long", () => {
    const prepared = prepare({ turn: turn("x".repeat(16_000_000)) });
    assert.equal(texts(prepared).join("").length, requestBudget);
    assert.match(prepared.omissions.join(), /was shortened/);
  });

  it("keeps the whole code of a long question when its answer is gone on with", () => {
    const code = "let a;\n".repeat(40_000);
    const asked = { ...turn("now?", { text: "Beg" }), question: question("now?", { attachments: [selection(code)] }) };
    const prepared = prepare({ turn: asked });
    assert.ok(texts(prepared)[0]?.includes(code));
    assert.deepEqual(prepared.omissions, []);
  });

  it("keeps the question's code when the answer that is gone on with is gigantic", () => {
    const code = "let a;\n".repeat(1_000);
    const text = "x".repeat(16_000_000);
    const asked = { ...turn("now?", { text }), question: question("now?", { attachments: [selection(code)] }) };
    const prepared = prepare({ turn: asked });
    assert.ok(texts(prepared)[0]?.includes(code));
    assert.equal(texts(prepared)[1]?.length, requestBudget / 2);
  });
});
