import { statSync, type Stats } from "node:fs";
import { open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "./fileLock.ts";
import { hasCode, renameOver, replaceFile, versionOf } from "./replaceFile.ts";

/** So many files are looked at before something else has its turn. */
const AT_ONCE = 250;

/** A temporary file that is older than this, in milliseconds, was left by a process that ended while it wrote. */
const LEFT_OVER = 60_000;

type Entry = { readonly name: string; readonly version: string; readonly changedAt: number };

/** A folder of this computer, for core's port `Folder`. */
export class DiskFolder {
  readonly #path: string;
  /** The work under way in this process, by name. */
  readonly #working = new Map<string, Promise<unknown>>();

  constructor(path: string) {
    this.#path = path;
  }

  async list(): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    const names = await orMissing(readdir(this.#path), []);
    for (let start = 0; start < names.length; start += AT_ONCE) {
      for (const name of names.slice(start, start + AT_ONCE)) {
        // Ten thousand of these take 40 ms; ten thousand promises take ten times as long.
        const found = statSync(join(this.#path, name), { throwIfNoEntry: false });
        if (found?.isFile()) entries.push({ name, version: versionOf(found), changedAt: found.mtimeMs });
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.#withoutLeftOvers(entries);
  }

  async read(name: string): Promise<{ readonly text: string; readonly version: string } | undefined> {
    const file = await orMissing(open(this.#file(name), "r"), undefined);
    if (!file) return undefined;
    try {
      const version = versionOf(await file.stat());
      return { text: await file.readFile("utf8"), version };
    } finally {
      await file.close();
    }
  }

  async version(name: string): Promise<string | undefined> {
    const found: Stats | undefined = await orMissing(stat(this.#file(name)), undefined);
    return found && versionOf(found);
  }

  replace(name: string, text: string): Promise<string> {
    return replaceFile(this.#file(name), new TextEncoder().encode(text));
  }

  rename(from: string, to: string): Promise<void> {
    return orMissing(renameOver(this.#file(from), this.#file(to)), undefined);
  }

  async copy(from: string, to: string): Promise<void> {
    await replaceFile(this.#file(to), await readFile(this.#file(from)));
  }

  delete(name: string): Promise<void> {
    return rm(this.#file(name), { force: true });
  }

  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#working.get(name);
    const run = (async () => {
      await before?.catch(() => undefined);
      return withFileLock(`${this.#file(name)}.lock`, work);
    })();
    this.#working.set(name, run);
    try {
      return await run;
    } finally {
      if (this.#working.get(name) === run) this.#working.delete(name);
    }
  }

  async #withoutLeftOvers(entries: readonly Entry[]): Promise<readonly Entry[]> {
    const isTemporary = ({ name }: Entry): boolean => name.endsWith(".saving");
    for (const { name, changedAt } of entries.filter(isTemporary)) {
      if (Date.now() - changedAt > LEFT_OVER) await this.delete(name);
    }
    return entries.filter((entry) => !isTemporary(entry) && !entry.name.endsWith(".lock"));
  }

  #file(name: string): string {
    return join(this.#path, name);
  }
}

async function orMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return otherwise;
    throw error;
  }
}
