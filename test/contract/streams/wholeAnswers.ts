import { gzipSync } from "node:zlib";
import { answered, said, stream } from "../../support/dialects.ts";
import {
  bytesOf,
  changed,
  good,
  HALF,
  REST,
  strewn,
  STREAM,
  TEXT,
  whole,
  withReason,
  withReasons,
  write,
  type Row,
} from "./row.ts";

function overLines(text: string): string {
  return text.replaceAll(/^data: (\{.*\})$/gm, (_, json: string) =>
    JSON.stringify(JSON.parse(json), undefined, 1).replaceAll(/^/gm, "data: "),
  );
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
    answer: (dialect) => ({ pieces: [overLines(good(dialect))] }),
    events: whole,
  },
  {
    what: "has JSON over several lines of data that end with CRLF, cut between any two bytes",
    answer: (dialect) => ({ pieces: bytesOf(overLines(good(dialect)).replaceAll("\n", "\r\n")) }),
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

export const wholeAnswers: readonly Row[] = [...GOOD, ...ODD_CHUNKS];
