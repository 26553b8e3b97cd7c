import type { AnswerParts } from "../../../src/core/edits/answer/answerFile.ts";
import { answerFile } from "../../../src/core/edits/answer/answerFile.ts";
import type { FileAnswer } from "../../../src/core/edits/answer/fileAnswer.ts";
import { languageOfPath } from "../../../src/core/edits/languageOfPath.ts";
import { median } from "../statistics.ts";
import { createEdit } from "./cases/createEdit.ts";
import type { Draft } from "./cases/createEdit.ts";
import { undamaged } from "./cases/damages.ts";
import { formats } from "./cases/formats.ts";
import type { Format } from "./cases/formats.ts";
import type { Site } from "./cases/site.ts";
import type { Pair } from "./corpus/pair.ts";
import { Random } from "./random.ts";
import { toTable } from "./toTable.ts";

const SIZES = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000];
/** What an edit may cost, in milliseconds. */
const GOALS = new Map([
  [2000, 20],
  [30_000, 150],
]);
const ROUNDS = 15;

/** The time of one edit for each format and length of the file, as Markdown: figures, no verdict. */
export async function measureTime(pairs: readonly Pair[], parts: AnswerParts): Promise<string> {
  const lines = longFile(pairs, Math.max(...SIZES));
  const rows: string[][] = [];
  for (const format of formats) {
    const times: number[] = [];
    for (const size of SIZES) times.push(await timeOf(lines.slice(0, size), format, parts));
    const [short, long] = [times[SIZES.indexOf(2000)] ?? NaN, times.at(-1) ?? NaN];
    rows.push([format, ...times.map((time) => time.toFixed(1)), (long / short).toFixed(1)]);
  }
  const head = SIZES.map((size) => size.toLocaleString("en"));
  const goals = SIZES.map((size) => (GOALS.has(size) ? `< ${GOALS.get(size)}` : ""));
  return toTable(["ms for lines", ...head, "30,000 : 2,000"], [...rows, ["goal", ...goals, "15 is linear"]]);
}

/** The files of one language after each other, none twice. */
function longFile(pairs: readonly Pair[], length: number): readonly string[] {
  const lines: string[] = [];
  for (const pair of pairs) {
    if (pair.languageId !== "javascript" || pair.lines.length > 2000) continue;
    lines.push(...pair.lines, "");
    if (lines.length >= length) return lines.slice(0, length);
  }
  throw new Error(`The corpus has fewer than ${length} lines of one language.`);
}

async function timeOf(lines: readonly string[], format: Format, parts: AnswerParts): Promise<number> {
  const { path, text, answer, selection } = lateEdit(lines, format);
  const range = selection && { startLine: selection[0], endLine: selection[1] };
  const file = { path, text, answer, languageId: languageOfPath(path), ...(range && { selection: range }) };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timeOnce(file, round, parts));
  return median(times.slice(3));
}

async function timeOnce(file: FileAnswer, round: number, parts: AnswerParts): Promise<number> {
  // Nothing may be known of the text from the round before.
  const fresh = { ...file, text: `${file.text}// ${round}\n` };
  const started = performance.now();
  await answerFile(fresh, parts);
  return performance.now() - started;
}

const PLACE = [
  "function measuredPlace(entries, limit) {",
  "  const accepted = [];",
  "  let refused = 0;",
  "  for (const candidate of entries) {",
  "    const measure = candidate.weight * 17;",
  "    const threshold = limit - accepted.length;",
  "    if (measure > threshold) {",
  "      refused += measure - threshold;",
  "      continue;",
  "    }",
  "    accepted.push({ candidate, measure });",
  "    const remaining = threshold - measure;",
  "    limit = Math.min(limit, remaining + 4096);",
  "  }",
  "  const summary = `${accepted.length} of ${entries.length}`;",
  "  return { accepted, refused, summary };",
  "}",
];

/** A change of one line, at two thirds of the file. */
function lateEdit(lines: readonly string[], format: Format): Draft {
  const start = Math.floor((lines.length * 2) / 3);
  const line = start + PLACE.indexOf("      refused += measure - threshold;");
  const site: Site = {
    path: "lib/long.js",
    languageId: "javascript",
    lines: lines.toSpliced(start, PLACE.length, ...PLACE),
    changes: [{ start: line, end: line + 1, lines: ["      refused += (measure - threshold) * 2;"] }],
    lineEnd: "\n",
    byteOrderMark: false,
    finalLineEnd: true,
  };
  // Formats choose at random how much they show, which may be too little for a place of its own.
  for (let seed = 0; seed < 100; seed++) {
    const draft = createEdit(site, format, undamaged, new Random(seed, 0));
    if (draft) return draft;
  }
  throw new Error(`The measured place suits no answer as ${format}.`);
}
