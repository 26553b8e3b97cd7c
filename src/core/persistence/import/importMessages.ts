import { isRecord } from "../../../shared/protocol/validate.ts";
import { toTurns, type ImportedChat, type Message } from "./importedChat.ts";

/**
 * Chats from JSON of other programs: a list of messages with `role` and `content` as APIs take it, alone or in an
 * object's `messages`, the conversations of a ChatGPT export, or a list of either. Empty when it is none of these.
 */
export function importMessages(json: unknown): readonly ImportedChat[] {
  if (Array.isArray(json)) {
    const messages = toMessages(json);
    return messages.length > 0 ? [toChat("", messages)] : json.flatMap(importOne);
  }
  return importOne(json);
}

function importOne(json: unknown): readonly ImportedChat[] {
  if (!isRecord(json)) return [];
  const { title, name, model, mapping, messages } = json;
  const found = isRecord(mapping)
    ? fromMapping(mapping, json["current_node"])
    : toMessages(Array.isArray(messages) ? messages : []);
  if (found.length === 0) return [];
  const named = [title, name].find((one) => typeof one === "string");
  return [toChat(typeof named === "string" ? named : "", found, typeof model === "string" ? model : undefined)];
}

function toChat(title: string, messages: readonly Message[], model?: string): ImportedChat {
  const named = messages.map((message) =>
    message.from === "answer" && model !== undefined ? { model, ...message } : message,
  );
  return { title, turns: toTurns(named) };
}

function toMessages(list: readonly unknown[]): readonly Message[] {
  return list.flatMap((one) => toMessage(one) ?? []);
}

/** System messages and calls of tools are not shown in a chat, and are left out. */
function toMessage(value: unknown): Message | undefined {
  if (!isRecord(value)) return undefined;
  const author = isRecord(value["author"]) ? value["author"]["role"] : undefined;
  const from = senders.get(value["role"] ?? author ?? value["sender"] ?? value["from"]);
  const text = textOf(value["content"] ?? value["text"] ?? value["value"]).trim();
  if (!from || text === "") return undefined;
  const metadata = isRecord(value["metadata"]) ? value["metadata"] : {};
  const model = [value["model"], metadata["model_slug"]].find((one) => typeof one === "string");
  const at = value["create_time"];
  return {
    from,
    text,
    ...(typeof model === "string" && { model }),
    // Seconds, as OpenAI counts them.
    ...(typeof at === "number" && { at: Math.round(at * 1_000) }),
  };
}

const senders: ReadonlyMap<unknown, Message["from"]> = new Map([
  ["user", "question"],
  ["human", "question"],
  ["assistant", "answer"],
  ["model", "answer"],
  ["gpt", "answer"],
]);

/** A text, a list of parts, or an object that has either. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(textOf).filter(Boolean).join("\n\n");
  if (!isRecord(content)) return "";
  return textOf(content["text"] ?? content["parts"]);
}

/** The path through a ChatGPT conversation that ends with `current`, or with its last message. */
function fromMapping(mapping: Record<string, unknown>, current: unknown): readonly Message[] {
  const path: unknown[] = [];
  const seen = new Set<unknown>();
  let id = typeof current === "string" ? current : Object.keys(mapping).at(-1);
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const node: unknown = mapping[id];
    if (!isRecord(node)) break;
    path.unshift(node["message"]);
    id = typeof node["parent"] === "string" ? node["parent"] : undefined;
  }
  return toMessages(path);
}
