import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { withLock } from "./lock.ts";

const stampFile = ".complete";

/**
 * Makes sure that `folder` holds what `fill` puts there, once per value of `stamp`.
 * Processes that ask at the same time wait for the first one. `fill` works in an empty folder beside the
 * real one, which takes its place when it is complete, so an interrupted fill is simply done again: even
 * when programs that it had started are still writing.
 */
export async function provideFolder(options: {
  folder: string;
  stamp: string;
  fill: (staging: string) => Promise<void>;
  report: (line: string) => void;
}): Promise<void> {
  const { folder, stamp, fill, report } = options;
  if (await isComplete(folder, stamp)) return;
  await mkdir(dirname(folder), { recursive: true });
  const fillOnce = async (): Promise<void> => {
    if (await isComplete(folder, stamp)) return;
    try {
      const staging = await mkdtemp(`${folder}.partial-`);
      await fill(staging);
      await writeFile(join(staging, stampFile), stamp);
      await rm(folder, { recursive: true, force: true });
      await rename(staging, folder);
    } finally {
      await removeLeftovers(folder);
    }
  };
  await withLock(`${folder}.lock`, fillOnce, (owner) =>
    report(`Waiting for process ${owner}, which is preparing ${folder}.`),
  );
}

async function isComplete(folder: string, stamp: string): Promise<boolean> {
  try {
    return (await readFile(join(folder, stampFile), "utf8")) === stamp;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/** What somebody still writes to stays, and goes the next time. */
async function removeLeftovers(folder: string): Promise<void> {
  const siblings = await readdir(dirname(folder));
  const leftovers = siblings.filter((name) => name.startsWith(`${basename(folder)}.partial-`));
  await Promise.allSettled(leftovers.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true })));
}
