import type { Usage } from "../../shared/chat/state.ts";
import type { Connection } from "../settings/connection.ts";

/** One request to a language model, in the terms of no particular API. */
export type ModelRequest = {
  readonly model: string;
  /** Sent as the system or developer text; empty when there is none. */
  readonly instructions: string;
  /** Oldest first; the last one is the person's. Never empty. */
  readonly messages: readonly ModelMessage[];
  /** Only what the person set: a missing member is not sent. */
  readonly parameters: ModelParameters;
};

export type ModelMessage = { readonly role: "user" | "assistant"; readonly text: string };

export type ModelParameters = {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  readonly stop?: readonly string[];
  readonly reasoningEffort?: string;
  readonly verbosity?: string;
  readonly serviceTier?: string;
};

/** What a model says. A stream ends with exactly one `end`, or throws. */
export type ModelEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | {
      readonly type: "end";
      readonly reason: "complete" | "length" | "filtered";
      readonly usage?: Usage;
    };

/**
 * A language model behind one connection.
 *
 * Every method throws an `AskError` for whatever goes wrong on the way, and rejects with the signal's
 * reason when the signal is aborted; it then has closed the connection. It never retries.
 */
export interface ModelClient {
  /** Throws `cut-off` when the stream ends before the model said that it is done. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /** The models this connection may use, newest first. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
}

export type ModelInfo = {
  readonly id: string;
  /** Seconds since the epoch; absent when the server does not say. */
  readonly created?: number;
  readonly ownedBy?: string;
};

/** Makes clients. Loading what they need may take some milliseconds the first time. */
export interface ModelConnector {
  connect(connection: Connection): Promise<ModelClient>;
}
