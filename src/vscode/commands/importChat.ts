import * as vscode from "vscode";
import { importConversations, type Imported } from "../../core/persistence/import/importConversations.ts";
import type { ChatView } from "../chat/chatView.ts";
import type { Chats } from "../chat/chats.ts";
import { nameOf } from "../edits/documents.ts";
import { toPlainMessage } from "../plainMessage.ts";

/** Reads chats from files that the person picks, or from one that is named, saves them, and shows the last one. */
export async function importChat(
  argument: unknown,
  { chats, view }: { readonly chats: Chats; readonly view: ChatView },
): Promise<void> {
  const files = argument instanceof vscode.Uri ? [argument] : await pick();
  let last: string | undefined;
  let count = 0;
  for (const file of files) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const name = nameOf(file);
    const imported = importConversations(text, {
      name: name.replace(/\.\w+$/, ""),
      now: Date.now(),
      createId: () => crypto.randomUUID(),
    });
    if (imported.type !== "conversations") {
      void vscode.window.showWarningMessage(toPlainMessage(refusal(imported, name)));
      continue;
    }
    for (const conversation of imported.conversations) last = await chats.add(conversation);
    count += imported.conversations.length;
  }
  if (last === undefined) return;
  if (count > 1) void vscode.window.showInformationMessage(vscode.l10n.t("{0} chats are in the history now.", count));
  await view.open(last);
  await view.reveal({ focus: true });
}

async function pick(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Import Chat"),
    openLabel: vscode.l10n.t("Import"),
    canSelectMany: true,
    filters: { [vscode.l10n.t("Chats")]: ["md", "markdown", "json", "txt"] },
  });
  return picked ?? [];
}

function refusal({ type }: Exclude<Imported, { readonly type: "conversations" }>, name: string): string {
  const { t } = vscode.l10n;
  return type === "newer"
    ? t("A newer version of Ask ChatGPT wrote {0}. Update the extension to import it.", name)
    : t("There is no chat in {0}. Markdown, exported chats and lists of messages in JSON can be imported.", name);
}
