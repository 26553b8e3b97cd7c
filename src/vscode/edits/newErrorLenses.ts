import * as vscode from "vscode";
import { commandIds } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { NewErrors } from "./newErrors.ts";
import type { ReviewArgument } from "./reviewLenses.ts";

const longestMessage = 100;

/** The CodeLenses at errors that came with an accepted change. Asked for by VS Code only once there was one. */
export class NewErrorLenses implements vscode.Disposable {
  readonly #errors: NewErrors;
  readonly #t: Translate;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #provider: vscode.Disposable | undefined;

  constructor(errors: NewErrors, t: Translate) {
    this.#errors = errors;
    this.#t = t;
    this.#subscription = errors.onDidChange(() => {
      this.#provider ??= vscode.languages.registerCodeLensProvider("*", {
        onDidChangeCodeLenses: this.#changed.event,
        provideCodeLenses: ({ uri }) => this.#lenses(uri),
      });
      this.#changed.fire();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#provider?.dispose();
    this.#changed.dispose();
  }

  #lenses(uri: vscode.Uri): vscode.CodeLens[] {
    const errors = this.#errors.of(uri).toSorted((a, b) => a.range.start.compareTo(b.range.start));
    const [first] = errors;
    if (!first) return [];
    const range = new vscode.Range(first.range.start.line, 0, first.range.start.line, 0);
    const message = first.message.replace(/\s+/g, " ").slice(0, longestMessage);
    const title =
      errors.length === 1
        ? this.#t("New since the accepted change: {0}", message)
        : this.#t("New since the accepted change: {0} (and {1} more)", message, errors.length - 1);
    const argument: ReviewArgument = { uri: uri.toString() };
    return [
      new vscode.CodeLens(range, { title: `$(error)\u00a0${title}`, command: "" }),
      new vscode.CodeLens(range, {
        title: this.#t("Repair"),
        command: commandIds.reviewRepair,
        arguments: [{ ...argument, accepted: true }],
      }),
    ];
  }
}
