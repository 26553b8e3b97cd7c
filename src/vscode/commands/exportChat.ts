import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { formatConversation } from "../../core/persistence/conversationFile.ts";
import { conversationMarkdown } from "../../core/persistence/conversationMarkdown.ts";

/** Opens a conversation as Markdown or JSON in an untitled document. */
export async function exportChat({ conversation }: Chat): Promise<void> {
  if (conversation.turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This chat is empty."));
    return;
  }
  const formats = [
    { label: "Markdown", language: "markdown", format: conversationMarkdown },
    { label: "JSON", language: "json", format: formatConversation },
  ];
  const picked = await vscode.window.showQuickPick(formats, { title: vscode.l10n.t("Export chat as") });
  if (!picked) return;
  const document = await vscode.workspace.openTextDocument({
    language: picked.language,
    content: picked.format(conversation),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
