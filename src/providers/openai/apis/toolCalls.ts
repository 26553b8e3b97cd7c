import type { ModelEvent } from "../../../core/ports/model.ts";
import { isRecord } from "../../../shared/protocol/validate.ts";
import { ServerError } from "../serverError.ts";

/** A piece of a call, as it streams. */
export type CallPiece = {
  readonly id?: string | undefined;
  readonly index?: number | undefined;
  readonly name?: string | undefined;
  /** A piece of the JSON text; some servers send the object itself. */
  readonly input?: unknown;
};

type Call = { readonly id: string | undefined; readonly index: number | undefined; name: string; json: string };

/**
 * Puts tool calls together from their pieces: by id where there is one, for many servers give every call the index 0,
 * else by index, else to the call before. A new id is a new call.
 */
export class ToolCalls {
  readonly #calls: Call[] = [];

  get empty(): boolean {
    return this.#calls.length === 0;
  }

  add(piece: CallPiece): void {
    const call = this.#find(piece) ?? this.#start(piece);
    call.name ||= piece.name ?? "";
    if (typeof piece.input === "string") call.json += piece.input;
    else if (isRecord(piece.input)) call.json = JSON.stringify(piece.input);
  }

  /** @throws ServerError for an input that is no JSON object: such a call must never run */
  events(): readonly ModelEvent[] {
    return this.#calls.map(({ id, name, json }, index) => ({
      type: "tool-call",
      call: { id: id ?? `call_${index}`, name, input: parseInput(name, json) },
    }));
  }

  #find({ id, index }: CallPiece): Call | undefined {
    if (id !== undefined) return this.#calls.find((call) => call.id === id);
    if (index !== undefined) return this.#calls.findLast((call) => call.index === index);
    return this.#calls.at(-1);
  }

  #start({ id, index }: CallPiece): Call {
    const call = { id, index, name: "", json: "" };
    this.#calls.push(call);
    return call;
  }
}

function parseInput(name: string, json: string): Readonly<Record<string, unknown>> {
  const value = json.trim() === "" ? {} : parse(json);
  if (isRecord(value)) return value;
  throw new ServerError({ body: { error: { message: `The model called ${name} with an input that is not JSON.` } } });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
