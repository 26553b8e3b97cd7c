import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { FileNotice } from "../../core/persistence/conversationFiles.ts";
import { NewerVersion } from "../../core/persistence/folderConversationStore.ts";
import { commandIds } from "../../shared/ids.ts";
import { toPlainMessage } from "../plainMessage.ts";

/** Says what became of files that this version cannot work with. */
export function tellAboutFiles(notice: FileNotice, folder: vscode.Uri): void {
  const { t } = vscode.l10n;
  switch (notice.type) {
    case "set-aside": {
      const [name = ""] = notice.names;
      const sentence =
        notice.names.length === 1
          ? t("A chat cannot be read. Its file is kept as {0}; the other chats are not affected.", name)
          : t("{0} chats cannot be read. Their files are kept; the other chats are not affected.", notice.names.length);
      return offer(sentence, t("Open Folder"), () =>
        vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true }),
      );
    }
    case "unreadable":
      void vscode.window.showWarningMessage(
        t("The file of this chat cannot be opened. It is left as it is; the log says why."),
      );
      return;
    case "too-new":
      void vscode.window.showWarningMessage(
        t(
          "A newer version of Ask ChatGPT wrote this chat. Update the extension to read it; its file is left as it is.",
        ),
      );
  }
}

/** Says of a conversation that has been opened that a newer version wrote it. */
export function tellReadOnly({ isReadOnly, conversation }: Chat): void {
  if (!isReadOnly) return;
  const sentence = vscode.l10n.t(
    "A newer version of Ask ChatGPT wrote “{0}”. You can read it here; asking in it makes a copy.",
    conversation.title,
  );
  void vscode.window.showInformationMessage(toPlainMessage(sentence));
}

/** Whether the person wants a copy of a conversation that must not be changed, to ask in. */
export async function wantsCopy(): Promise<boolean> {
  const { t } = vscode.l10n;
  const accept = t("Ask in a Copy");
  const pressed = await vscode.window.showWarningMessage(
    t("A newer version of Ask ChatGPT wrote this chat, and this version does not change it. You can go on in a copy."),
    { modal: true },
    accept,
  );
  return pressed === accept;
}

/** Says once that chats cannot be saved, and again only after they could. */
export class SaveNotice {
  readonly #failing = new Set<string>();

  /** @param error undefined when it is saved */
  tell(conversationId: string, error: unknown): void {
    if (error === undefined) {
      this.#failing.delete(conversationId);
      return;
    }
    const isFirst = this.#failing.size === 0;
    this.#failing.add(conversationId);
    if (isFirst)
      offer(sentenceOf(error), vscode.l10n.t("Export Chat"), () =>
        vscode.commands.executeCommand(commandIds.exportChat),
      );
  }
}

function sentenceOf(error: unknown): string {
  const { t } = vscode.l10n;
  if (error instanceof NewerVersion) {
    return t(
      "A newer version of Ask ChatGPT changed this chat in another window. Export what is new here, then reload.",
    );
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return t("The disk is full, so the chat is not saved. It is kept here and saved as soon as there is room.");
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return t(
        "The extension's folder cannot be written to, so the chat is not saved. It is kept here until it can be.",
      );
    default:
      return t("The chat could not be saved. It is kept here, and saving is tried again. The log says more.");
  }
}

function offer(sentence: string, action: string, act: () => Thenable<unknown>): void {
  void vscode.window
    .showWarningMessage(toPlainMessage(sentence), action)
    .then((pressed) => (pressed === action ? act() : undefined));
}
