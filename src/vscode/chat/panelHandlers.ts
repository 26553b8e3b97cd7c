import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { CallForm } from "../../shared/callForms.ts";
import { AskError } from "../../shared/failures.ts";
import { commandIds } from "../../shared/ids.ts";
import type { PanelAction } from "../../shared/protocol/panel.ts";
import { act } from "../act.ts";
import type { ModelCommands } from "../commands/modelCommands.ts";
import type { SlashCommands } from "../commands/slashCommands.ts";
import type { Edited, TurnActions } from "../commands/turnActions.ts";
import type { Offer } from "../offer.ts";
import { showFailure } from "../failureDialog.ts";
import type { ShowApiCall } from "../apiCall/showApiCall.ts";
import type { OpenedEditor } from "../context/openedEditor.ts";
import type { Asker } from "./asker.ts";
import { makeOptionsDefault, setOption } from "./chatOptions.ts";
import type { Chats } from "./chats.ts";
import type { References } from "../context/references.ts";
import type { WorkspaceFiles } from "../context/workspaceFiles.ts";
import type { ChatView, ViewHandlers } from "./chatView.ts";
import type { CodeBlockActions } from "./codeBlockActions.ts";
import type { FileActions } from "./fileActions.ts";
import { contextHandlers } from "./contextHandlers.ts";
import type { LinkOpener } from "./openLink.ts";
import type { ReadOnlyTexts } from "./readOnlyTexts.ts";

export type PanelHandlerParts = {
  readonly asker: Pick<Asker, "ask">;
  readonly chats: Pick<Chats, "fork">;
  readonly turns: Pick<TurnActions, "retry" | "continue" | "regenerate" | "edit" | "ask">;
  readonly codeBlocks: Pick<CodeBlockActions, "run">;
  readonly files: Pick<FileActions, "run">;
  readonly commands: Pick<SlashCommands, "offer" | "run">;
  readonly models: Pick<ModelCommands, "selectFor" | "pickOnce">;
  /** What was asked in other conversations of this workspace lately, newest first. */
  readonly earlierQuestions: (chat: Chat) => Promise<readonly string[]>;
  readonly workspaceFiles: Pick<WorkspaceFiles, "recent" | "find" | "below">;
  readonly references: Pick<References, "check" | "open">;
  readonly apiCall: Pick<ShowApiCall, "show">;
  readonly opened: Pick<OpenedEditor, "capture">;
  /** Has the model of this turn answer in one piece from now on. */
  readonly withoutStreaming: (chat: Chat, turnId: string) => Promise<void>;
  readonly offer: Offer;
  readonly links: Pick<LinkOpener, "open">;
  readonly texts: Pick<ReadOnlyTexts, "show" | "preview">;
  readonly onError: (error: unknown) => void;
};

/** What the messages of a view's panel do: everything happens in this view's conversation. */
export function panelHandlers(view: ChatView, parts: PanelHandlerParts): ViewHandlers {
  const { asker, chats, turns, codeBlocks, files, models, commands, apiCall, opened } = parts;
  const { workspaceFiles, references, links, texts, withoutStreaming, offer, onError } = parts;
  const { attachments } = view;
  const inBackground = (work: PromiseLike<unknown>): void => void Promise.resolve(work).catch(onError);

  async function submit(text: string): Promise<void> {
    if (text.trim() === "") return;
    const chat = await view.current();
    await asker.ask(chat, { task: "ask", text, attachments: attachments.take() });
  }

  async function stop(): Promise<void> {
    const chat = await view.current();
    chat.stop();
  }

  async function regenerate(turnId: string, withOther: boolean): Promise<void> {
    const chat = await view.current();
    const model = withOther ? await models.pickOnce(chat) : undefined;
    if (!withOther || model !== undefined) await turns.regenerate(chat, turnId, model);
  }

  /** Resolves as soon as it is asked, or is found not to be. */
  async function edit(turnId: string, edited: Edited): Promise<boolean> {
    const chat = await view.current();
    return new Promise((resolve) => {
      const unsubscribe = chat.onEvent((event) => {
        if (event.type === "turn-started" && event.replaces === turnId) resolve(true);
      });
      const ended = turns.edit(chat, turnId, edited).finally(() => {
        unsubscribe();
        resolve(false);
      });
      inBackground(ended);
    });
  }

  async function showVersion(turnId: string): Promise<void> {
    const chat = await view.current();
    await chat.showVersion(turnId);
  }

  async function deleteTurn(turnId: string): Promise<void> {
    const chat = await view.current();
    const bringBack = await chat.delete(turnId);
    if (!bringBack) return;
    const told = vscode.l10n.t("The question and its answer are deleted.");
    if (await offer(told, vscode.l10n.t("Undo"))) await bringBack();
  }

  async function fork(turnId: string): Promise<void> {
    const forked = await chats.fork(await view.current(), turnId);
    if (!forked) return;
    await view.show(forked);
    await view.reveal({ focus: true });
  }

  async function openReference(turnId: string, reference: string): Promise<void> {
    const chat = await view.current();
    await references.open(reference, chat.turn(turnId)?.question.attachments ?? []);
  }

  async function showApiCall(turnId: string, form: CallForm): Promise<void> {
    try {
      await apiCall.show(await view.current(), turnId, form);
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      await showFailure(error.failure);
    }
  }

  async function actOn(action: PanelAction, turnId: string): Promise<void> {
    const chat = await view.current();
    switch (action) {
      case "retry":
        await turns.retry(chat, turnId);
        return;
      case "without-streaming":
        await withoutStreaming(chat, turnId);
        await turns.retry(chat, turnId);
        return;
      case "new-chat": {
        // Without what came before it.
        const question = chat.turn(turnId)?.question;
        if (question) await turns.ask(await view.startNew(), question);
        return;
      }
      case "continue":
        await turns.continue(chat, turnId);
        return;
      case "select-model":
        await models.selectFor(chat, turnId);
        return;
      case "set-key":
        await act(action);
        if (turnId !== "") await turns.retry(chat, turnId);
        return;
      default:
        await act(action);
    }
  }

  return {
    submit: ({ text }) => inBackground(submit(text)),
    slash: (slash) => commands.run(slash, view),
    earlierQuestions: async () => parts.earlierQuestions(await view.current()),
    stop: () => inBackground(stop()),
    newChat: () => inBackground(view.startNew()),
    addContext: () => inBackground(vscode.commands.executeCommand(commandIds.addToChat)),
    ...contextHandlers(view, workspaceFiles, commands, inBackground),
    regenerate: ({ turnId, model }) => inBackground(regenerate(turnId, model === "other")),
    editQuestion: ({ turnId, ...edited }) => edit(turnId, edited),
    showVersion: ({ turnId }) => inBackground(showVersion(turnId)),
    deleteTurn: ({ turnId }) => inBackground(deleteTurn(turnId)),
    fork: ({ turnId }) => inBackground(fork(turnId)),
    openChat: ({ conversationId }) => inBackground(view.open(conversationId)),
    addOpened: () => {
      const code = opened.capture();
      if (code) attachments.add(code);
    },
    showApiCall: ({ turnId, as }) => inBackground(showApiCall(turnId, as)),
    copy: ({ text }) => inBackground(vscode.env.clipboard.writeText(text)),
    codeAction: async (action) => codeBlocks.run(await view.current(), action),
    fileAction: async (action) => files.run(await view.current(), action),
    setOption: ({ option, value }) => inBackground(view.current().then((chat) => setOption(chat, option, value))),
    resetOptions: () => inBackground(view.current().then((chat) => chat.setOptions({}))),
    makeOptionsDefault: () => inBackground(view.current().then(makeOptionsDefault)),
    references: async ({ turnId, references: written }) =>
      references.check(written, (await view.current()).turn(turnId)?.question.attachments ?? []),
    openReference: ({ turnId, reference }) => inBackground(openReference(turnId, reference)),
    openLink: ({ href, label }) => inBackground(links.open(href, label)),
    openText: ({ text, language }) => inBackground(texts.show(text, language)),
    previewDiagram: ({ code, language }) => inBackground(texts.preview(code, language)),
    act: ({ action, turnId }) => inBackground(actOn(action, turnId)),
  };
}
