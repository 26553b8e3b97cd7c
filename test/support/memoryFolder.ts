import type { Folder, FolderEntry, FolderFile } from "../../src/core/ports/folder.ts";

/** A folder in memory. Everything takes a turn of the event loop, as on a disk. */
export class MemoryFolder implements Folder {
  readonly files = new Map<string, FolderFile & { readonly changedAt: number }>();
  /** Names in the order in which they were read. */
  readonly reads: string[] = [];
  /** Names in the order in which they were written. */
  readonly writes: string[] = [];
  /** Files that the disk does not give. */
  readonly unreadable = new Set<string>();
  /** Thrown by every change, such as on a full disk. */
  failure: Error | undefined;
  readonly #working = new Map<string, Promise<unknown>>();
  #changes = 0;

  /** Writes a file as another program would. */
  put(name: string, text: string): void {
    this.files.set(name, { text, version: `v${++this.#changes}`, changedAt: this.#changes });
  }

  textOf(name: string): string | undefined {
    return this.files.get(name)?.text;
  }

  async list(): Promise<readonly FolderEntry[]> {
    await turn();
    return Array.from(this.files, ([name, { version, changedAt }]) => ({ name, version, changedAt }));
  }

  async read(name: string): Promise<FolderFile | undefined> {
    await turn();
    this.reads.push(name);
    if (this.unreadable.has(name)) throw new Error("input/output error");
    const file = this.files.get(name);
    return file && { text: file.text, version: file.version };
  }

  async version(name: string): Promise<string | undefined> {
    await turn();
    return this.files.get(name)?.version;
  }

  async replace(name: string, text: string): Promise<string> {
    await turn();
    if (this.failure) throw this.failure;
    this.writes.push(name);
    this.put(name, text);
    return this.files.get(name)?.version ?? "";
  }

  async rename(from: string, to: string): Promise<void> {
    await turn();
    const file = this.files.get(from);
    if (!file) return;
    this.files.delete(from);
    this.files.set(to, file);
  }

  async copy(from: string, to: string): Promise<void> {
    await turn();
    this.put(to, this.files.get(from)?.text ?? "");
  }

  async delete(name: string): Promise<void> {
    await turn();
    this.files.delete(name);
  }

  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const run = (this.#working.get(name) ?? Promise.resolve()).then(work, work);
    this.#working.set(name, run);
    return run;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
