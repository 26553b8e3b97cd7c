import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tally } from "./tally.ts";

/** Replaces the `.jsonl` files in `folder` by one for each kind of failure, which `npm run -s apply` can read. */
export async function writeFailures(folder: string, { failures }: Tally): Promise<void> {
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"));
  await Promise.all(old.map((name) => rm(join(folder, name))));
  for (const [key, lines] of failures) {
    const [format = "", damage = "", verdict = ""] = key.split("/");
    const name = `${verdict}.${format}.${damage.replaceAll(/[^\w]+/g, "-")}.jsonl`;
    await writeFile(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
}
