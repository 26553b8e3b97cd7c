import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { provideFolder } from "../../../host/provideFolder.ts";
import { downloadPackages } from "./downloadPackages.ts";
import { packages } from "./packages.ts";
import type { Pair } from "./pair.ts";
import { readPairs } from "./readPairs.ts";

/** To be raised when pairs are read in another way. */
const VERSION = 1;
const FILE = "pairs.jsonl";

/** Makes sure that `folder` holds the corpus, and returns the file with its pairs, one JSON document a line. */
export async function provideCorpus(folder: string, report: (line: string) => void): Promise<string> {
  const pairsFolder = join(folder, "pairs");
  await provideFolder({
    folder: pairsFolder,
    stamp: createHash("sha256")
      .update(JSON.stringify([VERSION, packages]))
      .digest("hex"),
    report,
    fill: async (staging) => {
      const lines: string[] = [];
      for (const downloaded of await downloadPackages(folder, report)) {
        report(`Reading ${downloaded.name}.`);
        for (const pair of await readPairs(downloaded)) lines.push(`${JSON.stringify(pair)}\n`);
      }
      await writeFile(join(staging, FILE), lines.join(""));
    },
  });
  return join(pairsFolder, FILE);
}

export async function loadPairs(file: string): Promise<readonly Pair[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Pair);
}
