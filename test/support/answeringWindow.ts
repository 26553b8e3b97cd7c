import { setTimeout as wait } from "node:timers/promises";
import { ConversationSaver } from "../../src/core/persistence/conversationSaver.ts";
import { FolderConversationStore } from "../../src/core/persistence/folderConversationStore.ts";
import { applyChatEvent } from "../../src/shared/chat/events.ts";
import type { Clock } from "../../src/core/ports/clock.ts";
import { DiskFolder } from "../../src/node/diskFolder.ts";
import { processes } from "../../src/node/processes.ts";
import type { Conversation } from "../../src/shared/chat/state.ts";

/**
 * A process that asks one question after the other in one conversation of a folder, and saves the answers while they
 * come, until it is killed. Tells its parent what is on disk: `asked` and `ended` with the turn, `kept` with the text.
 */
const [path = "", window = ""] = process.argv.slice(2);

/** A thousand times as fast, so that two seconds pass often before the end. */
const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms / 1_000, undefined, { signal });
  },
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const store = new FolderConversationStore({
  folder: new DiskFolder(path),
  answers: new DiskFolder(`${path}/running`),
  windows: processes,
  clock,
  log: silent,
  tell: (notice) => process.send?.({ notice }),
});
const keep = store.keepAnswer.bind(store);
store.keepAnswer = async (id, turn) => {
  const stops = await keep(id, turn);
  process.send?.({ kept: turn.id, text: turn.answer.text });
  return stops;
};

let conversation: Conversation = (await store.load("c")) ?? { id: "c", title: "", createdAt: 0, turns: [] };
const saver = new ConversationSaver(store, clock, {
  current: () => conversation,
  turn: (id) => conversation.turns.find((turn) => turn.id === id),
  adopt: () => undefined,
  stop: () => undefined,
  onSaved: (error) => error !== undefined && process.send?.({ error: "a save failed" }),
});
for (let count = 1; ; count++) {
  const turnId = `${window}-${count}`;
  const question = { text: `Question ${turnId}`, task: "ask", attachments: [] } as const;
  conversation = applyChatEvent(conversation, { type: "turn-started", turnId, question, at: Date.now() });
  await saver.begin(turnId);
  process.send?.({ asked: turnId });
  for (let piece = 0; piece < 20; piece++) {
    conversation = applyChatEvent(conversation, { type: "answer-delta", turnId, text: `${turnId} says ${piece}. ` });
    await wait(1);
  }
  conversation = applyChatEvent(conversation, { type: "answer-end", turnId, state: { type: "complete" } });
  saver.end(turnId);
  await saver.save();
  process.send?.({ ended: turnId });
}
