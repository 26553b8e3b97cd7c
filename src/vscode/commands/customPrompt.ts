import * as vscode from "vscode";
import type { CustomPrompt } from "../../core/settings/settings.ts";
import { act } from "../act.ts";
import type { AnswerCommands } from "./answerCommands.ts";
import type { EditCommands } from "./editCommands.ts";
import { cancelled, type Outcome } from "./outcome.ts";

/** Lets the person pick one of their own prompts and runs it as it asks to be run. */
export async function runCustomPrompt(
  prompts: readonly CustomPrompt[],
  commands: { readonly answers: AnswerCommands; readonly edits: EditCommands },
): Promise<Outcome> {
  if (prompts.length === 0) {
    void offerSettings();
    return { outcome: "refused" };
  }
  const items = prompts.map((prompt) => ({ label: prompt.name, detail: prompt.prompt, prompt }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Run custom prompt"),
    matchOnDetail: true,
  });
  if (!picked) return cancelled;
  const { prompt, action } = picked.prompt;
  return action === "answer" ? commands.answers.custom(prompt) : commands.edits.custom(prompt, action);
}

async function offerSettings(): Promise<void> {
  const open = vscode.l10n.t("Open settings");
  const sentence = vscode.l10n.t("You have no custom prompts yet. Add some in askChatGPT.customPrompts.");
  if ((await vscode.window.showInformationMessage(sentence, open)) === open) await act("open-settings");
}
