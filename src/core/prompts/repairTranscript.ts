import type { Translate } from "../../shared/l10n.ts";
import type { AssistantMessage, ModelMessage, ToolCall, ToolMessage, UserMessage } from "../ports/model.ts";
import { shortenText } from "../context/shortenText.ts";

export type RepairOptions = {
  /** How long the text of a message may be, in UTF-16 units, by its place. */
  readonly limit: (index: number) => number;
  readonly t: Translate;
};

export type Repaired = {
  readonly messages: readonly ModelMessage[];
  /** A sentence for each thing that was left out or shortened. */
  readonly omissions: readonly string[];
};

const CANCELLED = "[cancelled]";
/** Half of a character that lies outside the basic plane: no server can read it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Makes a conversation one that every API takes, whatever happened in it: each tool call is followed by exactly one
 * answer, no answer is without its call, nothing is empty, and nothing is so long that it alone is refused.
 */
export function repairTranscript(messages: readonly ModelMessage[], options: RepairOptions): Repaired {
  const omissions: string[] = [];
  const readable = messages.map((message, index) => {
    const limit = options.limit(index);
    if (message.text.length > limit) omissions.push(shortened(message.text.length, limit, options.t));
    return { ...message, text: shortenText(message.text, limit).replace(LONE_SURROGATE, "\uFFFD") };
  });
  return { messages: readable.flatMap((message, index) => repair(message, index, readable)), omissions };
}

function repair(message: ModelMessage, index: number, all: readonly ModelMessage[]): readonly ModelMessage[] {
  switch (message.role) {
    case "user":
      return repairUser(message, index === all.length - 1);
    case "assistant":
      return repairAssistant(message, answersAfter(index, all));
    case "tool":
      // It stands with the call that it answers.
      return [];
  }
}

/** The last one is what is asked, and stays however it is. */
function repairUser({ text, images = [] }: UserMessage, isLast: boolean): readonly UserMessage[] {
  if (images.length > 0) return [{ role: "user", text, images }];
  return text.trim() === "" && !isLast ? [] : [{ role: "user", text }];
}

function repairAssistant(message: AssistantMessage, answers: readonly ToolMessage[]): readonly ModelMessage[] {
  const { text, reasoning = [] } = message;
  const calls = withoutDoubles(message.toolCalls ?? []);
  if (text.trim() === "" && calls.length === 0) return [];
  return [
    {
      role: "assistant",
      text,
      ...(calls.length > 0 ? { toolCalls: calls } : {}),
      ...(reasoning.length > 0 ? { reasoning } : {}),
    },
    ...calls.map(
      ({ id }): ToolMessage =>
        answers.find(({ callId }) => callId === id) ?? { role: "tool", callId: id, text: CANCELLED },
    ),
  ];
}

/** What tools said before the model spoke again; some servers use the same ids for every answer. */
function answersAfter(index: number, all: readonly ModelMessage[]): readonly ToolMessage[] {
  const next = all.findIndex(({ role }, at) => at > index && role === "assistant");
  return all.slice(index + 1, next === -1 ? all.length : next).filter((message) => message.role === "tool");
}

function withoutDoubles(calls: readonly ToolCall[]): readonly ToolCall[] {
  return calls.filter(({ id }, index) => calls.findIndex((call) => call.id === id) === index);
}

function shortened(length: number, limit: number, t: Translate): string {
  return t("A message of this chat was shortened: its middle was left out, to {0} of {1} characters.", limit, length);
}
