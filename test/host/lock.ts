import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { waitUntil } from "./wait.ts";

const ownerFile = "owner";

/**
 * Runs `work` while this process alone holds the lock directory `path`.
 * The directory names its owner's process id; a lock whose owner is gone is taken over.
 * @param onWait called once, with the owner's process id, when somebody else holds the lock
 * @param timeout milliseconds to wait for that owner
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: (owner: number) => void,
  timeout = 15 * 60_000,
): Promise<T> {
  let waiting = false;
  const acquired = async (): Promise<boolean> => {
    if (await tryAcquire(path)) return true;
    const owner = await readOwner(path);
    if (owner !== undefined && !isAlive(owner)) await discard(path, owner);
    else if (owner !== undefined && !waiting) {
      waiting = true;
      onWait(owner);
    }
    return false;
  };
  await waitUntil(acquired, {
    what: `the lock ${path} (delete it if no other run is active)`,
    timeout,
    interval: 100,
  });
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** Renaming a prepared directory into place is atomic, so that nobody ever sees a lock without an owner. */
async function tryAcquire(path: string): Promise<boolean> {
  const prepared = `${path}.${process.pid}`;
  await mkdir(prepared, { recursive: true });
  await writeFile(join(prepared, ownerFile), String(process.pid));
  try {
    await rename(prepared, path);
    return true;
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    if (isCode(error, "ENOTEMPTY", "EEXIST", "EPERM")) return false;
    throw error;
  }
}

/** Moves the dead owner's lock aside; if it turns out to be a newer one by then, it is put back. */
async function discard(path: string, deadOwner: number): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readOwner(aside)) === deadOwner) await rm(aside, { recursive: true, force: true });
  else await rename(aside, path);
}

async function readOwner(path: string): Promise<number | undefined> {
  try {
    return Number(await readFile(join(path, ownerFile), "utf8"));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
