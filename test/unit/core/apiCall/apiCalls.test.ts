import assert from "node:assert/strict";
import { ApiCalls } from "../../../../src/core/apiCall/apiCalls.ts";
import { callOfTurn } from "../../../../src/core/apiCall/callOfTurn.ts";
import type { SentRequest } from "../../../../src/core/ports/sentRequest.ts";
import { chatWorld, MapApiCallStore, MemoryLog, question } from "../../../support/chatWorld.ts";
import { answer, failing } from "../../../support/fakeModel.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const key = { conversationId: "chat-1", turnId: "turn-1" };

function aSent(body: string): SentRequest {
  return { api: "chat", baseUrl: "http://localhost/v1", path: "/chat/completions", query: "", headers: [], body };
}

function world() {
  const store = new MapApiCallStore();
  const log = new MemoryLog();
  const parts = { store, clock: new ManualClock(), log };
  return { store, log, calls: new ApiCalls(parts), later: () => new ApiCalls(parts) };
}

describe("the requests of turns", () => {
  it("are the last that was answered", async () => {
    const { calls } = world();
    const watcher = await calls.watch(key, { continues: false });
    watcher.sent(aSent("refused"));
    watcher.sent(aSent("adapted"));
    watcher.answered();
    watcher.sent(aSent("failed"));
    const found = await calls.find(key);
    assert.deepEqual([found?.body, found?.answered], ["adapted", true]);
  });

  it("are the last that was sent where none was answered", async () => {
    const { calls } = world();
    const watcher = await calls.watch(key, { continues: false });
    watcher.sent(aSent("first"));
    watcher.sent(aSent("second"));
    const found = await calls.find(key);
    assert.deepEqual([found?.body, found?.answered], ["second", false]);
  });

  it("stay those of the answer that a failed request was to go on with, but not of one that starts over", async () => {
    const { calls } = world();
    const first = await calls.watch(key, { continues: false });
    first.sent(aSent("first"));
    first.answered();
    (await calls.watch(key, { continues: true })).sent(aSent("continued"));
    assert.equal((await calls.find(key))?.body, "first");
    (await calls.watch(key, { continues: false })).sent(aSent("again"));
    assert.equal((await calls.find(key))?.body, "again");
  });

  it("are known after a restart", async () => {
    const { calls, later } = world();
    (await calls.watch(key, { continues: false })).sent(aSent("kept"));
    await calls.keep(key);
    assert.equal((await later().find(key))?.body, "kept");
  });

  it("are not held in memory without limit", async () => {
    const { calls, store } = world();
    for (let turn = 0; turn < 4; turn++) {
      const each = { ...key, turnId: `turn-${turn}` };
      (await calls.watch(each, { continues: false })).sent(aSent("x".repeat(4_000_000)));
      await calls.keep(each);
    }
    store.calls.clear();
    const found = await Promise.all([0, 1, 2, 3].map((turn) => calls.find({ ...key, turnId: `turn-${turn}` })));
    assert.deepEqual(
      found.map((call) => call !== undefined),
      [false, false, true, true],
    );
  });

  it("do not fail a turn when they cannot be written", async () => {
    const { calls, store, log } = world();
    store.nextError = new Error("disk full");
    (await calls.watch(key, { continues: false })).sent(aSent("kept"));
    await calls.keep(key);
    assert.equal((await calls.find(key))?.body, "kept");
    assert.deepEqual(log.lines, ["The request of a turn could not be kept."]);
  });
});

describe("the request of a chat's turn", () => {
  it("is the one that was sent, whatever is asked afterwards", async () => {
    const { chat, callStore, ...parts } = callWorld([answer("one"), answer("two")]);
    const { turnId } = await chat.ask(question("first"));
    await chat.ask(question("second"));
    const call = await callOfTurn(chat.conversation, turnId, parts);
    assert.deepEqual(call?.origin, { type: "sent", at: parts.clock.now(), answered: true });
    assert.deepEqual(JSON.parse(call?.request.body ?? ""), {
      model: "gpt-test",
      messages: [{ role: "user", text: "first" }],
    });
    assert.equal(callStore.calls.size, 2);
  });

  it("is the failed one where nothing was answered", async () => {
    const { chat, ...parts } = callWorld([failing({ code: "quota", origin: "https://api.openai.com" })]);
    const { turnId } = await chat.ask(question("first"));
    const call = await callOfTurn(chat.conversation, turnId, parts);
    assert.equal(call?.origin.type === "sent" && call.origin.answered, false);
  });

  it("is made as it would be now where it is gone, with the turns before it and without its answer", async () => {
    const { chat, callStore, changeSettings, keys, ...parts } = callWorld([
      answer("one"),
      answer("two"),
      answer("three"),
    ]);
    await chat.ask(question("first"));
    const { turnId } = await chat.ask(question("second"));
    await chat.ask(question("third"));
    callStore.calls.clear();
    keys.keys.clear();
    changeSettings({ model: "gpt-other" });
    const calls = new ApiCalls({ store: callStore, clock: parts.clock, log: parts.log });
    const call = await callOfTurn(chat.conversation, turnId, { ...parts, calls });
    assert.equal(call?.origin.type, "now");
    assert.deepEqual(JSON.parse(call.request.body), {
      model: "gpt-other",
      messages: [
        { role: "user", text: "first" },
        { role: "assistant", text: "one" },
        { role: "user", text: "second" },
      ],
    });
  });

  it("is made with what the conversation asks for, where it is gone", async () => {
    const { chat, callStore, ...parts } = callWorld([answer("one")]);
    const { turnId } = await chat.ask(question("first"));
    callStore.calls.clear();
    const calls = new ApiCalls({ store: callStore, clock: parts.clock, log: parts.log });
    const conversation = { ...chat.conversation, options: { model: "gpt-own" } };
    const call = await callOfTurn(conversation, turnId, { ...parts, calls });
    assert.match(call?.request.body ?? "", /"gpt-own"/);
  });

  it("is none for a turn that is not shown", async () => {
    const { chat, ...parts } = callWorld([]);
    assert.equal(await callOfTurn(chat.conversation, "gone", parts), undefined);
  });
});

/** A chat with what showing its requests takes. */
function callWorld(answers: Parameters<typeof chatWorld>[0]) {
  const { parts, ...rest } = chatWorld(answers);
  return { ...rest, settings: parts.settings, t: parts.t };
}
