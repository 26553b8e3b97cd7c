import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import type { ModelMessage } from "../../../../src/core/ports/model.ts";
import { repairTranscript, type Repaired, type RepairOptions } from "../../../../src/core/prompts/repairTranscript.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { anyText } from "../../../support/anyText.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

function repair(messages: readonly ModelMessage[], changes: Partial<RepairOptions> = {}): Repaired {
  return repairTranscript(messages, { limit: () => 1_000, t: untranslated, ...changes });
}

const user = (text: string): ModelMessage => ({ role: "user", text });
const calling = (...ids: readonly string[]): ModelMessage => ({
  role: "assistant",
  text: "",
  toolCalls: ids.map((id) => ({ id, name: "read", input: {} })),
});
const tool = (callId: string, text = "done"): ModelMessage => ({ role: "tool", callId, text });

describe("a repaired transcript", () => {
  it("is the same when nothing is wrong", () => {
    const messages = [
      user("1"),
      { role: "assistant", text: "2", reasoning: ["aaa"] },
      user("3"),
      calling("a", "b"),
      tool("a"),
      tool("b"),
      { role: "assistant", text: "4" },
      user("5"),
    ] as const satisfies readonly ModelMessage[];
    assert.deepEqual(repair(messages), { messages, omissions: [] });
  });

  it("has a cancelled answer for a call that got none", () => {
    assert.deepEqual(repair([calling("a", "b"), tool("b"), user("?")]).messages, [
      calling("a", "b"),
      tool("a", "[cancelled]"),
      tool("b"),
      user("?"),
    ]);
  });

  it("has a tool's answer right after its call, however late it came", () => {
    assert.deepEqual(repair([calling("a"), user("Wait."), tool("a")]).messages, [
      calling("a"),
      tool("a"),
      user("Wait."),
    ]);
  });

  it("has no answer without a call, none before its call, and none twice", () => {
    assert.deepEqual(repair([tool("a", "early"), calling("a"), tool("a"), tool("a"), tool("b"), user("?")]).messages, [
      calling("a"),
      tool("a"),
      user("?"),
    ]);
  });

  it("tells two calls apart that a server gave the same id", () => {
    assert.deepEqual(repair([calling("0"), tool("0", "one"), calling("0"), tool("0", "two")]).messages, [
      calling("0"),
      tool("0", "one"),
      calling("0"),
      tool("0", "two"),
    ]);
    assert.deepEqual(repair([calling("0"), calling("0"), tool("0", "two")]).messages, [
      calling("0"),
      tool("0", "[cancelled]"),
      calling("0"),
      tool("0", "two"),
    ]);
    assert.deepEqual(repair([calling("0", "0"), tool("0")]).messages, [calling("0"), tool("0")]);
  });

  it("has no empty message, and questions may follow each other", () => {
    assert.deepEqual(repair([user("1"), { role: "assistant", text: " \n" }, user(""), user("2")]).messages, [
      user("1"),
      user("2"),
    ]);
  });

  it("keeps what is asked last, even when it is empty", () => {
    assert.deepEqual(repair([user("")]).messages, [user("")]);
  });

  it("keeps images, with words or without", () => {
    const image = { mediaType: "image/png", base64: "AAAA" };
    const messages: readonly ModelMessage[] = [{ role: "user", text: "", images: [image] }, user("What is this?")];
    assert.deepEqual(repair(messages).messages, messages);
  });

  it("has the beginning and the end of a line of 16 million characters, and says so", () => {
    const { messages, omissions } = repair([user(`begin${"x".repeat(16_000_000)}end`), user("?")]);
    const text = messages[0]?.text ?? "";
    assert.equal(text.length, 1_000);
    assert.match(text, /^beginx+\n\[… \d+ characters or more left out …\]\nx+end$/);
    assert.deepEqual(omissions, [
      "A message of this chat was shortened: its middle was left out, to 1000 of 16000008 characters.",
    ]);
  });

  it("has no half characters, which servers cannot read", () => {
    assert.deepEqual(repair([user("a\uD83Db 🦀 \uDC00")]).messages, [user("a\uFFFDb 🦀 \uFFFD")]);
  });

  it("is valid whatever went in, and stays as it is when it is repaired again", () => {
    const text = fc.oneof(fc.constantFrom("", " ", "\n"), anyText(30));
    const id = fc.constantFrom("a", "b", "c");
    const call = fc.record({ id, name: fc.constant("read"), input: fc.constant({}) });
    const image = fc.constant({ mediaType: "image/png", base64: "AAAA" });
    const message: fc.Arbitrary<ModelMessage> = fc.oneof(
      fc.record({ role: fc.constant("user"), text, images: fc.array(image, { maxLength: 2 }) }),
      fc.record({
        role: fc.constant("assistant"),
        text,
        toolCalls: fc.array(call, { maxLength: 3 }),
        reasoning: fc.array(fc.constant("aaa"), { maxLength: 1 }),
      }),
      fc.record({ role: fc.constant("tool"), callId: id, text }),
    );
    const LIMIT = 20;
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), text, (before, last) => {
        const options = { limit: () => LIMIT, t: untranslated };
        const input = [...before, user(last)];
        const { messages } = repairTranscript(input, options);
        assertValid(messages);
        assert.ok(messages.every((repaired) => repaired.role === "user" || repaired.text.length <= LIMIT));
        assert.deepEqual(repairTranscript(messages, { ...options, limit: () => 1_000 }).messages, messages);
        assert.equal(messages.at(-1)?.role, "user");
        const words = (all: readonly ModelMessage[]): number =>
          all.filter((one) => one.role === "user" && one.text.trim() !== "").length;
        assert.ok(words(messages) >= words(input), "a question was lost");
      }),
      { ...propertyRuns(300), verbose: 1 },
    );
  });
});

/** The rules of the APIs, checked from the first message to the last. */
function assertValid(messages: readonly ModelMessage[]): void {
  let open: string[] = [];
  messages.forEach((message, index) => {
    if (message.role === "tool") {
      assert.equal(open.shift(), message.callId, "an answer has its call before it");
      return;
    }
    assert.deepEqual(open, [], "every call has its answer before anything else is said");
    if (message.role === "user") {
      assert.ok(message.text.trim() !== "" || message.images || index === messages.length - 1, "no empty question");
      return;
    }
    open = (message.toolCalls ?? []).map(({ id }) => id);
    assert.equal(new Set(open).size, open.length, "no id twice");
    assert.ok(message.text.trim() !== "" || open.length > 0, "no empty answer");
  });
  assert.deepEqual(open, []);
}
