import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { formatConversation } from "../../../../../src/core/persistence/conversationFile.ts";
import { importConversations } from "../../../../../src/core/persistence/import/importConversations.ts";
import { conversationMarkdown } from "../../../../../src/core/persistence/markdown/conversationMarkdown.ts";
import type { Attachment, Conversation, Turn } from "../../../../../src/shared/chat/state.ts";
import { anyText } from "../../../../support/anyText.ts";
import { question } from "../../../../support/chatWorld.ts";
import { accepted, proposedFile } from "../../../../support/proposedFiles.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";
import { conversation, turn } from "../../../../support/storeWorld.ts";

type Read = Omit<Conversation, "id">;

function importAll(text: string): readonly Read[] {
  let ids = 0;
  const imported = importConversations(text, { name: "notes", now: 5, createId: () => `new-${++ids}` });
  return imported.type === "conversations" ? imported.conversations : [];
}

function importOne(text: string): Read {
  const [one, ...others] = importAll(text);
  assert.ok(one);
  assert.deepEqual(others, []);
  return one;
}

/** Questions and answers, as they are said. */
const said = ({ turns }: Read): readonly (readonly [string, string])[] =>
  turns.map((one) => [one.question.text, one.answer.text]);

const selection: Attachment = {
  id: "1",
  kind: "selection",
  label: "cart.ts:3-4",
  path: "src/cart.ts",
  uri: "file:///home/somebody/src/cart.ts",
  languageId: "typescript",
  text: "const a = `x`;\n```\nconst b = 2;",
  range: { start: { line: 2, character: 0 }, end: { line: 3, character: 12 } },
  surroundings: { before: "// before", after: "// after\n" },
};

describe("a chat that was exported as Markdown", () => {
  it("reads as a person would write it", () => {
    const files = [proposedFile("cart.ts", accepted)];
    const turns: readonly Turn[] = [
      {
        id: "1",
        askedAt: 7,
        question: question("Why?"),
        answer: { text: "So.", model: "gpt-x", state: { type: "stopped" } },
        files,
      },
    ];
    assert.equal(
      conversationMarkdown(conversation("a", turns)),
      `# About a

## You

<!-- turn {"askedAt":7,"task":"ask"} -->

Why?

## ChatGPT (gpt-x)

So.

<!-- state {"type":"stopped"} -->

*Stopped*

<!-- changed-files -->

- \`cart.ts\`: change, +3 −1, accepted
`,
    );
  });

  it("does not say where the files were on this computer", () => {
    const turns = [{ ...turn("1"), question: question("?", { attachments: [selection] }) }];
    assert.doesNotMatch(conversationMarkdown(conversation("a", turns)), /somebody/);
  });

  it("comes back with its questions, attachments, answers and models", () => {
    const asked = question("Explain", { task: "explain", instruction: "Briefly --> please", attachments: [selection] });
    const turns: readonly Turn[] = [
      { id: "1", askedAt: 7, question: asked, answer: { text: "It adds.", model: "m (1)", state: { type: "length" } } },
      turn("9"),
    ];
    const { turns: read, title } = importOne(conversationMarkdown(conversation("a", turns)));
    assert.equal(title, "About a");
    assert.deepEqual(read[0]?.answer, turns[0]?.answer);
    assert.equal(read[0]?.askedAt, 7);
    const [attachment] = read[0]?.question.attachments ?? [];
    const surroundings = { before: "// before", after: "// after" };
    assert.deepEqual(attachment, { ...selection, id: "new-1", uri: "", surroundings });
    assert.equal(read[0]?.question.task, "explain");
    assert.equal(read[0]?.question.instruction, "Briefly --> please");
    assert.deepEqual(read[1]?.answer, { text: "Answer to 9.", state: { type: "complete" } });
  });

  it("comes back with every kind of attachment, but for the pictures themselves", () => {
    const kinds = ["terminal", "text", "folder", "problems", "changes"] as const;
    const { range: _, surroundings: __, ...plain } = selection;
    const attachments: readonly Attachment[] = [
      ...kinds.map((kind) => ({ ...plain, kind, text: "line" })),
      { ...plain, kind: "image", text: "", image: { mediaType: "image/png", base64: "iVBO" } },
    ];
    const text = conversationMarkdown(conversation("a", [{ ...turn("1"), question: question("?", { attachments }) }]));
    assert.doesNotMatch(text, /iVBO/);
    assert.deepEqual(
      importOne(text).turns[0]?.question.attachments.map((one) => [one.kind, one.text]),
      [...kinds.map((kind) => [kind, "line"]), ["image", ""]],
    );
  });

  it("comes back whatever its questions and answers say", () => {
    const marks = fc.constantFrom(
      "## You",
      "\\## You",
      "## ChatGPT",
      "## ChatGPT (m)",
      '<!-- turn {"task":"fix"} -->',
      "<!-- changed-files -->",
      "# T",
      "```",
    );
    const text = fc.array(fc.oneof(marks, anyText(20)), { maxLength: 6 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }), (talk) => {
        const turns = talk.map(([asked, told], index) => ({ ...turn(`${index}`, told), question: question(asked) }));
        const plain = (one: string): string => one.replaceAll(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
        assert.deepEqual(
          said(importOne(conversationMarkdown(conversation("a", turns)))),
          talk.map(([asked, told]) => [plain(asked), plain(told)]),
        );
      }),
      propertyRuns(200),
    );
  });
});

describe("a chat that was exported as JSON", () => {
  it("comes back whole, as a new conversation with its branches", () => {
    const whole: Conversation = { ...conversation("a"), branches: [{ after: "", turns: [turn("2")] }], pinned: true };
    const { id: _, pinned: __, ...rest } = whole;
    assert.deepEqual(importOne(formatConversation(whole)), rest);
  });

  it("is refused when a newer version wrote it, and when there is nothing in it", () => {
    const fresh = { name: "", now: 0, createId: () => "" };
    assert.deepEqual(importConversations('{"schema":99}', fresh), { type: "newer" });
    for (const text of ["{}", "[]", "", "  \n", '{"messages":[]}', formatConversation(conversation("a", []))]) {
      assert.deepEqual(importConversations(text, fresh), { type: "unknown" }, text);
    }
  });
});

describe("a chat of another program", () => {
  it("is read from a list of messages, as APIs take it", () => {
    const messages = [
      { role: "system", content: "Be brief." },
      { role: "user", content: "One?" },
      { role: "assistant", content: [{ type: "text", text: "1" }] },
      { role: "user", content: "Two?" },
      { role: "user", content: "Really?" },
      { role: "assistant", content: "2" },
      { role: "tool", content: "called" },
      { role: "assistant", content: "And 3." },
    ];
    const expected = [
      ["One?", "1"],
      ["Two?\n\nReally?", "2\n\nAnd 3."],
    ];
    assert.deepEqual(said(importOne(JSON.stringify(messages))), expected);
    const request = importOne(JSON.stringify({ model: "m", messages }));
    assert.deepEqual(said(request), expected);
    assert.equal(request.title, "One?");
    assert.deepEqual(request.turns[0]?.answer, { text: "1", model: "m", state: { type: "complete" } });
  });

  it("is read from a ChatGPT export, along the path that was shown last", () => {
    const node = (parent: string | null, role: string, text: string): object => ({
      parent,
      message: { author: { role }, create_time: 2, content: { parts: [text] }, metadata: { model_slug: "gpt-4" } },
    });
    const mapping = {
      root: { parent: null, message: null },
      a: node("root", "user", "Hello?"),
      b: node("a", "assistant", "Left."),
      c: node("a", "assistant", "Shown."),
    };
    const chats = importAll(
      JSON.stringify([
        { title: "Greeting", current_node: "c", mapping },
        { title: "Empty", mapping: {} },
      ]),
    );
    assert.equal(chats.length, 1);
    assert.equal(chats[0]?.title, "Greeting");
    assert.equal(chats[0]?.turns[0]?.askedAt, 2_000);
    assert.deepEqual(chats.map(said), [[["Hello?", "Shown."]]]);
  });

  for (const [what, text] of [
    ["headings", "# T\n\n## User\n\nOne?\n\n## Assistant\n\n1\n"],
    ["bold names", "# T\n\n**You:** One?\n\n**ChatGPT:** 1"],
    ["names with colons", "User: One?\n\nAssistant: 1"],
    ["what ChatGPT's page gives", "#### You said:\nOne?\n#### ChatGPT said:\n1"],
  ] as const) {
    it(`is read from Markdown with ${what}`, () => {
      assert.deepEqual(said(importOne(text)), [["One?", "1"]]);
    });
  }

  it("is not split where code or a sentence says such a name", () => {
    const answer = "You can do it:\n\n```yaml\nUser: root\n## User\n```\n\nUser accounts are listed.";
    assert.deepEqual(said(importOne(`## Human\n\nHow?\n\n## AI\n\n${answer}`)), [["How?", answer]]);
  });

  it("is one answer when nobody's name is in it", () => {
    const read = importOne("# Notes\n\nSome text.");
    assert.deepEqual(said(read), [["", "# Notes\n\nSome text."]]);
    assert.equal(read.title, "Notes");
  });
});
