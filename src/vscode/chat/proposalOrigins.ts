import type { Memory } from "../../core/ports/memory.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import { stateKeys } from "../stateKeys.ts";

/** The turn whose answer a proposal came from. */
export type ProposalOrigin = { readonly conversationId: string; readonly turnId: string };

/** Which turn each proposal came from; also after the window is reloaded, as long as the proposal is open. */
export class ProposalOrigins {
  readonly #memory: Memory;
  readonly #origins: Map<string, ProposalOrigin>;

  /** @param isOpen whether a proposal is open, by its id */
  constructor(memory: Memory, isOpen: (id: string) => boolean) {
    this.#memory = memory;
    this.#origins = new Map(read(memory.get(stateKeys.proposalOrigins)).filter(([id]) => isOpen(id)));
  }

  of(id: string): ProposalOrigin | undefined {
    return this.#origins.get(id);
  }

  async set(id: string, origin: ProposalOrigin): Promise<void> {
    this.#origins.set(id, origin);
    await this.#memory.set(stateKeys.proposalOrigins, JSON.stringify([...this.#origins]));
  }
}

function read(stored: string | undefined): readonly (readonly [string, ProposalOrigin])[] {
  const entries = parse(stored ?? "[]");
  return Array.isArray(entries) ? entries.filter(isEntry) : [];
}

function isEntry(entry: unknown): entry is readonly [string, ProposalOrigin] {
  if (!Array.isArray(entry)) return false;
  const [id, origin]: readonly unknown[] = entry;
  return (
    typeof id === "string" &&
    isRecord(origin) &&
    typeof origin["conversationId"] === "string" &&
    typeof origin["turnId"] === "string"
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
