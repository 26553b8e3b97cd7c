import { constants, gzipSync } from "node:zlib";
import type { ModelEvent } from "../../../src/core/ports/model.ts";
import { chatDialect, said } from "../../support/dialects.ts";
import {
  bytesOf,
  begun,
  changed,
  cutOff,
  failed,
  good,
  HALF,
  noStream,
  REST,
  STREAM,
  TEXT,
  whole,
  withReason,
  withReasons,
  write,
  type Row,
} from "./row.ts";

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

export const brokenAnswers: readonly Row[] = [...INCOMPLETE, ...ERRORS, ...RESPONSES_ERRORS, ...NO_STREAMS];
