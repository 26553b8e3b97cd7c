import type { SentRequest } from "./sentRequest.ts";

/** The request that a turn was. */
export type ApiCall = SentRequest & {
  /** When it left, in milliseconds since the epoch. */
  readonly at: number;
  readonly answered: boolean;
};

export type TurnKey = { readonly conversationId: string; readonly turnId: string };

/** The requests of turns on disk. There is room for so much: the oldest go first. */
export interface ApiCallStore {
  /** Undefined when it is gone, or cannot be read. */
  read(key: TurnKey): Promise<ApiCall | undefined>;
  write(key: TurnKey, call: ApiCall): Promise<void>;
}
