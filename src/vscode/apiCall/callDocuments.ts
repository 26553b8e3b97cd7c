import * as vscode from "vscode";
import { callForms, type CallForm } from "../../shared/callForms.ts";
import { commandIds } from "../../shared/ids.ts";

/** Scheme of read-only documents that show the request of a turn. */
export const callScheme = "askchatgpt-call";

/** Which request a document shows, and how. */
export type ShownDocument = { readonly conversationId: string; readonly turnId: string; readonly form: CallForm };

/** The ending of a document's name decides how VS Code colours it. */
const ENDINGS: Readonly<Record<CallForm, string>> = { request: "jsonc", curl: "sh", node: "mjs", python: "py" };

/** The requests of turns as documents with nothing to save, and above each the other ways to have it. */
export class CallDocuments implements vscode.Disposable, vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  /** @param textOf what a document says; undefined when there is no such turn */
  constructor(textOf: (shown: ShownDocument) => Promise<string | undefined>) {
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(callScheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: async (uri) => {
          const shown = toShown(uri);
          return shown && textOf(shown);
        },
      }),
      vscode.languages.registerCodeLensProvider({ scheme: callScheme }, this),
    );
  }

  async show(shown: ShownDocument): Promise<void> {
    const uri = toUri(shown);
    // One that is open already may show an earlier request of the turn.
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = toShown(uri);
    if (!shown) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, argument: object): vscode.CodeLens =>
      new vscode.CodeLens(top, { title, command: commandIds.showApiCall, arguments: [argument] });
    return [
      lens(`$(copy) ${vscode.l10n.t("Copy")}`, { ...shown, as: shown.form, copy: true }),
      ...callForms.filter((form) => form !== shown.form).map((as) => lens(formName(as), { ...shown, as })),
    ];
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}

/** For people. */
export function formName(form: CallForm): string {
  switch (form) {
    case "request":
      return vscode.l10n.t("As JSON");
    case "curl":
      return vscode.l10n.t("As curl");
    case "node":
      return vscode.l10n.t("As Node");
    case "python":
      return vscode.l10n.t("As Python");
  }
}

function toUri({ conversationId, turnId, form }: ShownDocument): vscode.Uri {
  const query = new URLSearchParams({ conversationId, turnId }).toString();
  return vscode.Uri.from({ scheme: callScheme, path: `/${vscode.l10n.t("API call")}.${ENDINGS[form]}`, query });
}

/** A link of another extension may have any shape. */
function toShown({ path, query }: vscode.Uri): ShownDocument | undefined {
  const members = new URLSearchParams(query);
  const conversationId = members.get("conversationId");
  const turnId = members.get("turnId");
  const form = callForms.find((one) => path.endsWith(`.${ENDINGS[one]}`));
  return conversationId && turnId && form ? { conversationId, turnId, form } : undefined;
}
