import * as vscode from "vscode";
import { formatConversation } from "../../core/persistence/conversationFile.ts";
import { conversationMarkdown } from "../../core/persistence/conversationMarkdown.ts";
import type { Chats } from "../chat/chats.ts";

/** Opens the current conversation as Markdown or JSON in an untitled document. */
export async function exportChat(chats: Chats): Promise<void> {
  const { conversation } = await chats.current();
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
