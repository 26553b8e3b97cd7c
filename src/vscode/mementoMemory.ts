import type * as vscode from "vscode";
import type { Memory } from "../core/ports/memory.ts";

/** Small facts in one of VS Code's own stores. */
export class MementoMemory implements Memory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get(key: string): string | undefined {
    return this.#memento.get<string>(key);
  }

  async set(key: string, value: string | undefined): Promise<void> {
    await this.#memento.update(key, value);
  }
}
