import { isRecord } from "../../shared/protocol/validate.ts";
import type { Memory } from "../ports/memory.ts";
import type { Refusal, Refusals } from "../ports/refusals.ts";

/** What endpoints were found to refuse, kept by their base URL. */
export class LearnedRefusals {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Those of one endpoint. */
  at(baseUrl: string): Refusals {
    return {
      of: (model) => this.#read(baseUrl)[model] ?? [],
      remember: async (model, refusals) => {
        const known = this.#read(baseUrl);
        const all = [...new Set([...(known[model] ?? []), ...refusals])];
        await this.#memory.set(keyOf(baseUrl), JSON.stringify({ ...known, [model]: all }));
      },
    };
  }

  /** So that everything is tried again. */
  async forget(baseUrl: string): Promise<void> {
    await this.#memory.set(keyOf(baseUrl), undefined);
  }

  #read(baseUrl: string): Readonly<Record<string, readonly Refusal[]>> {
    return parse(this.#memory.get(keyOf(baseUrl)) ?? "{}");
  }
}

function keyOf(baseUrl: string): string {
  return `refusals:${baseUrl}`;
}

/** The memory may hold what an older version wrote; whatever has another shape is learned again. */
function parse(text: string): Readonly<Record<string, readonly Refusal[]>> {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) return {};
  const lists = Object.entries(value).filter(([, list]) => Array.isArray(list) && list.every(isText));
  return Object.fromEntries(lists) as Record<string, Refusal[]>;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
