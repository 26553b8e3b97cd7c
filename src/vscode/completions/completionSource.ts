import type { Completion } from "../../shared/protocol/completions.ts";

/** A completion, and what taking it does. */
export type Offered = Omit<Completion, "id"> & { readonly take: () => Promise<void> };

/** What one trigger of the composer completes. */
export type CompletionSource = {
  /** The best first. What the signal stops may answer with anything: nobody waits for it. */
  readonly offer: (query: string, signal: AbortSignal) => Promise<readonly Offered[]>;
};
