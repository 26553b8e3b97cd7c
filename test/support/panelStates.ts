import type { Completion } from "../../src/shared/protocol/completions.ts";
import type { PanelState } from "../../src/shared/protocol/panel.ts";
import { attachment, conversation, richAnswer, turn } from "./panelTurns.ts";
import { accepted, proposedFile } from "./proposedFiles.ts";

const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** What the panel can show, by what there is to see. */
export const panelStates = {
  "nothing yet": { setup: { ready: false, endpoint: "api.openai.com", model: "" } },
  "a model that will be gone": {
    setup: {
      ready: true,
      endpoint: "api.openai.com",
      model: "a-model-with-a-very-long-name-2026-01-01",
      shutdown: { date: "2026-12-11", isPast: false },
    },
  },
  "a conversation": {
    attachments: [attachment("1", "parser.ts:10-24"), attachment("2", "aVeryLongNameThatDoesNotFitIntoTheList.ts:1-2")],
    conversation: conversation(
      turn("1", "Why?", { text: richAnswer, usage: { input: 1204, output: 356 } }, [attachment("3", "parser.ts")]),
      turn("2", "Long?", { state: { type: "length" }, usage: { input: 1204, output: 356, estimated: true } }),
      turn("3", "And then?", { text: "So far `a\u200Bb`\n\n```ts\nlet", state: { type: "stopped" } }),
    ),
  },
  "a full context": {
    attachments: [
      { ...attachment("1", "parser.ts:10-24"), since: "changed" },
      { ...attachment("2", "gone.ts"), since: "deleted" },
      { ...attachment("3", "src/", "folder"), text: "x".repeat(20_000), leftOut: "src/: 3 of 9 files were added." },
      { ...attachment("4", "shot.png", "image"), text: "", image: { mediaType: "image/png", base64: dot } },
      attachment("5", "Problems in parser.ts", "problems"),
      attachment("6", "Changes", "changes"),
    ],
    offer: { label: "aVeryLongNameThatDoesNotFitIntoTheList.ts:10-24", path: "src/parser.ts", tokens: 12_345 },
    conversation: conversation(turn("1", "Why?", { text: "Look at `src/a.ts:12`, not at `src/b.ts:1`." })),
  },
  "a running answer": {
    conversation: conversation(
      turn("1", "Why?", {
        reasoning: "**Reading** the loop",
        text: "Be\n\n```ts\nlet a",
        state: { type: "streaming", note: { type: "slow" } },
        omissions: ["a.ts did not fit."],
      }),
    ),
  },
  "other versions": {
    conversation: {
      ...conversation(
        { ...turn("1", "Why?", { text: "So.", durationMs: 83_000, usage: { input: 1204 } }), askedAt: 2 },
        { ...turn("2", "And then?", { text: "Then." }), askedAt: 1_700_000_000_000 },
      ),
      branches: [{ after: "", turns: [{ ...turn("0", "Why not?", {}), askedAt: 1 }] }],
    },
  },
  "answers elsewhere": {
    elsewhere: [
      { id: "2", title: "What is the difference between a mutex and a semaphore?" },
      { id: "3", title: "Why?" },
    ],
  },
  "a waiting answer": { conversation: conversation(turn("1", "Why?", { state: { type: "waiting" } })) },
  "changed files": {
    conversation: conversation({
      ...turn("1", "Fix it", { text: "Done.", note: "Proposed in src/cart.ts. Review it in the editor." }),
      files: [
        proposedFile("src/cart.ts"),
        proposedFile("src/aFolderWithALongName/aFileWithAnEvenLongerName.test.ts", { ...accepted, kind: "create" }),
        proposedFile("src/part.ts", { open: 1, accepted: 2, restore: "lost" }),
        proposedFile("src/back.ts", { ...accepted, takenBack: "whole", added: 1, removed: 0 }),
        proposedFile("README.md", { open: 0, rejected: 1 }),
      ],
    }),
  },
  "a failure": {
    conversation: conversation(
      turn("1", "Why?", {
        text: "Be",
        state: { type: "failed", failure: { code: "cut-off", requestId: "req_0123456789" } },
      }),
      turn("2", "Why?", {
        state: {
          type: "failed",
          failure: { code: "quota", origin: "https://api.openai.com", requestId: "req_0123456789" },
        },
      }),
    ),
  },
} satisfies Readonly<Record<string, Partial<PanelState>>>;

/** A chat that asks for another model and another effort than the settings say. */
export const ownSettings: Partial<PanelState> = {
  setup: {
    ready: true,
    endpoint: "api.openai.com",
    model: "a-model-with-a-very-long-name-2026-01-01",
    choices: {
      defaults: { model: "another-model-with-a-very-long-name" },
      efforts: ["low", "high"],
      contextTokens: 1_000,
    },
  },
  conversation: {
    ...conversation({
      ...turn("1", "A long question.\n".repeat(40), { text: "Yes.", reasoning: "Hm." }),
      files: [proposedFile("src/cart.ts"), proposedFile("README.md")],
    }),
    options: { model: "a-model-with-a-very-long-name-2026-01-01", reasoningEffort: "high" },
  },
};

/** What the composer offers after a slash. */
export const commands: readonly Completion[] = [
  { id: "1", kind: "command", label: "/explain", detail: "Explain the selection or the file", text: "/explain" },
  { id: "2", kind: "prompt", label: "/a-prompt-with-a-long-name", detail: "A prompt with a long name", text: "/a" },
];
