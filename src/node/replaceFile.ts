import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** How often, and after how many milliseconds each time, a file that another program has open is tried again. */
const RETRIES = [10, 40, 160, 640];

let written = 0;

/**
 * Writes a file in one step: a reader, or a process that starts after a crash, finds the old bytes or the new ones, never
 * a part and never nothing. VS Code's own `rename` deletes the old file first, which is two steps. When it resolves, the
 * bytes are on the disk itself. Several processes may write the same file; the last one wins.
 *
 * @returns what {@link versionOf} says of the file
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}-${++written}.saving`;
  try {
    const version = await writeThrough(temporary, bytes);
    await renameOver(temporary, path);
    await flushFolder(dirname(path));
    return version;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Says which writing of a file this is: another one after every change. */
export function versionOf({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string {
  return `${ino}-${size}-${mtimeMs}`;
}

/** On Windows a file cannot be replaced while a virus scanner, or a reader, has it open. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (const delay of RETRIES) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== "win32" || !hasCode(error, "EPERM", "EACCES", "EBUSY")) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  await rename(from, to);
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<string> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
    return versionOf(await file.stat());
  } finally {
    await file.close();
  }
}

/** So that the new name outlives a power failure too. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    // Some network disks cannot; the name is there all the same.
    if (!hasCode(error, "EINVAL", "ENOTSUP", "EISDIR", "EPERM")) throw error;
  } finally {
    await folder.close();
  }
}
