import type { Attachment } from "../../src/shared/chat/state.ts";

/** A selection in a small TypeScript file; lines are counted from 0. */
export function selection(text: string, changes: Partial<Attachment> = {}): Attachment {
  const lines = text.split("\n");
  return {
    id: "a",
    kind: "selection",
    label: "sum.ts:3-5",
    path: "src/sum.ts",
    uri: "file:///project/src/sum.ts",
    languageId: "typescript",
    text,
    range: { start: { line: 2, character: 0 }, end: { line: 1 + lines.length, character: lines.at(-1)?.length ?? 0 } },
    ...changes,
  };
}
