import type { ProposedFile } from "../../shared/chat/changedFiles.ts";
import { allTurns, placeOf, turnsBefore } from "../../shared/chat/branches.ts";
import { applyChatEvent, type ChatEvent } from "../../shared/chat/events.ts";
import {
  canContinue,
  isRunning,
  type Answer,
  type AnswerState,
  type Conversation,
  type ConversationOptions,
  type ConversationWorkspace,
  type Question,
  type Turn,
} from "../../shared/chat/state.ts";
import { failureOf, type Failure } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import { mergeConversations } from "../persistence/merge/mergeConversations.ts";
import { ConversationSaver } from "../persistence/conversationSaver.ts";
import type { ApiCalls } from "../apiCall/apiCalls.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConversationStore } from "../ports/conversationStore.ts";
import type { Log } from "../ports/log.ts";
import { imagesLeftOut } from "../prompts/images.ts";
import { toModelRequest } from "../prompts/modelRequest.ts";
import type { Settings } from "../settings/settings.ts";
import { withOptions } from "../settings/withOptions.ts";
import type { Connector } from "./connector.ts";
import { eventsBetween } from "./eventsBetween.ts";
import { runTurn } from "./runTurn.ts";

/** What a chat needs from the rest of the house. */
export type ChatParts = {
  readonly connector: Connector;
  /** Reads the settings as they are now. @throws AskError for one that cannot be used */
  readonly settings: () => Settings;
  readonly store: ConversationStore;
  readonly calls: ApiCalls;
  /** Told the error when a conversation cannot be saved, and `undefined` when it is again. */
  readonly onSaved?: (conversationId: string, error: unknown) => void;
  /** Where conversations are begun now. */
  readonly workspace?: () => ConversationWorkspace | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
  readonly createId: () => string;
  /** Between 0 and 1. */
  readonly random: () => number;
};

/** Receives the whole text that an answer has so far, whenever it grows. */
export type Reader = (text: string) => void;

export type TurnResult = {
  readonly turnId: string;
  readonly conversationId: string;
  readonly answer: Answer;
  /** The other answers, when more than one was asked for; the conversation keeps the first. */
  readonly alternatives: readonly string[];
};

export type AskInsteadOptions = {
  /** Answers this turn instead of the conversation's own. */
  readonly model?: string;
  /** Aborting it is the same as Stop. */
  readonly signal?: AbortSignal;
  readonly read?: Reader;
};

type TurnBegin = Extract<ChatEvent, { readonly type: "turn-started" | "turn-restarted" | "turn-continued" }>;

/** One conversation that is being held: asks the model, applies what happens, tells listeners, and saves. */
export class Chat {
  readonly #parts: ChatParts;
  readonly #saver: ConversationSaver;
  readonly #listeners = new Set<(event: ChatEvent) => void>();
  readonly #running = new Map<string, AbortController>();
  readonly #runs = new Map<string, Promise<TurnResult>>();
  #conversation: Conversation;

  constructor(parts: ChatParts, conversation: Conversation) {
    this.#parts = parts;
    this.#conversation = conversation;
    this.#saver = new ConversationSaver(parts.store, parts.clock, {
      current: () => this.#conversation,
      turn: (turnId) => this.turn(turnId),
      adopt: (since, stored) => this.#adopt(since, stored),
      stop: (turnId) => this.#running.get(turnId)?.abort(),
      onSaved: (error) => {
        if (error !== undefined) parts.log.error("The conversation could not be saved.", error);
        parts.onSaved?.(conversation.id, error);
      },
    });
    this.#followGuests();
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** Whether a newer version of the extension wrote it. Nothing can be asked in it, and what changes is not saved. */
  get isReadOnly(): boolean {
    return this.#parts.store.isReadOnly(this.#conversation.id);
  }

  /** Whether an answer is on its way, to this window or to another. */
  get isRunning(): boolean {
    return allTurns(this.#conversation).some(({ answer }) => isRunning(answer.state));
  }

  turn(turnId: string): Turn | undefined {
    return allTurns(this.#conversation).find((turn) => turn.id === turnId);
  }

  /** Calls `listener` after each event has been applied, until the returned function is called. */
  onEvent(listener: (event: ChatEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks a question and resolves when its turn ends, however it ends. Aborting `signal` is the same as Stop. */
  ask(question: Question, signal?: AbortSignal, read?: Reader): Promise<TurnResult> {
    const turnId = this.#parts.createId();
    return this.#start({ type: "turn-started", turnId, question, at: this.#parts.clock.now() }, signal, read);
  }

  /**
   * Asks in the place of a shown turn, which is kept with those after it as another version. What is running there is
   * stopped first. Undefined when that turn is not shown any more.
   */
  async askInstead(
    replaced: string,
    question: Question,
    options: AskInsteadOptions = {},
  ): Promise<TurnResult | undefined> {
    const { model, signal, read } = options;
    const index = this.#conversation.turns.findIndex(({ id }) => id === replaced);
    if (index < 0) return undefined;
    await this.#end(this.#conversation.turns.slice(index));
    const turnId = this.#parts.createId();
    const begin = { type: "turn-started", turnId, question, at: this.#parts.clock.now(), replaces: replaced } as const;
    return this.#start(model === undefined ? begin : { ...begin, model }, signal, read);
  }

  /** Shows the version that begins with a turn in place of the one that is shown there; a running answer goes on. */
  async showVersion(turnId: string): Promise<void> {
    this.#apply({ type: "branch-shown", turnId });
    await this.#save();
  }

  /**
   * Deletes a shown turn, which is stopped first. Resolves with what brings it back; undefined when it is not shown.
   * What it proposed for files stays in review.
   */
  async delete(turnId: string): Promise<(() => Promise<void>) | undefined> {
    if (this.isReadOnly) return undefined;
    await this.#end(this.#conversation.turns.filter(({ id }) => id === turnId));
    const turn = this.#conversation.turns.find(({ id }) => id === turnId);
    const place = placeOf(this.#conversation, turnId);
    if (!turn || !place) return undefined;
    this.#apply({ type: "turn-deleted", turnId });
    await this.#save();
    return async () => {
      if (this.turn(turnId)) return;
      this.#apply({ type: "turn-restored", turn, ...place });
      await this.#save();
    };
  }

  /** Asks the question of a turn again; its old answer is dropped. Undefined when it is running or unknown. */
  async retry(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    const turn = this.turn(turnId);
    if (!turn || this.#running.has(turnId) || isRunning(turn.answer.state)) return undefined;
    return this.#start({ type: "turn-restarted", turnId }, signal, read);
  }

  /** Has the model go on where an answer was cut off, in that answer. Undefined when there is none to go on with. */
  async continue(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    const turn = this.turn(turnId);
    if (!turn || this.#running.has(turnId) || !canContinue(turn.answer)) return undefined;
    return this.#start({ type: "turn-continued", turnId }, signal, read);
  }

  /** Says under an answer what became of it; what is said of a proposal goes when that is decided. */
  note(turnId: string, note: string, proposalId?: string): void {
    this.#apply({ type: "answer-note", turnId, note, ...(proposalId !== undefined && { proposalId }) });
    void this.#save();
  }

  /** Says under an answer what became of a proposal for a file. */
  setFile(turnId: string, file: ProposedFile): void {
    this.#apply({ type: "file-changed", turnId, file });
    void this.#save();
  }

  async rename(title: string): Promise<void> {
    if (this.isReadOnly) return;
    this.#apply({ type: "renamed", title });
    await this.#save();
  }

  /** Has the next questions of this conversation asked with `options`, whatever the settings say. */
  async setOptions(options: ConversationOptions): Promise<void> {
    this.#apply({ type: "options-changed", options });
    await this.#save();
  }

  async pin(pinned: boolean): Promise<void> {
    if (this.isReadOnly) return;
    this.#apply({ type: "pinned", pinned });
    await this.#save();
  }

  /** Takes over what other windows changed. */
  refresh(): Promise<void> {
    return this.#saver.refresh();
  }

  /** Ends every running turn, in other windows too, where it takes a moment; what has arrived stays. */
  stop(): void {
    this.#stopOwn();
    this.#stopGuests(this.#guests());
  }

  #stopGuests(turns: readonly Turn[]): void {
    for (const { id } of turns) {
      this.#parts.store.askToStop(this.#conversation.id, id).catch((error: unknown) => {
        this.#parts.log.error("The answer that another window receives could not be stopped.", error);
      });
    }
  }

  /** Stops, and writes what is not on disk yet; nothing is written after it resolves. */
  async close(): Promise<void> {
    this.#stopOwn();
    await Promise.allSettled(this.#runs.values());
    await this.#saver.close();
  }

  /** Stops what is running of some turns, and resolves once it has ended, or will in another window. */
  async #end(turns: readonly Turn[]): Promise<void> {
    for (const { id } of turns) this.#running.get(id)?.abort();
    this.#stopGuests(this.#guests().filter((guest) => turns.includes(guest)));
    await Promise.allSettled(turns.map(async ({ id }) => this.#runs.get(id)));
  }

  #start(begin: TurnBegin, signal: AbortSignal | undefined, read: Reader | undefined): Promise<TurnResult> {
    const { turnId } = begin;
    const controller = new AbortController();
    this.#running.set(turnId, controller);
    this.#apply(begin);
    const stopReading = this.onEvent((event) => {
      if (event.type === "answer-delta" && event.turnId === turnId) read?.(this.turn(turnId)?.answer.text ?? "");
    });
    const stopped = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    const run = this.#run(turnId, stopped).finally(() => {
      stopReading();
      if (this.#runs.get(turnId) === run) this.#runs.delete(turnId);
    });
    this.#runs.set(turnId, run);
    return run;
  }

  async #run(turnId: string, signal: AbortSignal): Promise<TurnResult> {
    const { clock } = this.#parts;
    const since = clock.now();
    const emit = (event: ChatEvent): void =>
      this.#apply(event.type === "answer-end" ? { ...event, durationMs: Math.max(0, clock.now() - since) } : event);
    const alternatives: string[] = [];
    try {
      // The question is on disk before anything leaves the machine.
      await this.#saver.begin(turnId);
      const state = await this.#answer(turnId, signal, emit, (texts) => alternatives.push(...texts));
      this.#parts.log.info(`Turn ${turnId} ended: ${describe(state)}.`);
    } finally {
      this.#running.delete(turnId);
      this.#saver.end(turnId);
      await this.#saver.save();
      await this.#parts.calls.keep({ conversationId: this.#conversation.id, turnId });
    }
    const answer = this.turn(turnId)?.answer ?? { text: "", state: { type: "interrupted" } };
    return { turnId, conversationId: this.#conversation.id, answer, alternatives };
  }

  async #answer(
    turnId: string,
    signal: AbortSignal,
    emit: (event: ChatEvent) => void,
    onAlternatives: (texts: readonly string[]) => void,
  ): Promise<AnswerState> {
    const { connector, settings: readSettings, calls, clock, log, random, t } = this.#parts;
    try {
      const own = withOptions(readSettings(), this.#conversation.options);
      const settings = withModel(own, this.turn(turnId)?.model);
      const { client, ...connected } = await connector.connect(settings, signal);
      const { model } = connected;
      const turn = this.turn(turnId);
      if (!turn) return { type: "interrupted" };
      // Another version may be shown by now.
      const history = turnsBefore(this.#conversation, turnId);
      const { request, omissions } = toModelRequest({ turn, history, ...connected, settings, t });
      emit({ type: "request-prepared", turnId, model, omissions });
      const soFar = turn.answer.text;
      const key = { conversationId: this.#conversation.id, turnId };
      return await runTurn({
        turnId,
        request,
        client,
        soFar,
        endpoint: settings.endpoint.baseUrl,
        maxRetries: settings.maxRetries,
        clock,
        random,
        signal,
        watcher: await calls.watch(key, { continues: soFar !== "" }),
        emit,
        onAlternatives,
        onFailure: ({ failure, cause }) => {
          log.warn(`Turn ${turnId}: ${toLogText(failure)}.`);
          if (cause !== undefined) log.error(`Turn ${turnId} broke.`, cause);
          connector.learn(settings, model, failure).catch((error: unknown) => {
            log.error("The model's limit could not be kept.", error);
          });
        },
        onAdapted: (refusal) => {
          log.info(`${settings.endpoint.host} refuses ${refusal} for ${model}; asked without it.`);
          if (refusal !== "images") return;
          const left = imagesLeftOut([...history, turn], model, t);
          emit({ type: "request-prepared", turnId, model, omissions: [...omissions, ...left] });
        },
      });
    } catch (error) {
      const state: AnswerState = signal.aborted ? { type: "stopped" } : { type: "failed", failure: failureOf(error) };
      if (state.type === "failed") log.error(`Turn ${turnId} failed before a request was made.`, error);
      emit({ type: "answer-end", turnId, state });
      return state;
    }
  }

  #apply(event: ChatEvent): void {
    this.#conversation = applyChatEvent(this.#conversation, event);
    for (const listener of this.#listeners) listener(event);
  }

  async #save(): Promise<void> {
    if (!this.isReadOnly) await this.#saver.save();
  }

  #adopt(since: Conversation, stored: Conversation): void {
    const merged = mergeConversations(since, this.#conversation, stored);
    for (const event of eventsBetween(this.#conversation, merged)) this.#apply(event);
    this.#followGuests();
  }

  #stopOwn(): void {
    for (const controller of this.#running.values()) controller.abort();
  }

  /** The turns that other windows are answering. */
  #guests(): readonly Turn[] {
    return allTurns(this.#conversation).filter(({ id, answer }) => isRunning(answer.state) && !this.#running.has(id));
  }

  /** What another window is receiving grows here as well. */
  #followGuests(): void {
    const hasGuests = (): boolean => this.#guests().length > 0;
    if (!hasGuests()) return;
    this.#saver.follow(hasGuests).catch((error: unknown) => {
      this.#parts.log.error("What another window is receiving could not be read.", error);
    });
  }
}

function withModel(settings: Settings, model: string | undefined): Settings {
  return model === undefined ? settings : { ...settings, model };
}

function describe(state: AnswerState): string {
  return state.type === "failed" ? `failed, ${state.failure.code}` : state.type;
}

/** Not what a server says, which may repeat the question; what the network says cannot. */
function toLogText(failure: Failure): string {
  const facts = [
    failure.code,
    ...(failure.code === "network" ? [failure.kind, failure.detail] : []),
    ...("status" in failure && failure.status !== undefined ? [`status ${failure.status}`] : []),
    ...("requestId" in failure && failure.requestId !== undefined ? [`request ${failure.requestId}`] : []),
  ];
  return facts.filter((fact) => fact !== "").join(", ");
}
