import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { versionsOf } from "../../../../src/shared/chat/branches.ts";
import { chatWorld, question } from "../../../support/chatWorld.ts";
import { answer, pausing } from "../../../support/fakeModel.ts";

const shown = ({ chat }: ReturnType<typeof chatWorld>): readonly (readonly [string, string])[] =>
  chat.conversation.turns.map((turn) => [turn.question.text, turn.answer.text] as const);

describe("a question that is asked differently", () => {
  it("takes the place of the old one, which is kept with what followed it and is not sent", async () => {
    const world = chatWorld([answer("one"), answer("two"), answer("three"), answer("two, again")]);
    const { chat, model, store } = world;
    await chat.ask(question("first"));
    const { turnId } = await chat.ask(question("second"));
    await chat.ask(question("third"));
    await chat.askInstead(turnId, question("second, differently"));
    assert.deepEqual(shown(world), [
      ["first", "one"],
      ["second, differently", "two, again"],
    ]);
    assert.deepEqual(
      model.requests.at(-1)?.messages.map(({ text }) => text),
      ["first", "one", "second, differently"],
    );
    assert.equal(store.saved.at(-1)?.branches?.length, 1);
    await chat.showVersion(turnId);
    assert.deepEqual(
      shown(world).map(([text]) => text),
      ["first", "second", "third"],
    );
    assert.equal(store.saved.at(-1)?.turns.length, 3);
  });

  it("stops the answer that is running in its place, which stays as far as it came", async () => {
    const world = chatWorld([pausing(["half"]), answer("whole")]);
    const { chat, model, events } = world;
    const first = chat.ask(question("?"));
    await model.paused();
    const [turn] = chat.conversation.turns;
    await chat.askInstead(turn?.id ?? "", question("?!"));
    const { answer: stopped } = await first;
    assert.deepEqual([stopped.text, stopped.state.type], ["half", "stopped"]);
    assert.deepEqual(
      events.filter(({ type }) => type === "turn-started" || type === "answer-end").map(({ type }) => type),
      ["turn-started", "answer-end", "turn-started", "answer-end"],
    );
    assert.deepEqual(shown(world), [["?!", "whole"]]);
  });

  it("is not asked where it is not shown", async () => {
    const { chat, model } = chatWorld([answer("one"), answer("two")]);
    const { turnId } = await chat.ask(question("?"));
    await chat.askInstead(turnId, question("?!"));
    assert.equal(await chat.askInstead(turnId, question("?!!")), undefined);
    assert.equal(model.requests.length, 2);
  });

  it("is answered by another model for this one turn, also when it is retried and gone on with", async () => {
    const { chat, model } = chatWorld([
      answer("one"),
      pausing(["two"]),
      pausing([" and"]),
      answer(" a half"),
      answer("three"),
    ]);
    const { turnId } = await chat.ask(question("?"));
    const asked = chat.askInstead(turnId, question("?"), { model: "gpt-other" });
    await model.paused();
    chat.stop();
    const other = (await asked)?.turnId ?? "";
    const retried = chat.retry(other);
    await model.requested(3);
    await model.paused();
    chat.stop();
    await retried;
    await chat.continue(other);
    await chat.ask(question("And?"));
    assert.deepEqual(
      model.requests.map((request) => request.model),
      ["gpt-test", "gpt-other", "gpt-other", "gpt-other", "gpt-test"],
    );
  });

  it("is answered to its end while another version is looked at, with what it follows", async () => {
    const { chat, model } = chatWorld([answer("one"), answer("two"), answer("late")]);
    await chat.ask(question("first"));
    const { turnId } = await chat.ask(question("second"));
    const asked = chat.askInstead(turnId, question("second, differently"));
    const seen = await new Promise<string>((resolve) =>
      chat.onEvent((event) => event.type === "turn-started" && resolve(event.turnId)),
    );
    await chat.showVersion(turnId);
    assert.equal((await asked)?.answer.text, "late");
    assert.deepEqual(
      model.requests.at(-1)?.messages.map(({ text }) => text),
      ["first", "one", "second, differently"],
    );
    assert.deepEqual(versionsOf(chat.conversation, turnId).turnIds, [turnId, seen]);
  });
});

describe("a turn that is deleted", () => {
  it("is gone from what is shown, sent and saved, and comes back by undo", async () => {
    const world = chatWorld([answer("one"), answer("two"), answer("three"), answer("four")]);
    const { chat, model, store } = world;
    await chat.ask(question("first"));
    const { turnId } = await chat.ask(question("second"));
    await chat.ask(question("third"));
    const undo = await chat.delete(turnId);
    assert.equal(store.saved.at(-1)?.turns.length, 2);
    await chat.ask(question("fourth"));
    assert.deepEqual(
      model.requests.at(-1)?.messages.map(({ text }) => text),
      ["first", "one", "third", "three", "fourth"],
    );
    await undo?.();
    await undo?.();
    assert.deepEqual(
      shown(world).map(([text]) => text),
      ["first", "second", "third", "fourth"],
    );
    assert.equal(store.saved.at(-1)?.turns.length, 4);
  });

  it("is stopped first, and comes back as far as its answer came", async () => {
    const world = chatWorld([pausing(["half"])]);
    const { chat, model } = world;
    const asked = chat.ask(question("?"));
    await model.paused();
    const undo = await chat.delete(chat.conversation.turns[0]?.id ?? "");
    assert.equal((await asked).answer.state.type, "stopped");
    assert.deepEqual(shown(world), []);
    assert.equal(model.openStreams, 0);
    await undo?.();
    assert.deepEqual(shown(world), [["?", "half"]]);
    assert.equal(await chat.delete("unknown"), undefined);
  });
});

describe("the time that an answer took", () => {
  it("is counted from the question to the end, and goes on with a continuation", async () => {
    const { chat, model, clock } = chatWorld([pausing(["half"]), pausing([" done"], answer("."))]);
    const asked = chat.ask(question("?"));
    await model.paused();
    clock.advance(1_500);
    chat.stop();
    const { turnId, answer: stopped } = await asked;
    assert.equal(stopped.durationMs, 1_500);
    clock.advance(60_000);
    const continued = chat.continue(turnId);
    await model.paused();
    clock.advance(2_000);
    model.resume();
    assert.equal((await continued)?.answer.durationMs, 3_500);
  });

  it("starts over with a retry, and is there for a failure too", async () => {
    const world = chatWorld([answer("never")]);
    world.keys.keys.clear();
    const { turnId, answer: failed } = await world.chat.ask(question("?"));
    assert.equal(failed.state.type, "failed");
    assert.equal(failed.durationMs, 0);
    world.keys.keys.set("https://api.openai.com", "sk-test");
    assert.equal((await world.chat.retry(turnId))?.answer.durationMs, 0);
  });
});
