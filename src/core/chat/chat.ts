import type { ProposedFile } from "../../shared/chat/changedFiles.ts";
import { allTurns, placeOf, turnsBefore } from "../../shared/chat/branches.ts";
import { applyChatEvent, type ChatEvent } from "../../shared/chat/events.ts";
import {
  canContinue,
  isRunning,
  type Answer,
  type AnswerState,
  type Conversation,
  type Question,
  type Turn,
} from "../../shared/chat/state.ts";
import { failureOf, type Failure } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import { ConversationSaver } from "../persistence/conversationSaver.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConversationStore } from "../ports/conversationStore.ts";
import type { Log } from "../ports/log.ts";
import { toModelRequest } from "../prompts/modelRequest.ts";
import type { Settings } from "../settings/settings.ts";
import type { Connector } from "./connector.ts";
import { runTurn } from "./runTurn.ts";

/** What a chat needs from the rest of the house. */
export type ChatParts = {
  readonly connector: Connector;
  /** Reads the settings as they are now. @throws AskError for one that cannot be used */
  readonly settings: () => Settings;
  readonly store: ConversationStore;
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
    this.#saver = new ConversationSaver(parts.store, parts.clock, (error) =>
      parts.log.error("The conversation could not be saved.", error),
    );
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** Whether an answer is on its way. */
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
    this.#apply({ type: "turn-started", turnId, question, at: this.#parts.clock.now() });
    return this.#start(turnId, signal, read);
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
    this.#apply({
      type: "turn-started",
      turnId,
      question,
      at: this.#parts.clock.now(),
      replaces: replaced,
      ...(model === undefined ? {} : { model }),
    });
    return this.#start(turnId, signal, read);
  }

  /** Shows the version that begins with a turn in place of the one that is shown there; a running answer goes on. */
  async showVersion(turnId: string): Promise<void> {
    this.#apply({ type: "branch-shown", turnId });
    await this.#saver.save(this.#conversation);
  }

  /**
   * Deletes a shown turn, which is stopped first. Resolves with what brings it back; undefined when it is not shown.
   * What it proposed for files stays in review.
   */
  async delete(turnId: string): Promise<(() => Promise<void>) | undefined> {
    await this.#end(this.#conversation.turns.filter(({ id }) => id === turnId));
    const turn = this.#conversation.turns.find(({ id }) => id === turnId);
    const place = placeOf(this.#conversation, turnId);
    if (!turn || !place) return undefined;
    this.#apply({ type: "turn-deleted", turnId });
    await this.#saver.save(this.#conversation);
    return async () => {
      if (this.turn(turnId)) return;
      this.#apply({ type: "turn-restored", turn, ...place });
      await this.#saver.save(this.#conversation);
    };
  }

  /** Asks the question of a turn again; its old answer is dropped. Undefined when it is running or unknown. */
  async retry(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    if (this.#running.has(turnId) || !this.turn(turnId)) return undefined;
    this.#apply({ type: "turn-restarted", turnId });
    return this.#start(turnId, signal, read);
  }

  /** Has the model go on where an answer was cut off, in that answer. Undefined when there is none to go on with. */
  async continue(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    const turn = this.turn(turnId);
    if (this.#running.has(turnId) || !turn || !canContinue(turn.answer)) return undefined;
    this.#apply({ type: "turn-continued", turnId });
    return this.#start(turnId, signal, read);
  }

  /** Says under an answer what became of it. */
  note(turnId: string, note: string): void {
    this.#apply({ type: "answer-note", turnId, note });
    void this.#saver.save(this.#conversation);
  }

  /** Says under an answer what became of a proposal for a file. */
  setFile(turnId: string, file: ProposedFile): void {
    this.#apply({ type: "file-changed", turnId, file });
    void this.#saver.save(this.#conversation);
  }

  async rename(title: string): Promise<void> {
    this.#apply({ type: "renamed", title });
    await this.#saver.save(this.#conversation);
  }

  /** Ends every running turn; what has arrived stays. */
  stop(): void {
    for (const controller of this.#running.values()) controller.abort();
  }

  /** Stops, and writes what is not on disk yet; nothing is written after it resolves. */
  async close(): Promise<void> {
    this.stop();
    await Promise.allSettled(this.#runs.values());
    await this.#saver.close();
  }

  /** Stops what is running of some turns, and resolves once it has ended. */
  async #end(turns: readonly Turn[]): Promise<void> {
    for (const { id } of turns) this.#running.get(id)?.abort();
    await Promise.allSettled(turns.map(async ({ id }) => this.#runs.get(id)));
  }

  #start(turnId: string, signal: AbortSignal | undefined, read: Reader | undefined): Promise<TurnResult> {
    const stopReading = this.onEvent((event) => {
      if (event.type === "answer-delta" && event.turnId === turnId) read?.(this.turn(turnId)?.answer.text ?? "");
    });
    const run = this.#run(turnId, signal).finally(() => {
      stopReading();
      if (this.#runs.get(turnId) === run) this.#runs.delete(turnId);
    });
    this.#runs.set(turnId, run);
    return run;
  }

  async #run(turnId: string, signal: AbortSignal | undefined): Promise<TurnResult> {
    const controller = new AbortController();
    const stopped = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    this.#running.set(turnId, controller);
    const { clock } = this.#parts;
    const since = clock.now();
    const emit = (event: ChatEvent): void =>
      this.#apply(event.type === "answer-end" ? { ...event, durationMs: Math.max(0, clock.now() - since) } : event);
    const alternatives: string[] = [];
    try {
      // The question is on disk before anything leaves the machine.
      await this.#saver.save(this.#conversation);
      const state = await this.#answer(turnId, stopped, emit, (texts) => alternatives.push(...texts));
      this.#parts.log.info(`Turn ${turnId} ended: ${describe(state)}.`);
    } finally {
      this.#running.delete(turnId);
      await this.#saver.save(this.#conversation);
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
    const { connector, settings: readSettings, clock, log, random, t } = this.#parts;
    try {
      const settings = withModel(readSettings(), this.turn(turnId)?.model);
      const { client, ...connected } = await connector.connect(settings, signal);
      const { model } = connected;
      const turn = this.turn(turnId);
      if (!turn) return { type: "interrupted" };
      // Another version may be shown by now.
      const history = turnsBefore(this.#conversation, turnId);
      const { request, omissions } = toModelRequest({ turn, history, ...connected, settings, t });
      emit({ type: "request-prepared", turnId, model, omissions });
      return await runTurn({
        turnId,
        request,
        client,
        soFar: turn.answer.text,
        endpoint: settings.endpoint.baseUrl,
        maxRetries: settings.maxRetries,
        clock,
        random,
        signal,
        emit,
        onAlternatives,
        onFailure: ({ failure, cause }) => {
          log.warn(`Turn ${turnId}: ${toLogText(failure)}.`);
          if (cause !== undefined) log.error(`Turn ${turnId} broke.`, cause);
          connector.learn(settings, model, failure).catch((error: unknown) => {
            log.error("The model's limit could not be kept.", error);
          });
        },
        onAdapted: (refusal) =>
          log.info(`${settings.endpoint.host} refuses ${refusal} for ${model}; asked without it.`),
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
    if (event.type === "answer-delta") this.#saver.saveSoon(this.#conversation);
    for (const listener of this.#listeners) listener(event);
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
