import * as vscode from "vscode";
import type { ConversationStore, ConversationSummary } from "../../core/ports/conversationStore.ts";
import type { ChatView } from "../chat/chatView.ts";
import type { Chats } from "../chat/chats.ts";
import { toPlainMessage } from "../plainMessage.ts";

type Item = vscode.QuickPickItem & { readonly summary: ConversationSummary };

/** Lists the saved conversations: Enter opens one, its buttons rename and delete it. */
export async function showHistory(parts: {
  readonly chats: Chats;
  readonly store: ConversationStore;
  /** Shows what is picked. */
  readonly view: ChatView;
  readonly onError: (error: unknown) => void;
}): Promise<void> {
  const { chats, store, view, onError } = parts;
  const rename: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("edit"), tooltip: vscode.l10n.t("Rename") };
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: vscode.l10n.t("Delete") };
  const summaries = await store.list();
  if (summaries.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no saved chats yet."));
    return;
  }
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = vscode.l10n.t("Chat History");
  picker.placeholder = vscode.l10n.t("Open a chat");
  picker.items = summaries.map((summary) => ({
    label: summary.title,
    description: describe(summary),
    buttons: [rename, remove],
    summary,
  }));
  picker.onDidAccept(() => {
    const [picked] = picker.selectedItems;
    picker.hide();
    if (picked) inBackground(open(picked.summary.id));
  });
  picker.onDidTriggerItemButton(({ item, button }) => {
    if (button === remove) picker.items = picker.items.filter((one) => one !== item);
    else picker.hide();
    inBackground(button === remove ? deleteWithUndo(item.summary) : askForTitle(item.summary));
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();

  function inBackground(work: Promise<void>): void {
    void work.catch(onError);
  }

  async function open(id: string): Promise<void> {
    const chat = await view.open(id);
    if (!chat)
      void vscode.window.showWarningMessage(vscode.l10n.t("This chat cannot be read. Its file is left as it is."));
    else await view.reveal({ focus: true });
  }

  async function askForTitle({ id, title }: ConversationSummary): Promise<void> {
    const next = await vscode.window.showInputBox({ title: vscode.l10n.t("Rename chat"), value: title });
    if (next?.trim()) await chats.rename(id, next.trim());
  }

  async function deleteWithUndo({ id, title }: ConversationSummary): Promise<void> {
    const bringBack = await chats.delete(id);
    if (!bringBack) return;
    const undo = vscode.l10n.t("Undo");
    const pressed = await vscode.window.showInformationMessage(
      toPlainMessage(vscode.l10n.t("“{0}” is deleted.", title)),
      undo,
    );
    if (pressed === undo) await bringBack();
  }
}

function describe({ changedAt, turns }: ConversationSummary): string {
  const date = new Date(changedAt).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
  return turns === 1 ? vscode.l10n.t("{0}, 1 question", date) : vscode.l10n.t("{0}, {1} questions", date, turns);
}
