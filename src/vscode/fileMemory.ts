import * as vscode from "vscode";
import type { Memory } from "../core/ports/memory.ts";
import { isRecord } from "../shared/protocol/validate.ts";
import type { ReplaceFile } from "./replaceFile.ts";

/** Small facts in a file, which is on disk as soon as a value is set. */
export class FileMemory implements Memory {
  readonly #file: vscode.Uri;
  readonly #replace: ReplaceFile;
  readonly #values: Map<string, string>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: vscode.Uri, replace: ReplaceFile, values: Map<string, string>) {
    this.#file = file;
    this.#replace = replace;
    this.#values = values;
  }

  /** Reads the file; a missing or broken one is an empty memory. */
  static async open(file: vscode.Uri, replace: ReplaceFile): Promise<FileMemory> {
    return new FileMemory(file, replace, await readValues(file));
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  /** Resolves when it is on disk. Writes do not overlap. */
  set(key: string, value: string | undefined): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    const writing = this.#writing.then(() => this.#write());
    // A failing write must not hold up the next one.
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  #write(): Promise<void> {
    return this.#replace(this.#file, new TextEncoder().encode(JSON.stringify(Object.fromEntries(this.#values))));
  }
}

async function readValues(file: vscode.Uri): Promise<Map<string, string>> {
  try {
    const stored: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    const entries = isRecord(stored) ? Object.entries(stored) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch (error) {
    if (error instanceof vscode.FileSystemError || error instanceof SyntaxError) return new Map();
    throw error;
  }
}
