import type { Memory } from "../ports/memory.ts";
import type { Refusal, Refusals } from "../ports/refusals.ts";

export type ModelRefusals = { readonly model: string; readonly refusals: readonly Refusal[] };

/** What endpoints were found to refuse, kept by their base URL. */
export class LearnedRefusals {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Those of one endpoint. */
  at(baseUrl: string): Refusals {
    return {
      of: (model) => this.#read(baseUrl).get(model) ?? [],
      remember: async (model, refusals) => {
        const known = this.#read(baseUrl);
        const all = [...new Set([...(known.get(model) ?? []), ...refusals])];
        await this.#memory.set(keyOf(baseUrl), JSON.stringify([...known.set(model, all)]));
      },
    };
  }

  /** Those of one endpoint, for every model that has any. */
  all(baseUrl: string): readonly ModelRefusals[] {
    return Array.from(this.#read(baseUrl), ([model, refusals]) => ({ model, refusals }));
  }

  /** So that everything is tried again. */
  async forget(baseUrl: string): Promise<void> {
    await this.#memory.set(keyOf(baseUrl), undefined);
  }

  /** By model. */
  #read(baseUrl: string): Map<string, readonly Refusal[]> {
    return new Map(parse(this.#memory.get(keyOf(baseUrl)) ?? "[]"));
  }
}

function keyOf(baseUrl: string): string {
  return `refusals:${baseUrl}`;
}

/** The memory may hold what another version wrote; whatever has another shape is learned again. */
function parse(text: string): readonly Entry[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

type Entry = readonly [model: string, refusals: readonly Refusal[]];

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && isText(value[0]) && Array.isArray(value[1]) && value[1].every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
