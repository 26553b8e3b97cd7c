import * as vscode from "vscode";
import { commandIds } from "../../shared/ids.ts";
import type { Handlers } from "../../shared/protocol/contract.ts";
import type { CodeAction, FileAction, FileActionResult, PanelAction, toHost } from "../../shared/protocol/panel.ts";
import { act } from "../act.ts";
import type { Asker } from "./asker.ts";
import type { Chats } from "./chats.ts";
import type { LinkOpener } from "./openLink.ts";
import type { PendingAttachments } from "./pendingAttachments.ts";
import type { ReadOnlyTexts } from "./readOnlyTexts.ts";

/** What the panel's messages do. */
export function panelHandlers(parts: {
  readonly asker: Asker;
  readonly chats: Chats;
  readonly attachments: PendingAttachments;
  readonly retry: (turnId: string) => Promise<void>;
  readonly continueAnswer: (turnId: string) => Promise<void>;
  /** Has the model of this turn answer in one piece from now on. */
  readonly withoutStreaming: (turnId: string) => Promise<void>;
  readonly regenerate: (turnId: string) => Promise<void>;
  /** Asks the question of this turn where nothing is sent along. */
  readonly askInNewChat: (turnId: string) => Promise<void>;
  readonly codeAction: (action: CodeAction) => Promise<string>;
  readonly fileAction: (action: FileAction) => Promise<FileActionResult>;
  readonly links: LinkOpener;
  readonly texts: ReadOnlyTexts;
  readonly onError: (error: unknown) => void;
}): Omit<Handlers<typeof toHost>, "ready"> {
  const { asker, chats, attachments, codeAction, fileAction, links, texts, onError } = parts;
  const { retry, continueAnswer, withoutStreaming, regenerate, askInNewChat } = parts;
  const inBackground = (work: PromiseLike<unknown>): void => void Promise.resolve(work).catch(onError);

  async function submit(text: string): Promise<void> {
    if (text.trim() === "") return;
    await asker.ask({ task: "ask", text, attachments: attachments.take() });
  }

  async function actOn(action: PanelAction, turnId: string): Promise<void> {
    switch (action) {
      case "retry":
        await retry(turnId);
        return;
      case "without-streaming":
        await withoutStreaming(turnId);
        await retry(turnId);
        return;
      case "new-chat":
        await askInNewChat(turnId);
        return;
      case "continue":
        await continueAnswer(turnId);
        return;
      case "set-key":
        await act(action);
        if (turnId !== "") await retry(turnId);
        return;
      default:
        await act(action);
    }
  }

  return {
    submit: ({ text }) => inBackground(submit(text)),
    stop: () => chats.stop(),
    newChat: () => inBackground(chats.startNew()),
    addContext: () => inBackground(vscode.commands.executeCommand(commandIds.addToChat)),
    removeAttachment: ({ id }) => attachments.remove(id),
    regenerate: ({ turnId }) => inBackground(regenerate(turnId)),
    copy: ({ text }) => inBackground(vscode.env.clipboard.writeText(text)),
    codeAction,
    fileAction,
    openLink: ({ href, label }) => inBackground(links.open(href, label)),
    openText: ({ text, language }) => inBackground(texts.show(text, language)),
    previewDiagram: ({ code, language }) => inBackground(texts.preview(code, language)),
    act: ({ action, turnId }) => inBackground(actOn(action, turnId)),
  };
}
