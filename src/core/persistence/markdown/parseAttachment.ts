import type { Attachment, AttachmentKind, TextPosition, TextRange } from "../../../shared/chat/state.ts";
import { isRecord } from "../../../shared/protocol/validate.ts";

type Block = { readonly before: string; readonly code: string };

/** An attachment from its comment and the text that follows; undefined when they are none. It has no id of its own yet. */
export function parseAttachment(facts: unknown, body: string): Attachment | undefined {
  if (!isRecord(facts)) return undefined;
  const { kind, label, path, languageId, range } = facts;
  if (!isKind(kind) || typeof path !== "string") return undefined;
  const blocks = toBlocks(body);
  const after = (words: string): string | undefined => blocks.find(({ before }) => before.endsWith(words))?.code;
  const [before, behind] =
    kind === "cursor"
      ? [after("The text before the cursor:"), after("The text after the cursor:")]
      : [after("The lines before it:"), after("The lines after it:")];
  return {
    id: "",
    kind,
    label: typeof label === "string" ? label : path,
    path,
    uri: "",
    languageId: typeof languageId === "string" ? languageId : "plaintext",
    text: kind === "cursor" ? "" : (blocks[0]?.code ?? ""),
    ...(isRange(range) && { range }),
    ...((before !== undefined || behind !== undefined) && {
      surroundings: { before: before ?? "", after: behind ?? "" },
    }),
  };
}

/** The fenced blocks of a text, each with the line before it. */
function toBlocks(body: string): readonly Block[] {
  const blocks: Block[] = [];
  let before = "";
  let open: { readonly fence: string; readonly lines: string[] } | undefined;
  for (const line of body.split("\n")) {
    if (open && line === open.fence) {
      blocks.push({ before, code: open.lines.join("\n") });
      open = undefined;
    } else if (open) open.lines.push(line);
    else {
      const fence = /^(`{3,})[^`]*$/.exec(line)?.[1];
      if (fence !== undefined) open = { fence, lines: [] };
      else if (line.trim() !== "") before = line;
    }
  }
  return blocks;
}

const kinds: Readonly<Record<AttachmentKind, true>> = {
  selection: true,
  symbol: true,
  file: true,
  cursor: true,
  terminal: true,
  text: true,
  folder: true,
  problems: true,
  changes: true,
  image: true,
};

function isKind(value: unknown): value is AttachmentKind {
  return typeof value === "string" && Object.hasOwn(kinds, value);
}

function isRange(value: unknown): value is TextRange {
  return isRecord(value) && isPosition(value["start"]) && isPosition(value["end"]);
}

function isPosition(value: unknown): value is TextPosition {
  return isRecord(value) && Number.isSafeInteger(value["line"]) && Number.isSafeInteger(value["character"]);
}
