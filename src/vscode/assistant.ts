import * as vscode from "vscode";
import type { ChatParts } from "../core/chat/chat.ts";
import { Connector } from "../core/chat/connector.ts";
import { LearnedRefusals } from "../core/chat/learnedRefusals.ts";
import type { Memory } from "../core/ports/memory.ts";
import type { ModelConnector } from "../core/ports/model.ts";
import { commandIds, configurationSection } from "../shared/ids.ts";
import { ChannelLog } from "./channelLog.ts";
import { Asker } from "./chat/asker.ts";
import { ChatPanel } from "./chat/chatPanel.ts";
import { Chats } from "./chat/chats.ts";
import { FileConversationStore } from "./chat/fileConversationStore.ts";
import { panelHandlers } from "./chat/panelHandlers.ts";
import { PendingAttachments } from "./chat/pendingAttachments.ts";
import { readSetup } from "./chat/setup.ts";
import { CodeBlockActions } from "./chat/codeBlockActions.ts";
import { AddTests } from "./commands/addTests.ts";
import { runCustomPrompt } from "./commands/customPrompt.ts";
import { EditCommands } from "./commands/editCommands.ts";
import { EditTurns } from "./commands/editTurns.ts";
import { testConnection } from "./commands/testConnection.ts";
import { TurnActions } from "./commands/turnActions.ts";
import { Reviews } from "./edits/reviews.ts";
import { AnswerCommands } from "./commands/answerCommands.ts";
import { ContextCommands } from "./commands/contextCommands.ts";
import { exportChat } from "./commands/exportChat.ts";
import { showHistory } from "./commands/history.ts";
import { ModelCommands } from "./commands/modelCommands.ts";
import { textArgument } from "./commands/outcome.ts";
import { commandRunner, type CommandHandlers, type CommandRunner } from "./commands/commandRunner.ts";
import { KeyCommands } from "./keys/keyCommands.ts";
import { SecretKeyStore } from "./keys/secretKeyStore.ts";
import { MementoMemory } from "./mementoMemory.ts";
import { fileReplacer } from "./replaceFile.ts";
import { readSettings } from "./settings/readSettings.ts";
import { systemClock } from "./systemClock.ts";

/** What only this kind of extension host can give. */
export type Platform = {
  /** Loads the OpenAI SDK; slow the first time. */
  readonly loadOpenAi: () => Promise<typeof import("../providers/openai/main.ts")>;
  /** Writes a file of this computer in one step; absent where there is none. */
  readonly replaceFile?: (path: string, bytes: Uint8Array) => Promise<void>;
};

/** The extension once it is needed: what its commands do, and its view. */
export type Assistant = {
  readonly runCommand: CommandRunner;
  readonly panel: Pick<ChatPanel, "attach">;
};

/**
 * Builds the assistant, part by part. What it opens is closed with `context`.
 *
 * @param memory of the workspace, on disk at once
 */
export function createAssistant(context: vscode.ExtensionContext, platform: Platform, memory: Memory): Assistant {
  const channel = vscode.window.createOutputChannel("Ask ChatGPT", { log: true });
  const log = new ChannelLog(channel);
  const keys = new SecretKeyStore(context.secrets);
  const models: ModelConnector = {
    connect: async (connection, refusals) => {
      const { createOpenAiConnector } = await platform.loadOpenAi();
      return createOpenAiConnector({ fetch: globalThis.fetch, userAgent: userAgent(context), log }).connect(
        connection,
        refusals,
      );
    },
  };
  const facts = new MementoMemory(context.globalState);
  const refusals = new LearnedRefusals(facts);
  const connector = new Connector({ models, keys, memory: facts, refusals });
  const settings = readSettings;

  const conversations = vscode.Uri.joinPath(context.globalStorageUri, "conversations");
  const store = new FileConversationStore(conversations, fileReplacer(platform.replaceFile), log);
  const chatParts: ChatParts = {
    connector,
    settings,
    store,
    clock: systemClock,
    log,
    t: vscode.l10n.t,
    createId: () => crypto.randomUUID(),
    random: Math.random,
  };
  const chats = new Chats(chatParts, memory);
  const attachments = new PendingAttachments();
  const keyCommands = new KeyCommands({ keys, connector, settings, log });
  const asker = new Asker({ chats, keys: keyCommands });

  const reviews = new Reviews({
    t: vscode.l10n.t,
    tell: (sentence) => void vscode.window.showInformationMessage(sentence),
    memory,
  });
  const turns = new EditTurns({ asker, chats, reviews });
  const turnActions = new TurnActions({ asker, chats, turns });
  const codeBlocks = new CodeBlockActions({ chats, reviews });

  const panel = new ChatPanel({
    chats,
    attachments,
    readSetup: () => readSetup({ settings, keys, connector }),
    handlers: panelHandlers({
      asker,
      chats,
      attachments,
      retry: (turnId) => turnActions.retry(turnId),
      withoutStreaming: async (turnId) => {
        const chat = await chats.current();
        const model = chat.turn(turnId)?.answer.model;
        if (model !== undefined) await refusals.at(settings().endpoint.baseUrl).remember(model, ["streaming"]);
      },
      regenerate: (turnId) => turnActions.regenerate(turnId),
      codeAction: (action) => codeBlocks.run(action),
      onError: (error) => log.error("The panel's request failed.", error),
    }),
    log,
  });
  const answers = new AnswerCommands({ asker, panel });
  const edits = new EditCommands({ turns });
  const tests = new AddTests({ asker, chats, reviews, turns });
  const contexts = new ContextCommands({ attachments, panel });
  const modelCommands = new ModelCommands({ connector, settings, log });

  const commands: CommandHandlers = {
    [commandIds.ask]: (argument) => answers.ask(textArgument(argument, "prompt")),
    [commandIds.explain]: () => answers.explain(),
    [commandIds.findBugs]: () => answers.findBugs(),
    [commandIds.refactor]: (argument) => edits.refactor(textArgument(argument, "instruction")),
    [commandIds.edit]: (argument) => edits.edit(textArgument(argument, "instruction")),
    [commandIds.fix]: () => edits.fix(),
    [commandIds.optimize]: () => edits.optimize(),
    [commandIds.addComments]: () => edits.addComments(),
    [commandIds.addTests]: () => tests.run(),
    [commandIds.complete]: () => edits.complete(),
    [commandIds.insert]: (argument) => edits.insert(textArgument(argument, "instruction")),
    [commandIds.customPrompt]: () => runCustomPrompt(settings().customPrompts, { answers, edits }),
    [commandIds.addToChat]: (resource, resources) => contexts.addToChat(resource, resources),
    [commandIds.newChat]: async () => {
      await chats.startNew();
      await panel.reveal({ focus: true });
    },
    [commandIds.history]: () =>
      showHistory({ chats, store, panel, onError: (error) => log.error("The history failed.", error) }),
    [commandIds.exportChat]: () => exportChat(chats),
    [commandIds.stop]: () => chats.stop(),
    [commandIds.reviewAccept]: (argument) => reviews.accept(argument),
    [commandIds.reviewReject]: (argument) => reviews.reject(argument),
    [commandIds.reviewAcceptAll]: (argument) => reviews.acceptAll(argument),
    [commandIds.reviewRejectAll]: (argument) => reviews.rejectAll(argument),
    [commandIds.reviewNext]: () => reviews.next(),
    [commandIds.reviewPrevious]: () => reviews.previous(),
    [commandIds.reviewCompare]: (argument) => reviews.compare(argument),
    [commandIds.setApiKey]: () => keyCommands.set(),
    [commandIds.deleteApiKey]: () => keyCommands.delete(),
    [commandIds.testConnection]: () => testConnection({ connector, clock: systemClock, t: vscode.l10n.t }, settings()),
    [commandIds.selectModel]: () => modelCommands.select(),
    [commandIds.showLog]: () => channel.show(),
  };

  const refreshSetup = (): void => void panel.refreshSetup();
  context.subscriptions.push(
    channel,
    chats,
    attachments,
    panel,
    reviews,
    context.secrets.onDidChange(refreshSetup),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(configurationSection)) refreshSetup();
    }),
  );
  return { runCommand: commandRunner(commands, log), panel };
}

/** Says who calls, as HTTP asks for. */
function userAgent(context: vscode.ExtensionContext): string {
  return `ask-chatgpt/${String(context.extension.packageJSON.version)}`;
}
