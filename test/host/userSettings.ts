import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

type Settings = Record<string, unknown>;

/**
 * Reads a settings file that tests wrote.
 * @returns undefined when there is none
 * @throws when it is not JSON, which comments are not part of
 */
export async function readSettings(path: string): Promise<Settings | undefined> {
  try {
    const settings: Settings = JSON.parse(await readFile(path, "utf8"));
    return settings;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`${path} could not be read. It must be JSON without comments.`, { cause: error });
  }
}

export async function writeSettings(path: string, settings: Settings): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** The user's settings inside a server's data folder. A running workbench notices when they change. */
export function userSettingsPath(dataDir: string): string {
  return join(dataDir, "data", "User", "settings.json");
}

/** Changes some of the user's settings and leaves the others. */
export async function changeUserSettings(dataDir: string, changes: Settings): Promise<void> {
  const path = userSettingsPath(dataDir);
  await writeSettings(path, { ...(await readSettings(path)), ...changes });
}
