import * as vscode from "vscode";
import type { Clock } from "../../core/ports/clock.ts";
import type { Fetch } from "../../core/ports/fetch.ts";
import { finalUrl, parseEndpoint } from "../../core/settings/endpoint.ts";
import { findLocalServers, type LocalServer } from "../../core/setup/localServers.ts";
import { failureOf } from "../../shared/failures.ts";

type Choice = vscode.QuickPickItem & {
  /** Where it is; for the others the person is asked. */
  readonly address?: string;
  /** What to ask, and an example of an answer. */
  readonly question?: { readonly title: string; readonly example: string };
};

/** Lets the person choose where requests go. Resolves with an address that can be used, undefined when given up. */
export async function pickAddress(parts: {
  readonly fetch: Fetch;
  readonly clock: Clock;
}): Promise<string | undefined> {
  const choice = await pickChoice(parts);
  if (choice?.address !== undefined) return choice.address;
  return choice?.question && askForAddress(choice.question);
}

/** The picker is there at once; servers of this machine come in when they have answered. */
async function pickChoice(parts: { readonly fetch: Fetch; readonly clock: Clock }): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick<Choice>();
  const closed = new AbortController();
  picker.title = t("Set Up Connection");
  picker.placeholder = t("Where is the model?");
  picker.matchOnDescription = true;
  picker.items = choicesWith([]);
  const adding = addServers(picker, parts, closed.signal);
  const chosen = await new Promise<Choice | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  closed.abort();
  await adding;
  picker.dispose();
  return chosen;
}

async function addServers(
  picker: vscode.QuickPick<Choice>,
  parts: { readonly fetch: Fetch; readonly clock: Clock },
  closed: AbortSignal,
): Promise<void> {
  picker.busy = true;
  try {
    const servers = await findLocalServers(parts, closed);
    const [active] = picker.activeItems;
    picker.items = choicesWith(servers);
    if (active) picker.activeItems = picker.items.filter(({ label }) => label === active.label);
    picker.busy = false;
  } catch (error) {
    if (!closed.aborted) throw error;
  }
}

function choicesWith(servers: readonly LocalServer[]): readonly Choice[] {
  const { t } = vscode.l10n;
  return [
    { label: "OpenAI", description: "api.openai.com", address: "https://api.openai.com/v1" },
    {
      label: "Azure OpenAI",
      description: t("by the URL of your resource or deployment"),
      question: {
        title: t("URL of the Azure OpenAI resource or deployment"),
        example: "https://NAME.openai.azure.com",
      },
    },
    ...(servers.length === 0 ? [] : [{ label: whichMachine(), kind: vscode.QuickPickItemKind.Separator }]),
    ...servers.map(toChoice),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: t("Other…"),
      description: t("any OpenAI-compatible endpoint, by its URL"),
      question: { title: t("URL of the endpoint"), example: "http://localhost:8000/v1" },
    },
  ];
}

function toChoice({ baseUrl, name, models }: LocalServer): Choice {
  const { t } = vscode.l10n;
  const { host } = new URL(baseUrl);
  return {
    label: name ?? t("Server at {0}", host),
    description: [
      ...(name === undefined ? [] : [host]),
      models === undefined ? t("wants a key") : models === 1 ? t("1 model") : t("{0} models", models),
    ].join(" · "),
    address: baseUrl,
  };
}

function whichMachine(): string {
  const { remoteName } = vscode.env;
  return remoteName === undefined
    ? vscode.l10n.t("on this computer")
    : vscode.l10n.t("on the remote machine ({0})", remoteName);
}

async function askForAddress({ title, example }: NonNullable<Choice["question"]>): Promise<string | undefined> {
  const address = await vscode.window.showInputBox({
    title,
    placeHolder: example,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" ? undefined : toMessage(value)),
  });
  return address?.trim() || undefined;
}

/** Says where requests would go, or why they could not go there. */
function toMessage(address: string): vscode.InputBoxValidationMessage {
  const { t } = vscode.l10n;
  try {
    const url = finalUrl(parseEndpoint(address, t));
    return { message: t("Requests go to {0}", url), severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== "bad-endpoint") throw error;
    return { message: failure.reason, severity: vscode.InputBoxValidationSeverity.Error };
  }
}
