import type { FileNotice } from "../../src/core/persistence/conversationFiles.ts";
import { FolderConversationStore } from "../../src/core/persistence/folderConversationStore.ts";
import type { Windows } from "../../src/core/ports/windows.ts";
import type { AnswerState, Conversation, Turn } from "../../src/shared/chat/state.ts";
import { MemoryLog, question } from "./chatWorld.ts";
import { ManualClock } from "./manualClock.ts";
import { MemoryFolder } from "./memoryFolder.ts";

/** Windows that share a disk in memory. A window that ends leaves everything as it is, as one that is killed does. */
export class SharedDisk {
  readonly folder = new MemoryFolder();
  readonly answers = new MemoryFolder();
  readonly clock = new ManualClock();
  readonly notices: FileNotice[] = [];
  readonly log = new MemoryLog();
  readonly #open = new Set<string>();

  window(name: string): { readonly store: FolderConversationStore; readonly kill: () => void } {
    this.#open.add(name);
    const windows: Windows = { self: name, isOpen: (other) => this.#open.has(other) };
    const { folder, answers, clock, log } = this;
    const store = new FolderConversationStore({
      folder,
      answers,
      windows,
      clock,
      log,
      tell: (notice) => this.notices.push(notice),
    });
    return { store, kill: () => this.#open.delete(name) };
  }
}

export function turn(id: string, text = `Answer to ${id}.`, state: AnswerState = { type: "complete" }): Turn {
  return {
    id,
    askedAt: Number(id.replaceAll(/\D/g, "")) || 1,
    question: question(`Question ${id}?`),
    answer: { text, state },
  };
}

export function conversation(id: string, turns: readonly Turn[] = [turn("1")]): Conversation {
  return { id, title: `About ${id}`, createdAt: 1, turns };
}

export function withTurn(before: Conversation, ...more: readonly Turn[]): Conversation {
  const ids = new Set(more.map(({ id }) => id));
  return { ...before, turns: [...before.turns.filter(({ id }) => !ids.has(id)), ...more] };
}
