import { parentPort, workerData } from "node:worker_threads";
import { answerFile } from "../../../src/core/edits/answer/answerFile.ts";
import { languageOfPath } from "../../../src/core/edits/languageOfPath.ts";
import type { Case } from "./cases/case.ts";
import { corpusOf, createCase } from "./cases/createCase.ts";
import { loadPairs } from "./corpus/corpus.ts";
import { createAnswerParts } from "./answerParts.ts";
import { addCase, createTally } from "./tally.ts";
import type { FileOutcome } from "../../../src/core/edits/answer/fileAnswer.ts";

/** What one worker is to run: cases `first`, `first + step`, … below `count`. */
export type WorkerTask = {
  readonly pairs: string;
  readonly seed: number;
  readonly count: number;
  readonly first: number;
  readonly step: number;
  readonly keep: number;
};

const { pairs, seed, count, first, step, keep } = workerData as WorkerTask;
const corpus = corpusOf(await loadPairs(pairs));
const parts = createAnswerParts();
const tally = createTally();
for (let index = first; index < count; index += step) {
  const each = createCase(index, seed, corpus);
  addCase(tally, each, await run(each), keep);
}
parentPort?.postMessage(tally);

async function run({ path, text, answer, selection }: Case): Promise<FileOutcome> {
  const range = selection && { startLine: selection[0], endLine: selection[1] };
  const file = { path, text, answer, languageId: languageOfPath(path), ...(range && { selection: range }) };
  try {
    return await answerFile(file, parts);
  } catch (error) {
    return { outcome: "refused", code: "broken", reason: `The program failed: ${String(error)}` };
  }
}
