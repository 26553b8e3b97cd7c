import * as vscode from "vscode";
import type { LearnedRefusals } from "../../core/chat/learnedRefusals.ts";
import type { ConnectionFacts, HostFacts } from "../../core/connection/connectionFacts.ts";
import { connectionReport, type ConnectionReport, type ReportParts } from "../../core/connection/connectionReport.ts";
import { stepName } from "../../core/connection/stepName.ts";
import type { Endpoint } from "../../core/settings/endpoint.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { actionLabel, toNotice } from "../../shared/failureNotice.ts";
import { toPlainMessage } from "../plainMessage.ts";
import { isTurnAction } from "../../shared/protocol/panel.ts";
import { toAbortSignal } from "../abortSignal.ts";
import { act } from "../act.ts";
import { cancelled, type Outcome } from "../commands/outcome.ts";
import type { ReportDocuments } from "./reportDocuments.ts";

type Choice = { readonly label: string; readonly run: () => Promise<unknown> };

/** Finding out whether the connection works, and forgetting what it was found to refuse. */
export class ConnectionCommands {
  readonly #parts: ReportParts;
  readonly #documents: ReportDocuments;
  readonly #refusals: LearnedRefusals;
  readonly #settings: () => Settings;
  readonly #host: () => HostFacts;

  constructor(parts: {
    readonly report: ReportParts;
    readonly documents: ReportDocuments;
    readonly refusals: LearnedRefusals;
    readonly settings: () => Settings;
    readonly host: () => HostFacts;
  }) {
    this.#parts = parts.report;
    this.#documents = parts.documents;
    this.#refusals = parts.refusals;
    this.#settings = parts.settings;
    this.#host = parts.host;
  }

  /** Tries everything and opens what was found. */
  async test(): Promise<Outcome> {
    const settings = this.#settings();
    const { endpoint } = settings;
    const report = await this.#report(settings);
    if (report === undefined) return cancelled;
    const { facts, markdown } = report;
    await this.#documents.show(vscode.l10n.t("Connection to {0}", endpoint.host), markdown);
    void this.#offer(endpoint, report);
    return { outcome: facts.question.type === "found" ? "answered" : "failed", text: markdown };
  }

  /** Has everything that the endpoint was found to refuse tried again. */
  async forget(): Promise<Outcome> {
    return this.#forget(this.#settings().endpoint);
  }

  async #forget({ baseUrl, host }: Endpoint): Promise<Outcome> {
    if (this.#refusals.all(baseUrl).length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Nothing is remembered that {0} refuses.", host));
      return { outcome: "refused" };
    }
    await this.#refusals.forget(baseUrl);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("What {0} refused is forgotten. The next question tries it again.", host),
    );
    return { outcome: "applied" };
  }

  /** Undefined when it was cancelled. */
  async #report(settings: Settings): Promise<ConnectionReport | undefined> {
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t("Testing the connection to {0}", settings.endpoint.host);
    return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
      try {
        return await connectionReport(
          this.#parts,
          { settings, host: this.#host() },
          {
            signal: toAbortSignal(token),
            onStep: (step) => progress.report({ message: stepName(step, vscode.l10n.t) }),
          },
        );
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    });
  }

  /** Says in a sentence what was found, with what can be done about it. */
  async #offer(endpoint: Endpoint, { facts, markdown }: ConnectionReport): Promise<void> {
    const copy = { label: vscode.l10n.t("Copy Report"), run: async () => vscode.env.clipboard.writeText(markdown) };
    const forget = { label: vscode.l10n.t("Forget What Was Learned"), run: () => this.#forget(endpoint) };
    const choices: readonly Choice[] = [
      copy,
      ...(facts.refusals.remembered.length > 0 ? [forget] : []),
      ...nextSteps(facts),
    ];
    const sentence = summary(facts);
    const pressed = await vscode.window.showInformationMessage(
      toPlainMessage(sentence),
      ...choices.map(({ label }) => label),
    );
    await choices.find(({ label }) => label === pressed)?.run();
  }
}

function summary({ host, question }: ConnectionFacts): string {
  if (question.type === "found") return vscode.l10n.t("{0} answers questions.", host);
  return vscode.l10n.t("{0} does not answer a question. {1}", host, toNotice(question.failure, vscode.l10n.t).what);
}

/** What the failure's own buttons would do, but for those that need a turn. */
function nextSteps({ question }: ConnectionFacts): readonly Choice[] {
  if (question.type === "found") return [];
  return toNotice(question.failure, vscode.l10n.t)
    .actions.filter((action) => !isTurnAction(action))
    .map((action) => ({ label: actionLabel(action, vscode.l10n.t), run: () => act(action) }));
}
