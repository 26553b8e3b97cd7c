import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { usualBudget } from "../../../../src/core/context/budget.ts";
import { continuationText } from "../../../../src/core/prompts/continuation.ts";
import { toModelRequest, type PreparedRequest, type RequestParts } from "../../../../src/core/prompts/modelRequest.ts";
import type { Answer, Attachment, Turn } from "../../../../src/shared/chat/state.ts";
import { AskError } from "../../../../src/shared/failures.ts";
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

  describe("with images", () => {
    const shot: Attachment = {
      ...selection("", { id: "i", kind: "image", label: "shot.png", path: "shot.png", uri: "" }),
      image: { mediaType: "image/png", base64: "AAAA" },
    };
    const asked = (text: string, image = shot): Turn => ({
      ...turn(text),
      question: { ...question(text), attachments: [image] },
    });
    const before = { ...asked("before?"), answer: { text: "Yes.", state: { type: "complete" } } } as const;

    it("has them in the turns in which they were asked about", () => {
      const { request, omissions } = prepare({ turn: asked("now?"), history: [before] });
      assert.deepEqual(request.messages[0], {
        role: "user",
        text: "before?\n\nThe image shot.png is attached.",
        images: [{ mediaType: "image/png", base64: "AAAA" }],
      });
      assert.deepEqual(request.messages[2], {
        role: "user",
        text: "now?\n\nThe image shot.png is attached.",
        images: [{ mediaType: "image/png", base64: "AAAA" }],
      });
      assert.deepEqual(omissions, []);
    });

    it("has none for a model that reads none, and says so to both", () => {
      const { request, omissions } = prepare({ turn: asked("now?"), history: [before], readsImages: false });
      assert.ok(request.messages.every((message) => !("images" in message)));
      assert.match(request.messages[2]?.text ?? "", /An image that you cannot see: shot\.png\.$/);
      assert.deepEqual(omissions, ["Left out, because m does not read images: shot.png, shot.png."]);
    });

    it("has the newest when they are too large together, and says which are left out", () => {
      const large = (label: string) =>
        ({ ...shot, label, path: label, image: { mediaType: "image/png", base64: "A".repeat(25_000_000) } }) as const;
      const { request, omissions } = prepare({
        turn: asked("now?", large("new.png")),
        history: [{ ...before, question: { ...before.question, attachments: [large("old.png")] } }],
      });
      assert.ok(!("images" in (request.messages[0] ?? {})));
      assert.ok("images" in (request.messages[2] ?? {}));
      assert.deepEqual(omissions, ["Left out, because the images are too large together: old.png."]);
    });
  });

  it("says what was left out when something was attached", () => {
    const folder = {
      ...selection("a.ts", { kind: "folder", label: "src/" }),
      leftOut: "src/: 1 of 9 files were added.",
    } as const;
    const { omissions } = prepare({
      turn: { ...turn("now?"), question: { ...question("now?"), attachments: [folder] } },
    });
    assert.deepEqual(omissions, ["src/: 1 of 9 files were added."]);
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
    assert.ok(texts(prepared).join("").length <= usualBudget);
    assert.match(prepared.omissions.join(), /was shortened/);
  });

  it("shortens a question that alone is too long", () => {
    const prepared = prepare({ turn: turn("x".repeat(16_000_000)) });
    assert.equal(texts(prepared).join("").length, usualBudget - prepared.request.instructions.length);
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
    assert.equal(texts(prepared)[1]?.length, (usualBudget - prepared.request.instructions.length) / 2);
  });
});

/** Every line has two characters. */
const asking = (lines: number, task: "ask" | "refactor" = "ask"): Turn => ({
  ...turn("?"),
  question: question("?", { task, attachments: [selection("x\n".repeat(lines))] }),
});

/** How many of the attached lines are in the request to a model that can read 4,000 tokens, or about 9,000 characters. */
function linesSent(lines: number, instructions = ""): number {
  const prepared = prepare({ turn: asking(lines), contextTokens: 4_000, settings: { ...testSettings, instructions } });
  return texts(prepared).at(-1)?.match(/^x$/gm)?.length ?? 0;
}

describe("a request to a model whose context is known", () => {
  it("holds everything that the model can read", () => {
    assert.equal(linesSent(4_000), 4_000);
  });

  it("holds no more than that, and less where the person's own instructions take room", () => {
    const without = linesSent(10_000);
    assert.ok(without > 4_000 && without < 4_500, `${without} lines`);
    assert.equal(linesSent(10_000, "i".repeat(2_000)), without - 1_001);
  });

  it("is shortened at the end of what is attached, where it is said, and nowhere else", () => {
    const { request, omissions } = prepare({ turn: asking(10_000), contextTokens: 4_000 });
    assert.doesNotMatch(request.messages.at(-1)?.text ?? "", /left out/);
    assert.equal(omissions.length, 1);
    assert.match(omissions[0] ?? "", /lines \d+ to 10002 were left out/);
  });

  it("is not made for code that is to be replaced and that the model cannot read whole", () => {
    const make = (lines: number, contextTokens?: number): PreparedRequest =>
      prepare({ turn: asking(lines, "refactor"), ...(contextTokens === undefined ? {} : { contextTokens }) });
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

describe("a request to go on with code", () => {
  it("has what stands before and after the cursor, for an API that takes these", () => {
    const surroundings = { before: "function add(", after: ") {}" };
    const cursor = { ...selection(""), kind: "cursor", surroundings } as const;
    const asked = { ...turn("Continue"), question: question("Continue", { task: "complete", attachments: [cursor] }) };
    assert.deepEqual(prepare({ turn: asked }).request.infill, { prefix: "function add(", suffix: ") {}" });
    assert.equal(prepare({}).request.infill, undefined);
  });
});
