import type { ApiName } from "../../shared/failures.ts";

/** A request to a model as it is on the wire, but for what could be a secret. Its method is POST. */
export type SentRequest = {
  readonly api: ApiName;
  /** What `path` is appended to. */
  readonly baseUrl: string;
  /** Of the method, such as `/responses`. */
  readonly path: string;
  /** Empty, or Azure's `?api-version=…`. */
  readonly query: string;
  /** Names in lower case, sorted. */
  readonly headers: readonly SentHeader[];
  /** The very text that is sent: JSON, of an object. */
  readonly body: string;
};

/** Only the value of a `plain` one is known here: the others are the person's, and could be a secret. */
export type SentHeader =
  | { readonly kind: "plain"; readonly name: string; readonly value: string }
  | { readonly kind: "key" | "organization" | "project" | "own"; readonly name: string };

/** Is told of the requests that a stream makes; of several at the same time, of the one whose answer comes first. */
export interface RequestWatcher {
  /** It leaves now. */
  sent(request: SentRequest): void;
  /** The one that left last was not refused: its answer begins. */
  answered(): void;
}
