import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Where a path of this computer leads once every symbolic link is followed, in the disk's own spelling. Of a path that
 * does not exist, the part that does is followed. Undefined when a link in it leads nowhere or in a circle.
 *
 * @param path absolute
 */
export async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || (await isThere(path))) return undefined;
    const parent = dirname(path);
    const real = parent === path ? undefined : await realPath(parent);
    return real === undefined ? undefined : join(real, basename(path));
  }
}

/** Whether there is a link there, wherever it leads. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}
