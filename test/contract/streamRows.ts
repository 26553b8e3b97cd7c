import { constants, gzipSync } from "node:zlib";
import type { ModelEvent } from "../../src/core/ports/model.ts";
import type { Timeouts } from "../../src/core/settings/connection.ts";
import type { Failure } from "../../src/shared/failures.ts";
import { answered, chatDialect, said, stream, type Dialect } from "../support/dialects.ts";
import type { Misbehaviour } from "../support/misbehavingServer.ts";

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

const withReasons = ["chat", "completions"];
export const whole = (): readonly ModelEvent[] => answered(TEXT);
export const failed = (text: string, failure: Failure): readonly ModelEvent[] => [
  ...said(text),
  { type: "end", reason: "failed", failure },
];
const cutOff = (text = HALF): readonly ModelEvent[] => failed(text, { code: "cut-off", requestId: "req_1" });
const noStream = (contentType: string) => (): readonly ModelEvent[] =>
  failed("", { code: "not-a-stream", contentType, requestId: "req_1" });

/** The good stream with something put between any two of its events, before them and after them. */
const strewn = (dialect: Dialect, grain: string): string => grain + good(dialect).replaceAll("\n\n", `\n\n${grain}`);
export const good = (dialect: Dialect): string => stream(dialect, HALF, REST);
export const write = (dialect: Dialect, ...events: readonly object[]): string =>
  events.map((event) => dialect.write(event)).join("");
/** What comes before a stream goes wrong. */
export const begun = (dialect: Dialect): string => write(dialect, ...dialect.begin, dialect.say(HALF));
const bytesOf = (text: string): readonly Uint8Array[] =>
  Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte));

/** The good stream, its chunks changed. */
function changed(dialect: Dialect, change: (chunk: object, index: number) => object): Misbehaviour {
  const chunks = [...dialect.begin, dialect.say(HALF), dialect.say(REST), ...dialect.end];
  return { pieces: [write(dialect, ...chunks.map(change)) + dialect.done] };
}

function withReason(chunk: object, finish_reason: unknown): object {
  const [choice] = "choices" in chunk && Array.isArray(chunk.choices) ? (chunk.choices as object[]) : [];
  return choice ? { ...chunk, choices: [{ ...choice, finish_reason }] } : chunk;
}

const GOOD: readonly Row[] = [
  {
    what: "is as it should be",
    answer: (dialect) => ({ pieces: [good(dialect)] }),
    events: whole,
  },
  {
    what: "has comments that keep the connection alive",
    answer: (dialect) => ({ pieces: [strewn(dialect, ": keep-alive\n\n:\n\n: OPENROUTER PROCESSING\n\n")] }),
    events: whole,
  },
  {
    what: "is kept alive with data that is a comment",
    answer: (dialect) => ({ pieces: [strewn(dialect, "data: :\n\ndata: : keepalive\n\ndata::\n\n")] }),
    events: whole,
  },
  {
    what: "has empty data",
    answer: (dialect) => ({ pieces: [strewn(dialect, "data:\n\ndata\n\ndata: \n\ndata:   \n\n")] }),
    events: whole,
  },
  {
    what: "has fields that say nothing",
    answer: (dialect) => ({ pieces: [strewn(dialect, "id: 7\nretry: 100\nsomething: else\nwithout a colon\n\n")] }),
    events: whole,
  },
  {
    what: "has lines that end with CRLF",
    answer: (dialect) => ({ pieces: [good(dialect).replaceAll("\n", "\r\n")] }),
    events: whole,
  },
  {
    what: "has lines that end with CRLF, cut between any two bytes",
    answer: (dialect) => ({ pieces: bytesOf(good(dialect).replaceAll("\n", "\r\n")) }),
    events: whole,
  },
  {
    what: "has lines that end with CR alone",
    answer: (dialect) => ({ pieces: [good(dialect).replaceAll("\n", "\r")] }),
    events: whole,
  },
  {
    what: "begins with a byte order mark",
    answer: (dialect) => ({ pieces: [`\ufeff${good(dialect)}`] }),
    events: whole,
  },
  {
    what: "begins with a byte order mark in pieces",
    answer: (dialect) => ({ pieces: bytesOf(`\ufeff${good(dialect)}`) }),
    events: whole,
  },
  {
    what: "comes byte by byte",
    answer: (dialect) => ({ pieces: bytesOf(good(dialect)) }),
    events: whole,
  },
  {
    what: "begins with empty lines",
    answer: (dialect) => ({ pieces: ["\n\n", "\r\n", good(dialect)] }),
    events: whole,
  },
  {
    what: "has no empty line between its events",
    answer: (dialect) => ({ pieces: [good(dialect).replaceAll("\n\n", "\n")] }),
    events: whole,
  },
  {
    what: "has no space after its colons",
    answer: (dialect) => ({ pieces: [good(dialect).replaceAll(/^(data|event): /gm, "$1:")] }),
    events: whole,
  },
  {
    what: "has JSON over several lines of data",
    answer: (dialect) => ({
      pieces: [
        good(dialect).replaceAll(/^data: (\{.*\})$/gm, (_, json: string) =>
          JSON.stringify(JSON.parse(json), undefined, 1).replaceAll(/^/gm, "data: "),
        ),
      ],
    }),
    events: whole,
  },
  {
    what: "has nothing to say that it is done",
    answer: (dialect) => ({ pieces: [good(dialect).replace("data: [DONE]\n\n", "")] }),
    events: whole,
  },
  {
    what: "lacks its last line ends",
    answer: (dialect) => ({ pieces: [good(dialect).trimEnd()] }),
    events: whole,
  },
  {
    what: "goes on after its end",
    answer: (dialect) => ({ pieces: [good(dialect) + write(dialect, dialect.say(" and more"))] }),
    events: whole,
  },
  {
    what: "goes on after its end, in a piece of its own",
    answer: (dialect) => ({ pieces: [good(dialect), write(dialect, dialect.say(" and more"))] }),
    events: whole,
  },
  {
    what: "has garbage after its end",
    answer: (dialect) => ({ pieces: [`${good(dialect)}garbage\u0000 {{{\n\ndata: {"half\n\n<html>`] }),
    events: whole,
  },
  {
    what: "has garbage between its events",
    answer: (dialect) => ({ pieces: [strewn(dialect, 'garbage\u0000 {{{\n{"choices":[]}\n\n<html>\n\n')] }),
    events: whole,
  },
  {
    what: "has JSON of other kinds among its events",
    answer: (dialect) => ({ pieces: [strewn(dialect, "data: 7\n\ndata: null\n\ndata: []\n\ndata: {}\n\n")] }),
    events: whole,
  },
  {
    what: "is not closed after its end",
    answer: (dialect) => ({ pieces: [good(dialect)], ending: "never" }),
    events: whole,
  },
  {
    what: "is broken after its end",
    answer: (dialect) => ({ pieces: [good(dialect)], ending: "broken" }),
    events: whole,
  },
  {
    what: "is compressed",
    answer: (dialect) => ({
      headers: { ...STREAM, "content-encoding": "gzip" },
      pieces: [gzipSync(good(dialect))],
    }),
    events: whole,
  },
  {
    what: "is compressed, and comes byte by byte",
    answer: (dialect) => ({
      headers: { ...STREAM, "content-encoding": "gzip" },
      pieces: Array.from(gzipSync(good(dialect)), (byte) => Uint8Array.of(byte)),
    }),
    events: whole,
  },
  ...["text/plain", "application/json", "application/octet-stream", "text/html", undefined].map((type): Row => ({
    what: `is called ${type ?? "nothing"}`,
    answer: (dialect) => ({ headers: type === undefined ? {} : { "content-type": type }, pieces: [good(dialect)] }),
    events: whole,
  })),
  {
    what: "has a legal event of 5 MB",
    answer: (dialect) => ({ pieces: [stream(dialect, "x".repeat(5_000_000))] }),
    events: () => answered("x".repeat(5_000_000)),
  },
];

const ODD_CHUNKS: readonly Row[] = [
  {
    what: "has chunks without choices",
    apis: withReasons,
    answer: (dialect) => ({ pieces: [strewn(dialect, write(dialect, { choices: [] }, { choices: null }, {}))] }),
    events: whole,
  },
  {
    what: "has choices without a delta",
    apis: ["chat"],
    answer: (dialect) => ({
      pieces: [
        strewn(
          dialect,
          write(dialect, { choices: [{ index: 0 }] }, { choices: [{ delta: null }] }, { choices: [null] }),
        ),
      ],
    }),
    events: whole,
  },
  {
    what: "has `usage: null` in every chunk but the last",
    answer: (dialect) => changed(dialect, (chunk) => ({ usage: null, ...chunk })),
    events: whole,
  },
  {
    what: "has no usage but null",
    apis: withReasons,
    answer: (dialect) => changed(dialect, (chunk) => ({ ...chunk, usage: null })),
    events: () => [...said(TEXT), { type: "end", reason: "complete" }],
  },
  {
    what: "has an empty reason to end in every chunk before the last",
    apis: withReasons,
    answer: (dialect) => changed(dialect, (chunk, index) => (index < 2 ? withReason(chunk, "") : chunk)),
    events: whole,
  },
  {
    what: "has its reason to end in every chunk",
    apis: withReasons,
    answer: (dialect) => changed(dialect, (chunk) => withReason(chunk, "stop")),
    events: whole,
  },
  {
    what: "has two reasons to end, of which the worse one counts",
    apis: withReasons,
    answer: (dialect) => ({
      pieces: [write(dialect, dialect.say(TEXT), withReason(dialect.say(""), "length"), ...dialect.end) + dialect.done],
    }),
    events: () => [...said(TEXT), { type: "end", reason: "length", usage: { input: 3, output: 2 } }],
  },
  {
    what: "says more after its reason to end",
    apis: withReasons,
    answer: (dialect) => ({
      pieces: [
        write(dialect, dialect.say(HALF), withReason(dialect.say(""), "stop"), dialect.say(REST), ...dialect.end),
      ],
    }),
    events: whole,
  },
];

const INCOMPLETE: readonly Row[] = [
  {
    what: "has no reason to end",
    answer: (dialect) => ({ pieces: [begun(dialect) + dialect.done] }),
    events: () => cutOff(),
  },
  {
    what: "has only empty reasons to end",
    apis: withReasons,
    answer: (dialect) => changed(dialect, (chunk) => withReason(chunk, "")),
    events: () => failed(TEXT, { code: "cut-off", requestId: "req_1" }),
  },
  ...["error", "abort", "cancelled"].map((reason): Row => ({
    what: `ends because of "${reason}"`,
    apis: withReasons,
    answer: (dialect) => ({
      pieces: [begun(dialect) + write(dialect, withReason(dialect.say(""), reason)) + dialect.done],
    }),
    events: () => cutOff(),
  })),
  {
    what: "is empty",
    answer: () => ({ pieces: [] }),
    events: () => cutOff(""),
  },
  {
    what: "is nothing but comments",
    answer: () => ({ pieces: [": one\n\n", ": two\n\n"] }),
    events: () => cutOff(""),
  },
  {
    what: "is broken off between two events",
    answer: (dialect) => ({ pieces: [begun(dialect)], ending: "broken" }),
    events: () => cutOff(),
  },
  {
    what: "ends in the middle of an event",
    answer: (dialect) => ({ pieces: [begun(dialect) + write(dialect, dialect.say(REST)).slice(0, -9)] }),
    events: () => cutOff(),
  },
  {
    what: "ends in the middle of an event, without empty lines",
    answer: (dialect) => ({ pieces: [`${begun(dialect).replaceAll("\n\n", "\n")}data: {"choi`] }),
    events: () => cutOff(),
  },
  {
    what: "ends in the middle of what is compressed",
    answer: (dialect) => ({
      headers: { ...STREAM, "content-encoding": "gzip" },
      pieces: [gzipSync(begun(dialect), { finishFlush: constants.Z_SYNC_FLUSH })],
    }),
    events: () => cutOff(),
  },
  {
    what: "has an event that is not JSON",
    answer: (dialect) => ({ pieces: [`${begun(dialect)}data: nonsense\n\n${good(dialect)}`] }),
    events: () => failed(HALF, { code: "server", detail: "A piece of the answer is not JSON.", requestId: "req_1" }),
  },
  {
    what: "falls silent",
    timeouts: { firstByte: 60_000, idle: 50 },
    answer: (dialect) => ({ pieces: [begun(dialect)], ending: "never" }),
    events: () => failed(HALF, { code: "stalled", seconds: 0 }),
  },
  {
    what: "falls silent before its first byte",
    timeouts: { firstByte: 50, idle: 60_000 },
    answer: () => ({ pieces: [], ending: "never" }),
    events: () => failed("", { code: "no-first-byte", seconds: 0 }),
  },
  {
    what: "falls silent with only its usage missing",
    apis: withReasons,
    timeouts: { firstByte: 60_000, idle: 50 },
    answer: (dialect) => ({
      pieces: [write(dialect, dialect.say(TEXT), withReason(dialect.say(""), "stop"))],
      ending: "never",
    }),
    events: () => [...said(TEXT), { type: "end", reason: "complete" }],
  },
];

const ERROR = { message: "The model had a problem.", type: "server_error", param: null, code: null };
const problem = (detail = ERROR.message): readonly ModelEvent[] =>
  failed(HALF, { code: "server", detail, requestId: "req_1" });

const ERRORS: readonly Row[] = [
  ["an object", write(chatDialect, { error: ERROR })],
  ["a text", write(chatDialect, { error: ERROR.message })],
  ["an object with a message", write(chatDialect, { error: { message: ERROR.message } })],
  ["an object within two", write(chatDialect, { error: { error: ERROR } })],
  ["vLLM's object", write(chatDialect, { object: "error", ...ERROR })],
  ["beside an empty chunk", write(chatDialect, { ...chatDialect.say(""), error: ERROR })],
  ["an event of its name", `event: error\ndata: ${JSON.stringify(ERROR)}\n\n`],
  ["an event of its name with plain text", `event: error\ndata: ${ERROR.message}\n\n`],
  ["llama.cpp's field", `error: ${JSON.stringify(ERROR)}\n\n`],
].map(([shape = "", text = ""]) => ({
  what: `has an error in its midst: ${shape}`,
  answer: (dialect) => ({ pieces: [begun(dialect), text, good(dialect)] }),
  events: () => problem(),
}));

const RESPONSES_ERRORS: readonly Row[] = [
  { ...ERROR, type: "error" },
  { type: "response.failed", response: { status: "failed", error: ERROR } },
].map((event) => ({
  what: `has the event ${event.type}`,
  apis: ["responses"],
  answer: (dialect) => ({ pieces: [begun(dialect), dialect.write(event), good(dialect)] }),
  events: () => problem(),
}));

const NO_STREAMS: readonly Row[] = [
  ...["application/json", "text/event-stream", "text/plain", undefined].map((type): Row => ({
    what: `is JSON in one piece, called ${type ?? "nothing"}`,
    answer: (dialect) => ({
      headers: type === undefined ? {} : { "content-type": type },
      pieces: [JSON.stringify(dialect.whole(TEXT))],
    }),
    events: whole,
  })),
  {
    what: "is JSON in one piece after empty lines that keep the connection alive, byte by byte",
    answer: (dialect) => ({
      headers: { "content-type": "application/json" },
      pieces: ["\n", "\n", ...bytesOf(JSON.stringify(dialect.whole(TEXT), undefined, 2))],
    }),
    events: whole,
  },
  {
    what: "is JSON in one piece, broken off",
    answer: (dialect) => ({
      headers: { "content-type": "application/json" },
      pieces: [JSON.stringify(dialect.whole(TEXT)).slice(0, -9)],
      ending: "broken",
    }),
    events: () => cutOff(""),
  },
  ...[{}, { choices: [] }, { status: "ok" }, [], [{}]].map((body): Row => ({
    what: `is JSON that is no answer: ${JSON.stringify(body)}`,
    answer: () => ({ headers: { "content-type": "application/json" }, pieces: [JSON.stringify(body)] }),
    events: noStream("application/json"),
  })),
  {
    what: "is an error in one piece, with a good status",
    answer: () => ({ headers: { "content-type": "application/json" }, pieces: [JSON.stringify({ error: ERROR })] }),
    events: () => failed("", { code: "server", detail: ERROR.message, requestId: "req_1" }),
  },
  ...["text/html", "text/event-stream"].map((type): Row => ({
    what: `is a page, called ${type}`,
    answer: () => ({ headers: { "content-type": type }, pieces: ["\n<!doctype html><title>Sign in</title>"] }),
    events: noStream(type),
  })),
  {
    what: "is a page that does not end",
    answer: () => ({ headers: { "content-type": "text/html" }, pieces: ["<html>"], ending: "never" }),
    events: noStream("text/html"),
  },
  {
    what: "is plain text",
    answer: () => ({ headers: { "content-type": "text/plain" }, pieces: ["Service unavailable"] }),
    events: noStream("text/plain"),
  },
];

export const rows: readonly Row[] = [
  ...GOOD,
  ...ODD_CHUNKS,
  ...INCOMPLETE,
  ...ERRORS,
  ...RESPONSES_ERRORS,
  ...NO_STREAMS,
];
