import * as vscode from "vscode";
import { commandIds, configurationSection, settingKeys } from "../shared/ids.ts";

const { QuickFix, RefactorRewrite, Empty } = vscode.CodeActionKind;

/** Explain, Refactor and Fix Problems in the lightbulb, behind what the language itself offers. */
export class AskCodeActions implements vscode.CodeActionProvider {
  static readonly providedCodeActionKinds = [QuickFix, RefactorRewrite];

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const enabled = vscode.workspace
      .getConfiguration(configurationSection, document)
      .get(settingKeys.codeActionsEnabled);
    if (enabled === false) return [];
    const actions = [];
    if (context.diagnostics.length > 0) {
      const fix = action(vscode.l10n.t("Fix with Ask ChatGPT"), QuickFix, commandIds.fix);
      fix.diagnostics = [...context.diagnostics];
      actions.push(fix);
    }
    if (!range.isEmpty) {
      actions.push(action(vscode.l10n.t("Refactor with Ask ChatGPT"), RefactorRewrite, commandIds.refactor));
      actions.push(action(vscode.l10n.t("Explain with Ask ChatGPT"), Empty, commandIds.explain));
    }
    return actions;
  }
}

function action(title: string, kind: vscode.CodeActionKind, command: string): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { title, command };
  return made;
}
