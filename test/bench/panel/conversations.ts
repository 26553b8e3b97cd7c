import type { Conversation, Turn } from "../../../src/shared/chat/state.ts";

const messageLength = 2_000;

/** A conversation of `messages` messages of 2 KB: questions, and answers in Markdown with a little code. */
export function conversationOf(messages: number): Conversation {
  const turns = Array.from({ length: messages / 2 }, (_, index) => turnOf(index));
  return { id: `conversation-of-${messages}`, title: "Bench", createdAt: 0, turns };
}

/** The turn at `index`: a question of 2 KB, and an answer of 2 KB. */
export function turnOf(index: number): Turn {
  return {
    id: `turn-${index}`,
    askedAt: index,
    question: { text: fill(`Question ${index}. `, questionLine), task: "ask", attachments: [] },
    answer: { text: fill(`## Answer ${index}\n\n`, answerPart), state: { type: "complete" }, model: "bench" },
  };
}

function fill(beginning: string, part: (index: number) => string): string {
  let text = beginning;
  for (let index = 0; text.length < messageLength; index++) text += part(index);
  return text;
}

function questionLine(index: number): string {
  return `Why does the function number ${index} of this file give something else than its name promises? `;
}

function answerPart(index: number): string {
  return [
    `Some **bold** text ${index}, some \`code\`, and [a link](https://example.com/${index}) in a paragraph that is wrapped.`,
    "",
    "- a first point with *emphasis*",
    "- a second point",
    "",
    "```ts",
    `export function f${index}(value: number): number {`,
    `  // A comment about ${index}.`,
    "  return value > 0 ? value : -value;",
    "}",
    "```",
    "",
    "",
  ].join("\n");
}
