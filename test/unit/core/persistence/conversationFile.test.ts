import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { formatConversation, parseConversation } from "../../../../src/core/persistence/conversationFile.ts";
import { summaryOf } from "../../../../src/core/persistence/conversationSummary.ts";
import { conversationMarkdown } from "../../../../src/core/persistence/markdown/conversationMarkdown.ts";
import { mergeConversations } from "../../../../src/core/persistence/merge/mergeConversations.ts";
import { findWords } from "../../../../src/core/persistence/searchWords.ts";
import { allTurns } from "../../../../src/shared/chat/branches.ts";
import { changedFiles } from "../../../../src/shared/chat/changedFiles.ts";
import type { AnswerState, Conversation } from "../../../../src/shared/chat/state.ts";
import { selection } from "../../../support/attachments.ts";
import { accepted, proposedFile } from "../../../support/proposedFiles.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";
import { question } from "../../../support/chatWorld.ts";

function conversation(state: AnswerState): Conversation {
  return {
    id: "c",
    title: "t",
    createdAt: 1,
    turns: [{ id: "1", question: question("?"), answer: { text: "so far", state } }],
  };
}

describe("a conversation's file", () => {
  const complete = conversation({ type: "complete" });

  it("gives back what was written", () => {
    assert.deepEqual(parseConversation(formatConversation(complete)), {
      type: "conversation",
      conversation: complete,
      schema: 2,
    });
  });

  it("gives back the files of a turn", () => {
    const turns = complete.turns.map((turn) => ({ ...turn, files: [proposedFile("cart.ts", accepted)] }));
    const text = formatConversation({ ...complete, turns });
    assert.deepEqual(read(text), { ...complete, turns });
    assert.equal(parseConversation(text.replace('"added": 3', '"added": "3"')).type, "broken");
  });

  it("names the version of its shape", () => {
    assert.equal(JSON.parse(formatConversation(complete)).schema, 2);
  });

  for (const state of [{ type: "streaming" }, { type: "waiting" }] as const) {
    it(`of version 1 has an answer that was ${state.type} as interrupted`, () => {
      const text = JSON.stringify({ schema: 1, conversation: conversation(state) });
      assert.deepEqual(read(text)?.turns[0]?.answer, { text: "so far", state: { type: "interrupted" } });
    });
  }

  it("of a newer version is told apart, and read as far as it has the shape that is known", () => {
    assert.deepEqual(parseConversation(JSON.stringify({ schema: 3, conversation: complete })), {
      type: "newer",
      conversation: complete,
    });
    assert.deepEqual(parseConversation('{"schema":3}'), { type: "newer" });
  });

  const withTurn = (turn: unknown): string =>
    JSON.stringify({ schema: 2, conversation: { ...complete, turns: [turn] } });
  const [turn] = complete.turns;

  for (const [what, text] of [
    ["is empty", ""],
    ["is cut off", formatConversation(complete).slice(0, -20)],
    ["is full of zeros", "\0\0\0\0"],
    ["has no version", JSON.stringify({ conversation: complete })],
    ["has another shape", JSON.stringify({ schema: 2, conversation: { id: 1 } })],
    ["has a turn of another shape", withTurn({})],
    ["has a state that there is not", withTurn({ ...turn, answer: { text: "", state: { type: "dreaming" } } })],
    ["has an attachment without a text", withTurn({ ...turn, question: { ...turn?.question, attachments: [{}] } })],
    ["has branches that are none", JSON.stringify({ schema: 2, conversation: { ...complete, branches: [{}] } })],
  ] as const) {
    it(`is not read when it ${what}`, () => {
      assert.deepEqual(parseConversation(text), { type: "broken" });
    });
  }
});

describe("a conversation's file in which anything was changed", () => {
  const whole: Conversation = {
    ...conversation({ type: "complete" }),
    branches: [
      { after: "", turns: [{ id: "9", question: question("B"), answer: { text: "b", state: { type: "stopped" } } }] },
    ],
    workspace: { uri: "file:///w", name: "w" },
    options: { model: "m" },
    turns: [
      {
        id: "1",
        askedAt: 3,
        question: question("?", {
          attachments: [
            selection("a", { surroundings: { before: "x", after: "y" }, leftOut: "much" }),
            selection("", { kind: "image", image: { mediaType: "image/png", base64: "iVBO" } }),
          ],
          diagnostics: ["d"],
        }),
        answer: {
          text: "!",
          state: { type: "failed", failure: { code: "unexpected" } },
          usage: { input: 1 },
          carried: { endpoint: "e", model: "m", items: ["i"] },
          omissions: ["o"],
        },
        files: [proposedFile("cart.ts", accepted)],
      },
    ],
  };
  const places = pathsIn(JSON.parse(formatConversation(whole)));

  it("is read as a conversation that all can work with, or not at all", () => {
    const anything = fc.constantFrom<unknown>(undefined, null, 0, "", "x", true, [], {}, [null], { type: "x" });
    let whatIsRead = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), anything, (place, value) => {
        const file: unknown = JSON.parse(formatConversation(whole));
        replaceAt(file, place, value);
        const text = JSON.stringify(file);
        if (text === undefined) return;
        const found = read(text);
        if (!found) return;
        whatIsRead++;
        summaryOf(found, 1);
        conversationMarkdown(found);
        findWords(found, ["x"]);
        for (const turn of allTurns(found)) changedFiles(turn.files ?? []);
        const merged = mergeConversations(whole, whole, found);
        assert.deepEqual(read(formatConversation(merged))?.id, merged.id);
      }),
      propertyRuns(600),
    );
    assert.ok(whatIsRead > 0);
  });
});

/** Where every value of a piece of JSON is. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name]))];
}

function replaceAt(value: unknown, [name, ...rest]: readonly string[], by: unknown): void {
  if (name === undefined || typeof value !== "object" || value === null) return;
  if (rest.length > 0) return replaceAt(Object.entries(value).find(([key]) => key === name)?.[1], rest, by);
  Object.assign(value, { [name]: by });
}

function read(text: string): Conversation | undefined {
  const parsed = parseConversation(text);
  return parsed.type === "conversation" ? parsed.conversation : undefined;
}
