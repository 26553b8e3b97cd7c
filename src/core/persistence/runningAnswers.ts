import { isRunning, type Answer, type Turn } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Folder } from "../ports/folder.ts";
import type { Windows } from "../ports/windows.ts";
import { isConversation } from "./isConversation.ts";
import { parseJson } from "./parseJson.ts";

/** Milliseconds after which a window that has not said that it goes on is taken for gone. */
const SILENCE = 30_000;

export type KeptAnswer = {
  readonly conversationId: string;
  readonly turnId: string;
  /** As far as it was kept; `interrupted` when its window is gone. */
  readonly answer: Answer;
  /** Whether the window that receives it is still there. */
  readonly isComing: boolean;
};

/**
 * Answers that are on their way, a small file for each, so that a long conversation is not written anew while one
 * grows. The file says which window receives the answer, and when that window was last seen.
 */
export class RunningAnswers {
  readonly #folder: Folder;
  readonly #windows: Windows;
  readonly #clock: Clock;
  readonly #own = new Set<string>();

  constructor(parts: { readonly folder: Folder; readonly windows: Windows; readonly clock: Clock }) {
    this.#folder = parts.folder;
    this.#windows = parts.windows;
    this.#clock = parts.clock;
  }

  /** Whether this window receives it. */
  isOwn(conversationId: string, turnId: string): boolean {
    return this.#own.has(keyOf(conversationId, turnId));
  }

  /** Resolves with whether another window asked to stop it. */
  async keep(conversationId: string, { id: turnId, answer }: Turn): Promise<boolean> {
    const name = nameOf(conversationId, turnId);
    const isNew = !this.isOwn(conversationId, turnId);
    // Meant for an answer that had ended before.
    if (isNew) await this.#folder.delete(stopOf(name));
    this.#own.add(keyOf(conversationId, turnId));
    const file = { conversationId, turnId, window: this.#windows.self, at: this.#clock.now(), answer };
    await this.#folder.replace(name, `${JSON.stringify(file)}\n`);
    return (await this.#folder.version(stopOf(name))) !== undefined;
  }

  /** Asks the window that receives it to stop. */
  async askToStop(conversationId: string, turnId: string): Promise<void> {
    await this.#folder.replace(stopOf(nameOf(conversationId, turnId)), "");
  }

  /** Undefined when nothing of it was kept. */
  async read(conversationId: string, turnId: string): Promise<KeptAnswer | undefined> {
    return this.#read(nameOf(conversationId, turnId));
  }

  /** Those whose windows are gone. */
  async left(): Promise<readonly KeptAnswer[]> {
    const entries = await this.#folder.list();
    const kept = await Promise.all(entries.map(({ name }) => this.#read(name)));
    return kept.filter((answer) => answer !== undefined).filter(({ isComing }) => !isComing);
  }

  /** Lets go of one that has ended, or that is in its conversation by now. */
  async end(conversationId: string, turnId: string): Promise<void> {
    this.#own.delete(keyOf(conversationId, turnId));
    const name = nameOf(conversationId, turnId);
    await this.#folder.delete(name);
    await this.#folder.delete(stopOf(name));
  }

  async #read(name: string): Promise<KeptAnswer | undefined> {
    const file = parseJson((await this.#folder.read(name))?.text ?? "");
    if (!isRecord(file)) return undefined;
    const { conversationId, turnId, window, at, answer } = file;
    if (typeof conversationId !== "string" || typeof turnId !== "string" || !isAnswer(answer)) return undefined;
    const isComing =
      typeof window === "string" &&
      typeof at === "number" &&
      Math.abs(this.#clock.now() - at) < SILENCE &&
      this.#windows.isOpen(window) !== false;
    const state = isComing || !isRunning(answer.state) ? answer.state : ({ type: "interrupted" } as const);
    return { conversationId, turnId, answer: { ...answer, state }, isComing };
  }
}

/** A copy of a conversation has the same turns. */
function keyOf(conversationId: string, turnId: string): string {
  return `${conversationId}.${turnId}`;
}

/** The id of a turn may be anything in a file that somebody wrote by hand. */
function nameOf(conversationId: string, turnId: string): string {
  const safe = encodeURIComponent(turnId)
    .replaceAll(/[.*%~!'()]/g, "_")
    .slice(0, 100);
  return `${keyOf(conversationId, safe)}.json`;
}

/** The name of the file that says that the answer is to be stopped. */
function stopOf(name: string): string {
  return `${name}.stop`;
}

function isAnswer(value: unknown): value is Answer {
  const question = { text: "", task: "ask", attachments: [] };
  return isConversation({ id: "", title: "", createdAt: 0, turns: [{ id: "-", question, answer: value }] });
}
