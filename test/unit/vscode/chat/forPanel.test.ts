import assert from "node:assert/strict";
import { applyChatEvent, type ChatEvent } from "../../../../src/shared/chat/events.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { attachmentTokens } from "../../../../src/shared/chat/tokens.ts";
import { attachmentForPanel, conversationForPanel, eventForPanel } from "../../../../src/vscode/chat/forPanel.ts";

const attachment = {
  id: "a",
  kind: "selection",
  label: "a.ts:1",
  path: "a.ts",
  uri: "file:///a.ts",
  languageId: "typescript",
  text: "let a;",
  surroundings: { before: "before", after: "after" },
} as const;

const events: readonly ChatEvent[] = [
  { type: "turn-started", turnId: "1", at: 1, question: { text: "Why?", task: "ask", attachments: [attachment] } },
  { type: "answer-delta", turnId: "1", text: "Because." },
  {
    type: "answer-end",
    turnId: "1",
    state: { type: "complete" },
    carried: { endpoint: "https://a.example", model: "m", items: ["secret"] },
  },
  { type: "turn-started", turnId: "2", at: 2, question: { text: "How?", task: "ask", attachments: [] }, replaces: "1" },
];
const empty: Conversation = { id: "c", title: "", createdAt: 0, turns: [] };

describe("what the panel is told", () => {
  it("is the same by events as by a snapshot", () => {
    const all = events.reduce(applyChatEvent, empty);
    assert.deepEqual(events.map(eventForPanel).reduce(applyChatEvent, empty), conversationForPanel(all));
  });

  it("is the same when another window changed it", () => {
    const all = events.reduce(applyChatEvent, empty);
    const told = eventForPanel({ type: "conversation-replaced", conversation: all });
    assert.deepEqual(applyChatEvent(empty, told), conversationForPanel(all));
  });

  it("leaves out what only requests need", () => {
    const told = JSON.stringify(conversationForPanel(events.reduce(applyChatEvent, empty)));
    assert.doesNotMatch(told, /before|let a;|secret/);
    assert.match(told, /a\.ts:1/);
  });

  it("tells the size of what is attached, the lines around it included", () => {
    const { text, tokens } = attachmentForPanel(attachment);
    assert.deepEqual([text, tokens], ["", attachmentTokens(attachment)]);
    assert.ok(
      tokens !== undefined && tokens > attachmentTokens({ ...attachment, surroundings: { before: "", after: "" } }),
    );
  });
});
