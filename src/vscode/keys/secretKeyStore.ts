import type * as vscode from "vscode";
import type { KeyStore } from "../../core/ports/keyStore.ts";
import { AskError } from "../../shared/failures.ts";

/** Keys in VS Code's secret storage, one entry for each origin. */
export class SecretKeyStore implements KeyStore {
  readonly #secrets: vscode.SecretStorage;
  /** Keys that the secret storage would not take; they live until the window closes. */
  readonly #session = new Map<string, string>();

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async get(origin: string): Promise<string | undefined> {
    return this.#session.get(origin) ?? (await this.#secrets.get(entry(origin)));
  }

  /** @throws AskError `secrets-unavailable` when the key is kept for this window only */
  async set(origin: string, key: string): Promise<void> {
    try {
      await this.#secrets.store(entry(origin), key);
      this.#session.delete(origin);
    } catch (error) {
      this.#session.set(origin, key);
      throw new AskError({ code: "secrets-unavailable" }, { cause: error });
    }
  }

  async delete(origin: string): Promise<void> {
    this.#session.delete(origin);
    await this.#secrets.delete(entry(origin));
  }
}

function entry(origin: string): string {
  return `askChatGPT.key:${origin}`;
}
