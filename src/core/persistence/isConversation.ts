import { imageTypes, type Attachment, type Conversation } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

type Check = (value: unknown) => boolean;

/** Whether a value from a file has the shape that the rest of the house relies on. */
export function isConversation(value: unknown): value is Conversation {
  return (
    has(value, { id: isText, title: isText, createdAt: isNumber, turns: listOf(isTurn) }) &&
    hasAtMost(value, {
      branches: listOf((branch) => has(branch, { after: isText, turns: listOf(isTurn) })),
      pinned: (pinned) => pinned === true,
      workspace: (workspace) => has(workspace, { uri: isText, name: isText }),
      options: isRecord,
    })
  );
}

/** Whether a value from a file is what can go along with a question. */
export function isAttachment(value: unknown): value is Attachment {
  return (
    has(value, {
      id: isText,
      kind: isText,
      label: isText,
      path: isText,
      uri: isText,
      languageId: isText,
      text: isText,
    }) &&
    hasAtMost(value, {
      range: (range) => has(range, { start: isPosition, end: isPosition }),
      leftOut: isText,
      image: (image) => has(image, { mediaType: (type) => imageTypes.some((one) => one === type), base64: isText }),
      surroundings: (around) => has(around, { before: isText, after: isText }),
    })
  );
}

const isId: Check = (value) => typeof value === "string" && value !== "";
const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number";

const isTurn: Check = (value) =>
  has(value, { id: isId, question: isQuestion, answer: isAnswer }) &&
  // Files of older versions have neither.
  hasAtMost(value, { askedAt: isNumber, files: listOf(isProposedFile) });

const isQuestion: Check = (value) =>
  has(value, { text: isText, task: isText, attachments: listOf(isAttachment) }) &&
  hasAtMost(value, { instruction: isText, diagnostics: listOf(isText) });

const isPosition: Check = (value) => has(value, { line: isNumber, character: isNumber });

const isAnswer: Check = (value) =>
  has(value, { text: isText, state: isState }) &&
  hasAtMost(value, {
    model: isText,
    reasoning: isText,
    note: isText,
    durationMs: isNumber,
    omissions: listOf(isText),
    usage: isRecord,
    carried: (carried) => has(carried, { endpoint: isText, model: isText, items: listOf(isText) }),
  });

const isState: Check = (value) =>
  has(value, { type: isStateType }) &&
  (value["type"] !== "failed" || has(value["failure"], { code: isText })) &&
  hasAtMost(value, { note: isRecord });

const stateTypes: ReadonlySet<unknown> = new Set([
  "waiting",
  "streaming",
  "complete",
  "stopped",
  "length",
  "filtered",
  "interrupted",
  "failed",
]);
const isStateType: Check = (value) => stateTypes.has(value);

const isProposedFile: Check = (value) =>
  has(value, {
    id: isText,
    proposalId: isText,
    uri: isText,
    path: isText,
    kind: isText,
    added: isNumber,
    removed: isNumber,
    open: isNumber,
    accepted: isNumber,
    rejected: isNumber,
  });

function has(value: unknown, members: Readonly<Record<string, Check>>): value is Record<string, unknown> {
  return isRecord(value) && Object.entries(members).every(([name, check]) => check(value[name]));
}

function hasAtMost(value: unknown, members: Readonly<Record<string, Check>>): boolean {
  return (
    isRecord(value) && Object.entries(members).every(([name, check]) => value[name] === undefined || check(value[name]))
  );
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}
