import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { applyChatEvent, type ChatEvent } from "../../../src/shared/chat/events.ts";
import { accepted, proposedFile } from "../../support/proposedFiles.ts";
import type { Conversation, Question } from "../../../src/shared/chat/state.ts";
import { question } from "../../support/chatWorld.ts";

const empty: Conversation = { id: "c", title: "", createdAt: 0, turns: [] };
const started: ChatEvent = { type: "turn-started", turnId: "1", at: 0, question: question("Hello?") };

function after(...events: readonly ChatEvent[]): Conversation {
  return events.reduce(applyChatEvent, empty);
}

describe("a conversation that another window changed", () => {
  it("is what that window made of it", () => {
    const changed: Conversation = { ...empty, title: "Changed" };
    assert.equal(after({ type: "conversation-replaced", conversation: changed }), changed);
  });
});

describe("a conversation's events", () => {
  it("give it the name of its first question, and what a command without words is about", () => {
    const label = "parser.ts:1-9";
    const attachments = [{ id: "a", kind: "file", label, path: "", uri: "", languageId: "", text: "" }] as const;
    const titleOf = (asked: Question): string => after({ ...started, question: asked }).title;
    assert.equal(titleOf({ text: "Why\nso?", task: "ask", attachments }), "Why so?");
    assert.equal(titleOf({ text: "Explain", task: "explain", attachments }), "Explain: parser.ts:1-9");
    assert.equal(titleOf({ text: "Explain: why", task: "explain", instruction: "why", attachments }), "Explain: why");
    const elsewhere = { instruction: "The tests go into another file.", task: "addTests" } as const;
    assert.equal(titleOf({ ...elsewhere, text: "Add tests", attachments }), "Add tests: parser.ts:1-9");
    assert.equal(titleOf({ text: "Explain", task: "explain", attachments: [] }), "Explain");
  });

  it("build an answer piece by piece", () => {
    const conversation = after(
      started,
      { type: "request-prepared", turnId: "1", model: "m", omissions: ["x was left out."] },
      { type: "answer-delta", turnId: "1", text: "He" },
      { type: "answer-delta", turnId: "1", text: "llo" },
      { type: "answer-end", turnId: "1", state: { type: "complete" } },
    );
    assert.deepEqual(conversation.turns[0]?.answer, {
      text: "Hello",
      state: { type: "complete" },
      model: "m",
      omissions: ["x was left out."],
    });
  });

  it("leave other turns as the very same objects", () => {
    const before = after(started, { ...started, turnId: "2" });
    const changed = applyChatEvent(before, { type: "answer-delta", turnId: "2", text: "x" });
    assert.equal(changed.turns[0], before.turns[0]);
  });

  it("start an answer over when it is asked again", () => {
    const conversation = after(
      started,
      { type: "answer-delta", turnId: "1", text: "half" },
      { type: "answer-end", turnId: "1", state: { type: "failed", failure: { code: "cut-off" } } },
      { type: "turn-restarted", turnId: "1" },
    );
    assert.deepEqual(conversation.turns[0]?.answer, { text: "", state: { type: "waiting" } });
  });

  it("go on with an answer that was cut off: its text, thoughts and usage grow", () => {
    const conversation = after(
      started,
      { type: "reasoning-delta", turnId: "1", text: "Hm" },
      { type: "reasoning-delta", turnId: "1", text: "." },
      { type: "answer-delta", turnId: "1", text: "On" },
      { type: "answer-end", turnId: "1", state: { type: "length" }, usage: { input: 1, output: 2 } },
      { type: "answer-note", turnId: "1", note: "Proposed in a.ts.", proposalId: "p" },
      { type: "turn-continued", turnId: "1" },
    );
    assert.deepEqual(conversation.turns[0]?.answer, {
      text: "On",
      state: { type: "waiting" },
      reasoning: "Hm.\n\n",
      usage: { input: 1, output: 2 },
    });
    const ended = [
      { type: "reasoning-delta", turnId: "1", text: "Oh." },
      { type: "answer-delta", turnId: "1", text: "e" },
      { type: "answer-end", turnId: "1", state: { type: "complete" }, usage: { input: 3, output: 4 } },
    ] satisfies readonly ChatEvent[];
    assert.deepEqual(ended.reduce<Conversation>(applyChatEvent, conversation).turns[0]?.answer, {
      text: "One",
      state: { type: "complete" },
      reasoning: "Hm.\n\nOh.",
      usage: { input: 4, output: 6 },
    });
  });

  it("let a word end the note that nothing comes", () => {
    const slow: ChatEvent = {
      type: "answer-state",
      turnId: "1",
      state: { type: "streaming", note: { type: "slow" } },
    };
    for (const word of ["answer-delta", "reasoning-delta"] as const) {
      const { turns } = after(started, slow, { type: word, turnId: "1", text: "x" });
      assert.deepEqual(turns[0]?.answer.state, { type: "streaming" });
    }
  });

  it("keep an answer waiting while only thoughts come", () => {
    const { turns } = after(started, { type: "reasoning-delta", turnId: "1", text: "Hm" });
    assert.deepEqual(turns[0]?.answer.state, { type: "waiting" });
  });

  it("list the files of a turn, each once, also after its answer started over", () => {
    const [cart, readme] = [proposedFile("cart.ts"), proposedFile("README.md")];
    const changed = { ...cart, ...accepted };
    const { turns } = after(
      started,
      { type: "file-changed", turnId: "1", file: cart },
      { type: "file-changed", turnId: "1", file: readme },
      { type: "turn-restarted", turnId: "1" },
      { type: "file-changed", turnId: "1", file: changed },
    );
    assert.deepEqual(turns[0]?.files, [changed, readme]);
  });

  it("change nothing when their turn is unknown", () => {
    const before = after(started);
    assert.equal(applyChatEvent(before, { type: "answer-delta", turnId: "other", text: "x" }), before);
  });

  it("shorten a long first question to a title of one line", () => {
    const { title } = after({ ...started, question: question(`Why\n${"very ".repeat(40)}long?`) });
    assert.ok(title.length <= 60 && title.startsWith("Why very") && title.endsWith("…"));
  });
});
