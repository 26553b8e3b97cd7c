import { once } from "node:events";
import { createAnswerParts } from "../test/bench/apply/answerParts.ts";
import { applyLine } from "../test/bench/apply/applyLine.ts";
import { byteLines } from "../test/bench/apply/byteLines.ts";

/**
 * Reads JSON lines `{ id, path, text, answer, selection?: [startLine, endLine] }` and writes for each, in their order,
 * `{ id, outcome: "edited" | "ambiguous" | "refused" | "unchanged", text?, reason?, candidates? }`. Lines are counted
 * from 0, ends are exclusive. It runs the extension's own code.
 */
const parts = createAnswerParts();

// Whoever reads has seen enough, such as `head`.
process.stdout.on("error", () => process.exit(0));

for await (const line of byteLines(process.stdin)) {
  if (line.trim() === "") continue;
  const applied = await applyLine(line, parts);
  if (!process.stdout.write(`${JSON.stringify(applied)}\n`)) await once(process.stdout, "drain");
}
