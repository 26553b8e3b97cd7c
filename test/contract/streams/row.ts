import type { ModelEvent } from "../../../src/core/ports/model.ts";
import type { Timeouts } from "../../../src/core/settings/connection.ts";
import type { Failure } from "../../../src/shared/failures.ts";
import { answered, said, stream, type Dialect } from "../../support/dialects.ts";
import type { Misbehaviour } from "../../support/misbehavingServer.ts";

export const TEXT = "Grüße, 世界 👩‍🚀 é";
export const [HALF, REST] = ["Grüße, 世", "界 👩‍🚀 é"];
export const STREAM = { "content-type": "text/event-stream" };

/** Something wrong or odd about a stream, and the one right outcome. */
export type Row = {
  readonly what: string;
  /** All, if absent. */
  readonly apis?: readonly string[];
  readonly timeouts?: Timeouts;
  readonly answer: (dialect: Dialect) => Misbehaviour;
  /** What comes out, with texts that follow one another joined. */
  readonly events: (dialect: Dialect) => readonly ModelEvent[];
};

export const withReasons = ["chat", "completions"];
export const whole = (): readonly ModelEvent[] => answered(TEXT);
export const failed = (text: string, failure: Failure): readonly ModelEvent[] => [
  ...said(text),
  { type: "end", reason: "failed", failure },
];
export const cutOff = (text = HALF): readonly ModelEvent[] => failed(text, { code: "cut-off", requestId: "req_1" });
export const noStream = (contentType: string) => (): readonly ModelEvent[] =>
  failed("", { code: "not-a-stream", contentType, requestId: "req_1" });

/** The good stream with something put between any two of its events, before them and after them. */
export const strewn = (dialect: Dialect, grain: string): string =>
  grain + good(dialect).replaceAll("\n\n", `\n\n${grain}`);
export const good = (dialect: Dialect): string => stream(dialect, HALF, REST);
export const write = (dialect: Dialect, ...events: readonly object[]): string =>
  events.map((event) => dialect.write(event)).join("");
/** What comes before a stream goes wrong. */
export const begun = (dialect: Dialect): string => write(dialect, ...dialect.begin, dialect.say(HALF));
export const bytesOf = (text: string): readonly Uint8Array[] =>
  Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte));

/** The good stream, its chunks changed. */
export function changed(dialect: Dialect, change: (chunk: object, index: number) => object): Misbehaviour {
  const chunks = [...dialect.begin, dialect.say(HALF), dialect.say(REST), ...dialect.end];
  return { pieces: [write(dialect, ...chunks.map(change)) + dialect.done] };
}

export function withReason(chunk: object, finish_reason: unknown): object {
  const [choice] = "choices" in chunk && Array.isArray(chunk.choices) ? (chunk.choices as object[]) : [];
  return choice ? { ...chunk, choices: [{ ...choice, finish_reason }] } : chunk;
}
