import { allTurns } from "../../shared/chat/branches.ts";
import { isRunning, type Conversation, type Turn } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConversationMatch, ConversationStore, ConversationSummary } from "../ports/conversationStore.ts";
import type { Folder, FolderEntry } from "../ports/folder.ts";
import type { Log } from "../ports/log.ts";
import type { Windows } from "../ports/windows.ts";
import { formatConversation, parseConversation } from "./conversationFile.ts";
import { ConversationFiles, fileOf, idOf, type FileNotice } from "./conversationFiles.ts";
import { ConversationIndex, type Indexed } from "./conversationIndex.ts";
import { isEmpty, summaryOf } from "./conversationSummary.ts";
import { DeletedConversations } from "./deletedConversations.ts";
import { mapTurns } from "./mapTurns.ts";
import { mergeConversations } from "./merge/mergeConversations.ts";
import { sameValue } from "./merge/sameValue.ts";
import { RunningAnswers } from "./runningAnswers.ts";
import { findWords, mayHoldWords, searchWords } from "./searchWords.ts";

export type StoreParts = {
  /** Of the conversations. */
  readonly folder: Folder;
  /** Of the answers that are on their way. */
  readonly answers: Folder;
  readonly windows: Windows;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (notice: FileNotice) => void;
};

/** So many files are searched at once. */
const AT_ONCE = 16;

/** A conversation as it stood in its file when this window last read or wrote it. */
type Seen = { readonly version: string; readonly conversation: Conversation; readonly hasGuests: boolean };

/** A newer version of the extension changed the conversation, so that this one must not. */
export class NewerVersion extends Error {
  constructor(id: string) {
    super(`A newer version wrote the conversation ${id}.`);
    this.name = "NewerVersion";
  }
}

/** Conversations as files of a folder. */
export class FolderConversationStore implements ConversationStore {
  readonly #folder: Folder;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #files: ConversationFiles;
  readonly #index: ConversationIndex;
  readonly #answers: RunningAnswers;
  readonly #deleted: DeletedConversations;
  readonly #readOnly = new Set<string>();
  /** By the conversation that was handed out, so that whoever holds it needs to know nothing of versions. */
  readonly #seen = new WeakMap<Conversation, Seen>();
  #broken: string[] = [];
  #tidied: Promise<void> | undefined;

  constructor(parts: StoreParts) {
    this.#folder = parts.folder;
    this.#log = parts.log;
    this.#clock = parts.clock;
    this.#files = new ConversationFiles(parts);
    this.#answers = new RunningAnswers({ ...parts, folder: parts.answers });
    this.#deleted = new DeletedConversations(parts);
    this.#index = new ConversationIndex({ ...parts, summarize: (entry) => this.#summarize(entry) });
  }

  async load(id: string): Promise<Conversation | undefined> {
    for (;;) {
      const read = await this.#files.open(id);
      if (read.type !== "conversation" && read.type !== "newer") return undefined;
      if (read.type === "newer") this.#readOnly.add(id);
      const { conversation, version } = read;
      const loaded = await this.#withAnswers(conversation);
      // An answer that ended meanwhile is in its conversation now, and its own file is gone.
      if (loaded.hasGuests && (await this.#folder.version(fileOf(id))) !== version) continue;
      this.#seen.set(loaded.conversation, { version, conversation, hasGuests: loaded.hasGuests });
      return loaded.conversation;
    }
  }

  async has(id: string): Promise<boolean> {
    return (await this.#folder.version(fileOf(id))) !== undefined || this.#deleted.has(id);
  }

  isReadOnly(id: string): boolean {
    return this.#readOnly.has(id);
  }

  async save(conversation: Conversation, since?: Conversation): Promise<Conversation> {
    const { id } = conversation;
    if (this.#readOnly.has(id)) throw new NewerVersion(id);
    const seen = since && this.#seen.get(since);
    if (!seen && isEmpty(conversation)) return conversation;
    const saved = await this.#folder.exclusively(fileOf(id), () => this.#merge(conversation, seen));
    for (const { id: turnId, answer } of allTurns(saved)) {
      if (this.#answers.isOwn(id, turnId) && !isRunning(answer.state)) await this.#answers.end(id, turnId);
    }
    return saved;
  }

  keepAnswer(conversationId: string, turn: Turn): Promise<boolean> {
    return this.#answers.keep(conversationId, turn);
  }

  askToStop(conversationId: string, turnId: string): Promise<void> {
    return this.#answers.askToStop(conversationId, turnId);
  }

  async changedSince(since: Conversation): Promise<Conversation | undefined> {
    const seen = this.#seen.get(since);
    if (!seen) return undefined;
    const version = await this.#folder.version(fileOf(since.id));
    if (version === undefined || (version === seen.version && !seen.hasGuests)) return undefined;
    if (version !== seen.version) return this.load(since.id);
    const { conversation } = await this.#withAnswers(seen.conversation);
    const isSame = (await this.#folder.version(fileOf(since.id))) === version;
    if (!isSame) return this.load(since.id);
    this.#seen.set(conversation, seen);
    return conversation;
  }

  async list(): Promise<readonly ConversationSummary[]> {
    await (this.#tidied ??= this.#tidy());
    const entries = await this.#folder.list();
    const summaries = await this.#index.summaries(entries.filter((entry) => idOf(entry) !== undefined));
    const broken = this.#broken;
    this.#broken = [];
    if (broken.length > 0) await this.#files.setAside(broken);
    return summaries.toSorted((a, b) => b.changedAt - a.changedAt);
  }

  async search(query: string, signal: AbortSignal, found: (match: ConversationMatch) => void): Promise<void> {
    const words = searchWords(query);
    if (words.length === 0) return;
    const summaries = await this.list();
    for (let start = 0; start < summaries.length && !signal.aborted; start += AT_ONCE) {
      const looked = summaries.slice(start, start + AT_ONCE).map(async (summary) => ({
        summary,
        excerpt: await this.#excerpt(summary.id, words),
      }));
      for (const { summary, excerpt } of await Promise.all(looked)) {
        if (excerpt !== undefined && !signal.aborted) found({ summary, excerpt });
      }
    }
  }

  delete(id: string): Promise<void> {
    return this.#folder.exclusively(fileOf(id), () => this.#deleted.delete(id));
  }

  async restore(id: string): Promise<void> {
    await this.#folder.exclusively(fileOf(id), () => this.#deleted.restore(id));
  }

  forget(id: string): Promise<void> {
    return this.#deleted.forget(id);
  }

  /** Writes what is in the file then, and says so. The file is this window's alone meanwhile. */
  async #merge(conversation: Conversation, seen: Seen | undefined): Promise<Conversation> {
    const { id } = conversation;
    const ours = this.#withoutGuests(conversation, seen?.conversation);
    const version = await this.#folder.version(fileOf(id));
    if (version === seen?.version) return this.#write(ours, conversation);
    if (version === undefined) {
      // Deleted by another window.
      if (seen && !hasNewWork(seen.conversation, ours)) return conversation;
      return this.#write(ours, conversation);
    }
    const read = await this.#files.read(id);
    switch (read.type) {
      case "newer":
      case "too-new":
        this.#readOnly.add(id);
        throw new NewerVersion(id);
      case "unreadable":
        throw new Error(`The conversation ${id} cannot be read, so that it is not written over.`);
      case "missing":
        return this.#write(ours, conversation);
      case "broken":
        await this.#deleted.keepBroken(id);
        return this.#write(ours, conversation);
      case "conversation": {
        const merged = mergeConversations(seen?.conversation, ours, read.conversation);
        if (sameValue(merged, read.conversation)) return this.#handOut(read.conversation, read.version);
        return this.#write(merged, undefined);
      }
    }
  }

  /** @param whole what is handed out, when it is known already */
  async #write(written: Conversation, whole: Conversation | undefined): Promise<Conversation> {
    const version = await this.#folder.replace(fileOf(written.id), formatConversation(written));
    if (!whole) return this.#handOut(written, version);
    this.#seen.set(whole, { version, conversation: written, hasGuests: written !== whole });
    return whole;
  }

  async #handOut(conversation: Conversation, version: string): Promise<Conversation> {
    const whole = await this.#withAnswers(conversation);
    this.#seen.set(whole.conversation, { version, conversation, hasGuests: whole.hasGuests });
    return whole.conversation;
  }

  /** With what the files of the answers have that other windows receive. */
  async #withAnswers(
    conversation: Conversation,
  ): Promise<{ readonly conversation: Conversation; readonly hasGuests: boolean }> {
    const running = allTurns(conversation).filter((turn) => this.#isGuest(conversation.id, turn));
    if (running.length === 0) return { conversation, hasGuests: false };
    const answers = new Map<string, Turn["answer"]>();
    for (const { id, answer } of running) {
      const kept = await this.#answers.read(conversation.id, id);
      answers.set(id, kept?.answer ?? { ...answer, state: { type: "interrupted" } });
    }
    const whole = mapTurns(conversation, (turn) => {
      const answer = answers.get(turn.id);
      return answer ? { ...turn, answer } : turn;
    });
    return { conversation: whole, hasGuests: true };
  }

  /** Without what other windows are receiving: they save it. */
  #withoutGuests(conversation: Conversation, before: Conversation | undefined): Conversation {
    const known = new Map((before ? allTurns(before) : []).map((turn) => [turn.id, turn]));
    return mapTurns(conversation, (turn) =>
      this.#isGuest(conversation.id, turn) ? (known.get(turn.id) ?? turn) : turn,
    );
  }

  #isGuest(conversationId: string, { id, answer }: Turn): boolean {
    return isRunning(answer.state) && !this.#answers.isOwn(conversationId, id);
  }

  async #excerpt(id: string, words: readonly string[]): Promise<string | undefined> {
    try {
      const file = await this.#folder.read(fileOf(id));
      if (!file || !mayHoldWords(file.text, words)) return undefined;
      const parsed = parseConversation(file.text);
      return parsed.type === "broken" || !parsed.conversation ? undefined : findWords(parsed.conversation, words);
    } catch (error) {
      this.#log.error(`The file of the conversation ${id} could not be searched.`, error);
      return undefined;
    }
  }

  async #summarize(entry: FolderEntry): Promise<Indexed | undefined> {
    const id = idOf(entry) ?? "";
    const { version } = entry;
    const read = await this.#files.read(id);
    switch (read.type) {
      case "conversation":
      case "newer":
        return isEmpty(read.conversation)
          ? { version }
          : { version, summary: summaryOf(read.conversation, entry.changedAt) };
      case "too-new":
        return { version };
      case "broken":
        this.#broken.push(id);
        return undefined;
      case "missing":
      case "unreadable":
        return undefined;
    }
  }

  /** Puts the answers of windows that are gone into their conversations, and makes old deletions final. */
  async #tidy(): Promise<void> {
    try {
      for (const { conversationId, turnId } of await this.#answers.left()) {
        const conversation = await this.load(conversationId);
        if (conversation && !this.#readOnly.has(conversationId)) await this.save(conversation, conversation);
        // Where the conversation cannot be read, this may be all that is left of it.
        if (conversation || !(await this.has(conversationId))) await this.#answers.end(conversationId, turnId);
      }
      await this.#deleted.tidy(this.#clock.now());
    } catch (error) {
      this.#log.error("What an earlier window left could not be put in order.", error);
    }
  }
}

/** Whether something was asked or answered that nobody can have meant to delete. */
function hasNewWork(before: Conversation, now: Conversation): boolean {
  const known = new Map(allTurns(before).map((turn) => [turn.id, turn]));
  return allTurns(now).some(({ id, answer }) => known.get(id)?.answer.text !== answer.text);
}
