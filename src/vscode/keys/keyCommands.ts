import * as vscode from "vscode";
import type { Connector } from "../../core/chat/connector.ts";
import type { KeyStore } from "../../core/ports/keyStore.ts";
import type { Log } from "../../core/ports/log.ts";
import { checkApiKey } from "../../core/settings/apiKey.ts";
import type { Endpoint } from "../../core/settings/endpoint.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { AskError, failureOf } from "../../shared/failures.ts";
import { toAbortSignal } from "../abortSignal.ts";
import { cancelled, type Outcome } from "../commands/outcome.ts";
import { showFailure } from "../failureDialog.ts";

const OPENAI_KEYS = "https://platform.openai.com/api-keys";

/** What came of asking for a key. An entered one is kept. */
export type Entry = "entered" | "left-empty" | "dismissed";

/** Entering, testing and removing the key of the endpoint that is set. */
export class KeyCommands {
  readonly #keys: KeyStore;
  readonly #connector: Connector;
  readonly #settings: () => Settings;
  readonly #log: Log;

  constructor(parts: {
    readonly keys: KeyStore;
    readonly connector: Connector;
    readonly settings: () => Settings;
    readonly log: Log;
  }) {
    this.#keys = parts.keys;
    this.#connector = parts.connector;
    this.#settings = parts.settings;
    this.#log = parts.log;
  }

  /** Asks for a key, keeps it, and tries it at once. */
  async set(): Promise<Outcome> {
    const settings = this.#settings();
    if ((await this.#enter(settings.endpoint)) !== "entered") return cancelled;
    return this.#test(settings);
  }

  /**
   * Asks for the key of an endpoint that is being set up, and keeps it. It may be left empty where there is one
   * already, and where there may be none to have: anywhere but at OpenAI.
   */
  async enterFor(endpoint: Endpoint): Promise<Entry> {
    const { t } = vscode.l10n;
    if ((await this.#keys.get(endpoint.origin)) !== undefined) {
      return this.#enter(endpoint, t("Leave this empty to keep the key that is set"));
    }
    const entry = await this.#enter(endpoint, endpoint.isOpenAi ? undefined : t("Leave this empty if it needs no key"));
    return entry === "left-empty" && endpoint.isOpenAi ? "dismissed" : entry;
  }

  async delete(): Promise<Outcome> {
    const { endpoint } = this.#settings();
    if ((await this.#keys.get(endpoint.origin)) === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t("There is no API key for {0}.", endpoint.host));
      return { outcome: "refused" };
    }
    const confirm = vscode.l10n.t("Delete Key");
    const pressed = await vscode.window.showWarningMessage(
      vscode.l10n.t("Delete the API key for {0} from this computer?", endpoint.host),
      { modal: true },
      confirm,
    );
    if (pressed !== confirm) return cancelled;
    await this.#keys.delete(endpoint.origin);
    void vscode.window.showInformationMessage(vscode.l10n.t("The API key for {0} is deleted.", endpoint.host));
    return { outcome: "applied" };
  }

  /**
   * Asks for the key when OpenAI's is missing, so that a question can be sent. Without one, or with settings that
   * cannot be used, the turn says so itself.
   */
  async ensure(): Promise<void> {
    const endpoint = this.#usableEndpoint();
    if (endpoint?.isOpenAi && (await this.#keys.get(endpoint.origin)) === undefined) await this.#enter(endpoint);
  }

  #usableEndpoint(): Endpoint | undefined {
    try {
      return this.#settings().endpoint;
    } catch (error) {
      if (error instanceof AskError) return undefined;
      throw error;
    }
  }

  async #enter(endpoint: Endpoint, placeHolder?: string): Promise<Entry> {
    const input = await vscode.window.showInputBox({
      title: vscode.l10n.t("API key for {0}", endpoint.host),
      prompt: vscode.l10n.t("It is kept in VS Code's secret storage and sent to {0} only.", endpoint.origin),
      placeHolder: placeHolder ?? (endpoint.isOpenAi ? vscode.l10n.t("Make one at {0}", OPENAI_KEYS) : ""),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => {
        const checked = checkApiKey(value, vscode.l10n.t);
        return value === "" || checked.type === "key" ? undefined : checked.reason;
      },
    });
    if (input === undefined) return "dismissed";
    const checked = checkApiKey(input, vscode.l10n.t);
    if (checked.type === "refused") return "left-empty";
    try {
      await this.#keys.set(endpoint.origin, checked.key);
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      this.#log.error("The secret storage refused the key.", error);
      void showFailure(error.failure);
    }
    return "entered";
  }

  /** In the status bar: it takes a moment, and its result is the notification that counts. */
  async #test(settings: Settings): Promise<Outcome> {
    const { host } = settings.endpoint;
    const title = vscode.l10n.t("Testing the key with {0}", host);
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async (_, token) => {
      try {
        await this.#connector.listModels(settings, toAbortSignal(token));
        void vscode.window.showInformationMessage(vscode.l10n.t("The key is saved, and {0} accepts it.", host));
        return { outcome: "applied" };
      } catch (error) {
        this.#log.error("The key could not be tested.", error);
        void showFailure(failureOf(error));
        return { outcome: "failed" };
      }
    });
  }
}
