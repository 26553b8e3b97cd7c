import assert from "node:assert/strict";
import { applyChatEvent, type ChatEvent } from "../../../../src/shared/chat/events.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { toAnnouncement } from "../../../../src/webview/a11y/announcements.ts";

const empty: Conversation = { id: "c", title: "", createdAt: 0, turns: [] };
const question = { text: "Why?", task: "ask", attachments: [] } as const;

/** What is said after each event. */
function listen(...events: readonly ChatEvent[]): readonly (string | undefined)[] {
  let before = empty;
  return events.map((event) => {
    const after = applyChatEvent(before, event);
    const said = toAnnouncement(before, after, untranslated);
    before = after;
    return said;
  });
}

describe("announcements", () => {
  it("say the start and the end, never the text", () => {
    const said = listen(
      { type: "turn-started", turnId: "1", at: 0, question },
      { type: "request-prepared", turnId: "1", model: "m", omissions: [] },
      { type: "answer-delta", turnId: "1", text: "Because" },
      { type: "answer-delta", turnId: "1", text: " so" },
      { type: "answer-end", turnId: "1", state: { type: "complete" } },
    );
    assert.deepEqual(said, ["ChatGPT is answering.", undefined, undefined, undefined, "ChatGPT has answered."]);
  });

  it("say that it waits for another attempt, and how it was cut", () => {
    const said = listen(
      { type: "turn-started", turnId: "1", at: 0, question },
      {
        type: "answer-state",
        turnId: "1",
        state: {
          type: "waiting",
          note: { type: "retrying", attempt: 1, delayMs: 2_000, failure: { code: "rate-limited" } },
        },
      },
      { type: "answer-end", turnId: "1", state: { type: "length" } },
    );
    assert.deepEqual(said.slice(1), [
      "Too many requests for this key at the moment. Trying again in 2 s (attempt 1).",
      "Cut off at the length limit",
    ]);
  });

  it("say that nothing comes, and that an answer goes on", () => {
    const said = listen(
      { type: "turn-started", turnId: "1", at: 0, question },
      { type: "request-prepared", turnId: "1", model: "m", omissions: [] },
      { type: "answer-delta", turnId: "1", text: "Because" },
      { type: "answer-state", turnId: "1", state: { type: "streaming", note: { type: "slow" } } },
      { type: "answer-delta", turnId: "1", text: " so" },
      { type: "answer-end", turnId: "1", state: { type: "length" } },
      { type: "turn-continued", turnId: "1" },
    );
    assert.deepEqual(said.slice(3), [
      "Still waiting for m…",
      undefined,
      "Cut off at the length limit",
      "ChatGPT is answering.",
    ]);
  });

  it("leave failures to the alert and opened conversations to their reader", () => {
    const failed: ChatEvent = {
      type: "answer-end",
      turnId: "1",
      state: { type: "failed", failure: { code: "quota", origin: "https://api.openai.com" } },
    };
    assert.deepEqual(listen({ type: "turn-started", turnId: "1", at: 0, question }, failed).slice(1), [undefined]);
    assert.equal(toAnnouncement(undefined, empty, untranslated), undefined);
    assert.equal(toAnnouncement({ ...empty, id: "other" }, empty, untranslated), undefined);
  });
});
