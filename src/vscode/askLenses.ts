import * as vscode from "vscode";
import { commandIds, configurationSection, settingKeys } from "../shared/ids.ts";

/** Where code is that a person may change. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

const { Function, Method, Constructor } = vscode.SymbolKind;
const FUNCTIONS: ReadonlySet<vscode.SymbolKind> = new Set([Function, Method, Constructor]);

/** What the command gets from a lens: the function to ask about. */
export type LensArgument = { readonly uri: vscode.Uri; readonly range: vscode.Range };

/** “Ask ChatGPT” above each function, for those who turned it on. */
export class AskLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${configurationSection}.${settingKeys.codeLensEnabled}`)) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(
        SCHEMES.map((scheme) => ({ scheme })),
        this,
      ),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!wantsLenses(document)) return [];
    const symbols = await vscode.commands.executeCommand<
      readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
    >("vscode.executeDocumentSymbolProvider", document.uri);
    return functionsIn(symbols ?? []).map((range) => {
      const argument: LensArgument = { uri: document.uri, range };
      return new vscode.CodeLens(range, {
        title: vscode.l10n.t("Ask ChatGPT"),
        command: commandIds.ask,
        arguments: [argument],
      });
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function wantsLenses(document: vscode.TextDocument): boolean {
  const configuration = vscode.workspace.getConfiguration(configurationSection, document);
  return configuration.get(settingKeys.codeLensEnabled) === true;
}

/** Not those inside another function: it is asked about as a whole. */
function functionsIn(symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]): readonly vscode.Range[] {
  return symbols.flatMap((symbol) => {
    const range = "location" in symbol ? symbol.location.range : symbol.range;
    if (FUNCTIONS.has(symbol.kind)) return [range];
    return "location" in symbol ? [] : functionsIn(symbol.children);
  });
}
