import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isRunning, processes } from "./processes.ts";
import { hasCode } from "./replaceFile.ts";

/**
 * Milliseconds after which a lock is taken for forgotten: of a process that seems to run, which may be another with its
 * number by now; of one that cannot be asked for; and of one that ended before it wrote its name.
 */
const FORGOTTEN = { running: 300_000, unknown: 30_000, unnamed: 2_000 };

/** Milliseconds between two tries, at first and at most. */
const [FIRST_WAIT, LONGEST_WAIT] = [2, 50];

/**
 * Runs `work` while the file `path` is this process's own: it is created for it, which only one process can do, and
 * deleted after it. A lock whose process has ended is taken over. Not for two callers in one process, which wait for
 * each other like strangers.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  for (let wait = FIRST_WAIT; !(await create(path)); wait = Math.min(wait * 2, LONGEST_WAIT)) {
    if (await isForgotten(path)) await breakLock(path);
    // Not in step with the others that wait.
    else await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
  }
}

/** False when it is there already. */
async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(processes.self);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    // Windows says this while the file is being deleted.
    if (process.platform === "win32" && hasCode(error, "EPERM", "EACCES", "EBUSY")) return false;
    if (!hasCode(error, "ENOENT")) throw error;
    await mkdir(dirname(path), { recursive: true });
    return false;
  }
}

async function isForgotten(path: string): Promise<boolean> {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const running = isRunning(owner);
    if (running === false) return true;
    const limit = owner === "" ? FORGOTTEN.unnamed : running ? FORGOTTEN.running : FORGOTTEN.unknown;
    return Date.now() - mtimeMs > limit;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Only one process at a time looks again and deletes, so that nobody deletes the lock of whoever was faster. */
async function breakLock(path: string): Promise<void> {
  const breaking = `${path}.breaking`;
  if (!(await create(breaking))) {
    if (await isForgotten(breaking)) await rm(breaking, { force: true });
    return;
  }
  try {
    if (await isForgotten(path)) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}
