import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { continuationText } from "../../../../src/core/prompts/continuation.ts";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import { AskError } from "../../../../src/shared/failures.ts";
import { selection } from "../../../support/attachments.ts";
import { chatWorld, question, testSettings } from "../../../support/chatWorld.ts";
import { answer, failing, pausing, type Step } from "../../../support/fakeModel.ts";

describe("a chat", () => {
  it("answers a question with what the model says", async () => {
    const { chat } = chatWorld([answer(["Hel", "lo."], { input: 3, output: 2 })]);
    const { answer: given } = await chat.ask(question("Say hello"));
    assert.deepEqual(given, {
      text: "Hello.",
      state: { type: "complete" },
      model: "gpt-test",
      usage: { input: 3, output: 2 },
    });
  });

  it("names the conversation after its first question", async () => {
    const { chat } = chatWorld([answer("1"), answer("2")]);
    await chat.ask(question("What is\n a monad?"));
    await chat.ask(question("And a functor?"));
    assert.equal(chat.conversation.title, "What is a monad?");
  });

  it("sends the earlier questions and answers along, but no turn without an answer", async () => {
    const { chat, model } = chatWorld([
      answer("one"),
      failing({ code: "quota", origin: "https://api.openai.com" }),
      answer("three"),
    ]);
    await chat.ask(question("first"));
    await chat.ask(question("second"));
    await chat.ask(question("third"));
    assert.deepEqual(model.requests[2]?.messages, [
      { role: "user", text: "first" },
      { role: "assistant", text: "one" },
      { role: "user", text: "third" },
    ]);
  });

  it("has the question on disk before the request leaves", async () => {
    const { chat, model, store } = chatWorld([pausing([])]);
    const asked = chat.ask(question("Is it saved?"));
    await model.requested();
    assert.equal(store.saved.at(-1)?.turns[0]?.question.text, "Is it saved?");
    chat.stop();
    await asked;
  });

  it("saves a growing answer after two seconds", async () => {
    const { chat, model, store, clock } = chatWorld([pausing(["half an "], answer("answer"))]);
    const asked = chat.ask(question("?"));
    await model.paused();
    clock.advance(2_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(store.kept.at(-1)?.answer.text, "half an ");
    model.resume();
    await asked;
    assert.equal(store.saved.at(-1)?.turns[0]?.answer.text, "half an answer");
  });

  it("goes on when a save fails, and saves everything with the next one", async () => {
    const { chat, store, log } = chatWorld([answer("fine")]);
    store.nextError = new Error("disk full");
    await chat.ask(question("?"));
    assert.equal(store.saved.at(-1)?.turns[0]?.answer.text, "fine");
    assert.ok(log.lines.includes("The conversation could not be saved."));
  });

  it("keeps the partial answer when it is stopped, and closes the stream", async () => {
    const { chat, model } = chatWorld([pausing(["as far as this"])]);
    const asked = chat.ask(question("?"));
    await model.paused();
    chat.stop();
    const { answer: given } = await asked;
    assert.equal(given.text, "as far as this");
    assert.deepEqual(given.state, { type: "stopped" });
    assert.equal(model.openStreams, 0);
  });

  it("takes the caller's signal for a stop", async () => {
    const { chat, model } = chatWorld([pausing([])]);
    const controller = new AbortController();
    const asked = chat.ask(question("?"), controller.signal);
    await model.paused();
    controller.abort();
    assert.deepEqual((await asked).answer.state, { type: "stopped" });
  });

  it("fails the turn, not the caller, when the settings cannot be used", async () => {
    const world = chatWorld([]);
    const failure = { code: "bad-endpoint", reason: "It is not a web address." } as const;
    const { Chat } = await import("../../../../src/core/chat/chat.ts");
    const chat = new Chat(
      {
        ...world.parts,
        settings: () => {
          throw new AskError(failure);
        },
      },
      world.chat.conversation,
    );
    assert.deepEqual((await chat.ask(question("?"))).answer.state, { type: "failed", failure });
  });

  it("asks the same question again in place when a failed turn is retried", async () => {
    const { chat, model } = chatWorld([
      failing({ code: "quota", origin: "https://api.openai.com" }),
      answer("now it works"),
    ]);
    const { turnId } = await chat.ask(question("?"));
    await chat.retry(turnId);
    assert.equal(chat.conversation.turns.length, 1);
    assert.equal(chat.turn(turnId)?.answer.text, "now it works");
    assert.deepEqual(model.requests[0], model.requests[1]);
  });

  it("does not retry a turn that is being answered", async () => {
    const { chat, model } = chatWorld([pausing([])]);
    const asked = chat.ask(question("?"));
    await model.paused();
    assert.equal(await chat.retry("turn-1"), undefined);
    chat.stop();
    await asked;
  });

  it("is not poisoned by a failed turn", async () => {
    const { chat } = chatWorld([failing({ code: "cut-off" }, "half"), answer("whole")]);
    await chat.ask(question("first"));
    const { answer: given } = await chat.ask(question("second"));
    assert.deepEqual(given.state, { type: "complete" });
  });

  it("sends less once a refusal told how much the model can read, and says what it left out", async () => {
    const tooLong = { code: "context-too-long", limit: 2_000, requested: 9_000, detail: "" } as const;
    const { chat, model } = chatWorld([failing(tooLong), answer("Fits.")]);
    const long = selection(Array.from({ length: 900 }, (_, line) => `line ${line}`).join("\n"), { label: "long.ts" });
    const { turnId, answer: refused } = await chat.ask(question("Explain", { attachments: [long] }));
    assert.deepEqual(refused.state, { type: "failed", failure: tooLong });
    const retried = await chat.retry(turnId);
    assert.equal(retried?.answer.state.type, "complete");
    const [first, second] = model.requests.map(({ messages }) => messages.at(-1)?.text.length ?? 0);
    assert.ok(first && second && first > 8_000 && second < 5_000, `${first}, then ${second} characters`);
    assert.match(retried?.answer.omissions?.[0] ?? "", /^long\.ts: lines \d+ to \d+ were left out/);
  });

  it("asks for no change to code that the model cannot read whole", async () => {
    const { chat, model, connector } = chatWorld([answer("tests")]);
    await connector.learn(testSettings, "gpt-test", { code: "context-too-long", limit: 2_000, detail: "" });
    const long = { attachments: [selection("x\n".repeat(5_000))] };
    const { answer: refused } = await chat.ask(question("Refactor", { task: "refactor", ...long }));
    assert.deepEqual(refused.state, {
      type: "failed",
      failure: { code: "context-too-long", limit: 2_000, detail: "" },
    });
    assert.equal(model.requests.length, 0);
    const { answer: tests } = await chat.ask(question("Add tests", { task: "addTests", ...long }));
    assert.equal(tests.state.type, "complete");
  });

  describe("with an answer that was cut off", () => {
    const cut: readonly Step[] = [
      { type: "text-delta", text: "```ts\nconst value = comp" },
      { type: "end", reason: "length", usage: { input: 10, output: 5 } },
    ];

    it("has the model go on in the same answer, without a seam", async () => {
      const rest = answer(["```ts\nconst value", " = compute();\n", "```"], { input: 20, output: 6 });
      const { chat, model } = chatWorld([cut, rest]);
      const { turnId } = await chat.ask(question("Code?"));
      const continued = await chat.continue(turnId);
      assert.equal(chat.conversation.turns.length, 1);
      assert.deepEqual(continued?.answer, {
        text: "```ts\nconst value = compute();\n```",
        state: { type: "complete" },
        model: "gpt-test",
        usage: { input: 30, output: 11 },
      });
      assert.deepEqual(model.requests[1]?.messages, [
        { role: "user", text: "Code?" },
        { role: "assistant", text: "```ts\nconst value = comp" },
        { role: "user", text: continuationText },
      ]);
    });

    it("can go on several times, and keeps what there is when that fails", async () => {
      const { chat } = chatWorld([cut, failing({ code: "quota", origin: "https://api.openai.com" }), answer("ute();")]);
      const { turnId } = await chat.ask(question("Code?"));
      const failed = await chat.continue(turnId);
      assert.equal(failed?.answer.text, "```ts\nconst value = comp");
      assert.deepEqual(failed.answer.state, {
        type: "failed",
        failure: { code: "quota", origin: "https://api.openai.com" },
      });
      const continued = await chat.continue(turnId);
      assert.equal(continued?.answer.text, "```ts\nconst value = compute();");
    });

    it("tells the model only the whole answer afterwards", async () => {
      const { chat, model } = chatWorld([cut, answer("ute();"), answer("Bye.")]);
      const { turnId } = await chat.ask(question("Code?"));
      await chat.continue(turnId);
      await chat.ask(question("Thanks."));
      assert.deepEqual(model.requests[2]?.messages, [
        { role: "user", text: "Code?" },
        { role: "assistant", text: "```ts\nconst value = compute();" },
        { role: "user", text: "Thanks." },
      ]);
    });

    it("can be stopped while the model goes on", async () => {
      const { chat, model } = chatWorld([cut, pausing(["ute("])]);
      const { turnId } = await chat.ask(question("Code?"));
      const continuing = chat.continue(turnId);
      await model.paused();
      assert.equal(await chat.continue(turnId), undefined);
      chat.stop();
      const stopped = await continuing;
      assert.equal(stopped?.answer.text, "```ts\nconst value = compute(");
      assert.deepEqual(stopped.answer.state, { type: "stopped" });
    });

    it("goes on with nothing else", async () => {
      const { chat } = chatWorld([
        answer("whole"),
        failing({ code: "quota", origin: "https://api.openai.com" }),
        [{ type: "end", reason: "length" }],
      ]);
      for (const text of ["whole", "failed", "empty"]) {
        const { turnId } = await chat.ask(question(text));
        assert.equal(await chat.continue(turnId), undefined);
      }
      assert.equal(await chat.continue("unknown"), undefined);
    });
  });

  describe("with a model that reasons", () => {
    const reasoned: readonly Step[] = [
      { type: "reasoning-delta", text: "**Thinking**" },
      { type: "reasoning", encrypted: "aaa" },
      ...answer("Yes."),
    ];

    it("sends its encrypted reasoning back to it, and never the summary", async () => {
      const { chat, model } = chatWorld([reasoned, answer("2")]);
      const { answer: given } = await chat.ask(question("1"));
      assert.equal(given.reasoning, "**Thinking**");
      await chat.ask(question("2"));
      assert.deepEqual(model.requests[1]?.messages[1], { role: "assistant", text: "Yes.", reasoning: ["aaa"] });
    });

    for (const [what, change] of [
      ["another model", { model: "another" }],
      ["another endpoint", { endpoint: parseEndpoint("https://elsewhere.example/v1") }],
    ] as const) {
      it(`sends it to ${what} in no form`, async () => {
        const { chat, model, changeSettings } = chatWorld([reasoned, answer("2")]);
        await chat.ask(question("1"));
        changeSettings(change);
        await chat.ask(question("2"));
        assert.deepEqual(model.requests[1]?.messages[1], { role: "assistant", text: "Yes." });
      });
    }
  });

  it("uses changed settings from the next question on", async () => {
    const { chat, model, changeSettings } = chatWorld([answer("1"), answer("2")]);
    await chat.ask(question("?"));
    changeSettings({ model: "another" });
    await chat.ask(question("?"));
    assert.deepEqual(
      model.requests.map((request) => request.model),
      ["gpt-test", "another"],
    );
  });

  it("keeps the name that the person gives it", async () => {
    const { chat, store } = chatWorld([answer("1")]);
    await chat.rename("My chat");
    await chat.ask(question("Another name?"));
    assert.equal(store.saved.at(-1)?.title, "My chat");
  });

  it("writes nothing more once it is closed", async () => {
    const { chat, model, store } = chatWorld([pausing(["half"])]);
    void chat.ask(question("?"));
    await model.paused();
    await chat.close();
    const saves = store.saved.length;
    assert.deepEqual(store.saved.at(-1)?.turns[0]?.answer.state, { type: "stopped" });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(store.saved.length, saves);
  });

  it("asks for its own model and effort, and for what the settings say when they are taken back", async () => {
    const { chat, model, events } = chatWorld([answer("1"), answer("2")], { parameters: { temperature: 1 } });
    await chat.setOptions({ model: "own", reasoningEffort: "high" });
    await chat.ask(question("first"));
    await chat.setOptions({});
    await chat.ask(question("second"));
    assert.deepEqual(
      model.requests.map((request) => [request.model, request.parameters]),
      [
        ["own", { temperature: 1, reasoningEffort: "high" }],
        ["gpt-test", { temperature: 1 }],
      ],
    );
    assert.equal(events.filter(({ type }) => type === "options-changed").length, 2);
  });

  it("keeps its own model and effort", async () => {
    const { chat, store } = chatWorld([answer("1")]);
    await chat.ask(question("first"));
    await chat.setOptions({ model: "own" });
    assert.deepEqual(store.saved.at(-1)?.options, { model: "own" });
  });

  it("learns which efforts a model takes from its refusal", async () => {
    const detail = "Unsupported value: 'minimal' is not supported. Supported values are: 'low', 'high'.";
    const { chat, connector } = chatWorld([failing({ code: "refused-request", status: 400, detail })]);
    await chat.setOptions({ reasoningEffort: "minimal" });
    await chat.ask(question("first"));
    assert.deepEqual(connector.effortsOf(testSettings, "gpt-test"), ["low", "high"]);
  });
});
