import type { Usage } from "../../shared/chat/state.ts";
import type { Failure } from "../../shared/failures.ts";
import type { Connection } from "../settings/connection.ts";
import type { Refusal, Refusals } from "./refusals.ts";
import type { RequestWatcher, SentRequest } from "./sentRequest.ts";

/** One request to a language model, in the terms of no particular API. */
export type ModelRequest = {
  readonly model: string;
  /** Sent as the system or developer text; empty when there is none. */
  readonly instructions: string;
  /** Oldest first; the last one is the person's or a tool's. Never empty. */
  readonly messages: readonly ModelMessage[];
  /** Only what the person set: a missing member is not sent. */
  readonly parameters: ModelParameters;
  readonly tools?: readonly ModelTool[];
  /** What stands before and after the place where text is wanted: used by an API that takes a suffix. */
  readonly infill?: { readonly prefix: string; readonly suffix: string };
};

export type ModelMessage = UserMessage | AssistantMessage | ToolMessage;
export type UserMessage = { readonly role: "user"; readonly text: string; readonly images?: readonly ModelImage[] };
export type AssistantMessage = {
  readonly role: "assistant";
  readonly text: string;
  readonly toolCalls?: readonly ToolCall[];
  /** What `reasoning` events held, in their order. */
  readonly reasoning?: readonly string[];
};
/** What a tool answered to the call `callId`. */
export type ToolMessage = { readonly role: "tool"; readonly callId: string; readonly text: string };

export type ModelImage = { readonly mediaType: string; readonly base64: string };
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};
export type ModelTool = {
  readonly name: string;
  readonly description: string;
  /** A JSON schema of the input, which is an object. */
  readonly schema: Readonly<Record<string, unknown>>;
};

export type ModelParameters = {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  /** How many answers are wanted; there may be fewer. The first comes as it is written, the others when it ends. */
  readonly n?: number;
  readonly stop?: readonly string[];
  readonly reasoningEffort?: string;
  readonly verbosity?: string;
  readonly serviceTier?: string;
};

/** What a model says. Every stream ends with exactly one `end`, whatever happens. */
export type ModelEvent =
  /** `choice` tells the answers apart when more than one was asked for; absent for the first. */
  | { readonly type: "text-delta"; readonly text: string; readonly choice?: number }
  /** The model says why it does not answer. */
  | { readonly type: "refusal-delta"; readonly text: string }
  /** A summary of what the model thinks before it answers. */
  | { readonly type: "reasoning-delta"; readonly text: string }
  /** Encrypted reasoning, to be sent back with the answer in a later request. Opaque. */
  | { readonly type: "reasoning"; readonly encrypted: string }
  /** A whole call, whose input is a JSON object. */
  | { readonly type: "tool-call"; readonly call: ToolCall }
  /** The endpoint refused something, and is asked again without it. */
  | { readonly type: "adapted"; readonly refusal: Refusal }
  | ModelEnd;

/** `usage` is what the server counted, if it said. */
export type ModelEnd = { readonly type: "end"; readonly usage?: Usage } & (
  | { readonly reason: "complete" | "length" | "filtered" | "tool-calls" | "stopped" }
  /** `cause` is a defect of ours behind `unexpected`, for the log. */
  | { readonly reason: "failed"; readonly failure: Failure; readonly cause?: unknown }
);

/** A language model behind one connection. It never retries what failed by chance. */
export interface ModelClient {
  /**
   * Sends nothing before the first event is asked for. Ends as `stopped` when the signal is aborted, and as failed
   * with `cut-off` when the answer ends before the model said that it is done. Whatever ends it, and also when the
   * caller leaves, the connection is closed. Throws nothing.
   */
  stream(request: ModelRequest, signal: AbortSignal, watcher?: RequestWatcher): AsyncIterable<ModelEvent>;
  /**
   * What `stream` would send first, given what is known of the endpoint. Sends nothing.
   *
   * @throws AskError for a key or a header that cannot be sent
   */
  describe(request: ModelRequest): SentRequest;
  /**
   * The models this connection may use, newest first. Throws an `AskError`, or rejects with the signal's reason when
   * the signal is aborted; it then has closed the connection.
   */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
}

export type ModelInfo = {
  readonly id: string;
  /** Seconds since the epoch; absent when the server does not say. */
  readonly created?: number;
  readonly ownedBy?: string;
  /** The day after which the model is gone, as the server says it: `2026-12-11`. */
  readonly shutdownDate?: string;
  /** How many tokens the model can read and write in one request. */
  readonly contextTokens?: number;
};

/** Makes clients. Loading what they need may take some milliseconds the first time. */
export interface ModelConnector {
  connect(connection: Connection, refusals: Refusals): Promise<ModelClient>;
}
