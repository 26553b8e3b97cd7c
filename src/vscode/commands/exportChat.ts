import * as vscode from "vscode";
import { formatConversation } from "../../core/persistence/conversationFile.ts";
import { isEmpty } from "../../core/persistence/conversationSummary.ts";
import { conversationMarkdown } from "../../core/persistence/markdown/conversationMarkdown.ts";
import type { Conversation } from "../../shared/chat/state.ts";

type Choice = vscode.QuickPickItem & {
  readonly language: "markdown" | "json";
  readonly format: (conversation: Conversation) => string;
  readonly toFile: boolean;
};

/** Asks for the form of a conversation, and opens it in an untitled document or saves it as a file. */
export async function exportChat(conversation: Conversation): Promise<void> {
  const { t } = vscode.l10n;
  if (isEmpty(conversation)) {
    void vscode.window.showInformationMessage(t("This chat is empty."));
    return;
  }
  const markdown = { language: "markdown", format: conversationMarkdown } as const;
  const json = { language: "json", format: formatConversation } as const;
  const [open, save] = [t("Opens an untitled document"), t("Saves a file")];
  const choices: readonly Choice[] = [
    { label: "Markdown", description: open, ...markdown, toFile: false },
    { label: "JSON", description: open, ...json, toFile: false },
    { label: t("Markdown file…"), description: save, ...markdown, toFile: true },
    { label: t("JSON file…"), description: save, ...json, toFile: true },
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: t("Export chat as") });
  if (!picked) return;
  const content = picked.format(conversation);
  if (picked.toFile) await saveAs(picked, conversation.title, content);
  else {
    const document = await vscode.workspace.openTextDocument({ language: picked.language, content });
    await vscode.window.showTextDocument(document, { preview: false });
  }
}

async function saveAs({ language }: Choice, title: string, content: string): Promise<void> {
  const extension = language === "markdown" ? "md" : "json";
  const name = `${toFileName(title)}.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [language === "markdown" ? "Markdown" : "JSON"]: [extension] },
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  await vscode.window.showTextDocument(file, { preview: true });
}

/** What every file system takes. */
function toFileName(title: string): string {
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-+|-+$/g, "");
  return name.slice(0, 50) || "chat";
}
