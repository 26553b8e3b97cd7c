import type { ApiName } from "../../shared/failures.ts";

/**
 * Something that an endpoint will not take for a model, so that it is left out of every request:
 * - `api:chat`: this way to ask.
 * - `address`: the address as it is set; it needs `/v1` at its end.
 * - `parameter:top_p`: a member of the body, by the name it has there.
 * - `role:system`: messages of this role; their text goes before the person's first.
 * - `streaming`, `images`, `tools`.
 */
export type Refusal =
  | `api:${ApiName}`
  | "address"
  | `parameter:${string}`
  | "role:system"
  | "streaming"
  | "images"
  | "tools";

/** What one endpoint was found to refuse. What is learned here never affects another endpoint. */
export interface Refusals {
  /** In the order in which they were learned. */
  of(model: string): readonly Refusal[];
  /** Across restarts. */
  remember(model: string, refusals: readonly Refusal[]): Promise<void>;
}

/** The model's name under which is kept what an endpoint refuses whatever the model. */
export const ANY_MODEL = "";
