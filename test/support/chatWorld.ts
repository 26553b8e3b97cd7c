import { Chat, type ChatParts } from "../../src/core/chat/chat.ts";
import { ApiCalls } from "../../src/core/apiCall/apiCalls.ts";
import { Connector } from "../../src/core/chat/connector.ts";
import { LearnedRefusals } from "../../src/core/chat/learnedRefusals.ts";
import { KnownModels } from "../../src/core/models/knownModels.ts";
import type { ApiCall, ApiCallStore, TurnKey } from "../../src/core/ports/apiCallStore.ts";
import type { ConversationStore, ConversationSummary } from "../../src/core/ports/conversationStore.ts";
import type { KeyStore } from "../../src/core/ports/keyStore.ts";
import type { Log } from "../../src/core/ports/log.ts";
import type { Memory } from "../../src/core/ports/memory.ts";
import { parseEndpoint } from "../../src/core/settings/endpoint.ts";
import type { Settings } from "../../src/core/settings/settings.ts";
import type { ChatEvent } from "../../src/shared/chat/events.ts";
import type { Conversation, Question, Turn } from "../../src/shared/chat/state.ts";
import { untranslated } from "../../src/shared/l10n.ts";
import { FakeModel, FakeModelConnector, type Step } from "./fakeModel.ts";
import { ManualClock } from "./manualClock.ts";

export class MapKeyStore implements KeyStore {
  readonly keys = new Map<string, string>();
  async get(origin: string): Promise<string | undefined> {
    return this.keys.get(origin);
  }
  async set(origin: string, key: string): Promise<void> {
    this.keys.set(origin, key);
  }
  async delete(origin: string): Promise<void> {
    this.keys.delete(origin);
  }
}

export class MapMemory implements Memory {
  readonly values = new Map<string, string>();
  get(key: string): string | undefined {
    return this.values.get(key);
  }
  async set(key: string, value: string | undefined): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
  }
}

/** Where nothing waits in any composer yet. */
export function unsentMemories(): { readonly texts: MapMemory; readonly contexts: MapMemory } {
  return { texts: new MapMemory(), contexts: new MapMemory() };
}

/** Remembers every state that was saved, in order. */
export class MemoryConversationStore implements ConversationStore {
  readonly saved: Conversation[] = [];
  /** The answers on their way, as they were kept. */
  readonly kept: Turn[] = [];
  /** Thrown by the next save. */
  nextError: Error | undefined;
  /** Thrown by the next load. */
  nextLoadError: Error | undefined;
  /** What another window has put there since. */
  change: Conversation | undefined;
  readonly readOnly = new Set<string>();

  async load(id: string): Promise<Conversation | undefined> {
    const error = this.nextLoadError;
    this.nextLoadError = undefined;
    if (error) throw error;
    return this.saved.findLast((conversation) => conversation.id === id);
  }

  async has(id: string): Promise<boolean> {
    return this.saved.some((conversation) => conversation.id === id);
  }

  isReadOnly(id: string): boolean {
    return this.readOnly.has(id);
  }

  async list(): Promise<readonly ConversationSummary[]> {
    const newest = new Map(this.saved.map((conversation, changedAt) => [conversation.id, { conversation, changedAt }]));
    return Array.from(newest.values(), ({ conversation: { id, title, turns }, changedAt }) => ({
      id,
      title,
      changedAt,
      turns: turns.length,
    })).toSorted((a, b) => b.changedAt - a.changedAt);
  }

  async search(): Promise<void> {
    throw new Error("Nothing is searched here.");
  }

  async delete(id: string): Promise<void> {
    this.saved.splice(0, this.saved.length, ...this.saved.filter((conversation) => conversation.id !== id));
  }

  async restore(): Promise<void> {
    throw new Error("Nothing is restored here.");
  }

  async forget(): Promise<void> {
    throw new Error("Nothing is forgotten here.");
  }

  async keepAnswer(_conversationId: string, turn: Turn): Promise<boolean> {
    this.kept.push(turn);
    return false;
  }

  async askToStop(): Promise<void> {
    throw new Error("There is no other window here.");
  }

  async changedSince(): Promise<Conversation | undefined> {
    const { change } = this;
    this.change = undefined;
    return change;
  }

  async save(conversation: Conversation): Promise<Conversation> {
    const error = this.nextError;
    this.nextError = undefined;
    if (error) throw error;
    this.saved.push(conversation);
    return conversation;
  }
}

/** The requests of turns, as the last write left them. */
export class MapApiCallStore implements ApiCallStore {
  readonly calls = new Map<string, ApiCall>();
  /** Thrown by the next write. */
  nextError: Error | undefined;

  async read({ turnId }: TurnKey): Promise<ApiCall | undefined> {
    return this.calls.get(turnId);
  }

  async write({ turnId }: TurnKey, call: ApiCall): Promise<void> {
    const error = this.nextError;
    this.nextError = undefined;
    if (error) throw error;
    this.calls.set(turnId, call);
  }
}

export class MemoryLog implements Log {
  readonly lines: string[] = [];
  info(line: string): void {
    this.lines.push(line);
  }
  warn(line: string): void {
    this.lines.push(line);
  }
  error(line: string): void {
    this.lines.push(line);
  }
}

export const testSettings: Settings = {
  endpoint: parseEndpoint("https://api.openai.com/v1"),
  api: "auto",
  model: "gpt-test",
  parameters: {},
  headers: {},
  instructions: "",
  prompts: {},
  customPrompts: [],
  alternatives: 1,
  idleTimeout: 120_000,
  maxRetries: 2,
};

/** A chat with a scripted model, a key for OpenAI, and everything else in memory. */
export function chatWorld(answers: readonly (readonly Step[])[], changes: Partial<Settings> = {}) {
  const model = new FakeModel(...answers);
  const connections = new FakeModelConnector(model);
  const keys = new MapKeyStore();
  keys.keys.set("https://api.openai.com", "sk-test");
  const memory = new MapMemory();
  const store = new MemoryConversationStore();
  const clock = new ManualClock();
  const log = new MemoryLog();
  let settings: Settings = { ...testSettings, ...changes };
  let ids = 0;
  const refusals = new LearnedRefusals(memory);
  const known = new KnownModels(memory, clock);
  const connector = new Connector({ models: connections, keys, memory, refusals, known, clock });
  const callStore = new MapApiCallStore();
  const calls = new ApiCalls({ store: callStore, clock, log });
  const parts: ChatParts = {
    connector,
    settings: () => settings,
    store,
    calls,
    clock,
    log,
    t: untranslated,
    createId: () => `turn-${++ids}`,
    random: () => 0,
  };
  const chat = new Chat(parts, { id: "chat-1", title: "", createdAt: clock.now(), turns: [] });
  const events: ChatEvent[] = [];
  chat.onEvent((event) => events.push(event));
  return {
    chat,
    parts,
    model,
    connections,
    connector,
    keys,
    memory,
    known,
    store,
    calls,
    callStore,
    clock,
    log,
    events,
    changeSettings: (next: Partial<Settings>): void => {
      settings = { ...settings, ...next };
    },
  };
}

export function question(text: string, more: Partial<Question> = {}): Question {
  return { text, task: "ask", attachments: [], ...more };
}
