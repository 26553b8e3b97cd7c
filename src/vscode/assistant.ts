import * as vscode from "vscode";
import type { Chat, ChatParts } from "../core/chat/chat.ts";
import { earlierQuestions } from "../core/chat/earlierQuestions.ts";
import { answerFile } from "../core/edits/answer/answerFile.ts";
import type { Memory } from "../core/ports/memory.ts";
import type { ConversationOptions } from "../shared/chat/state.ts";
import type { Setup } from "../shared/protocol/panel.ts";
import { commandIds, configurationSection } from "../shared/ids.ts";
import { buildConnections } from "./buildConnections.ts";
import { buildEditing } from "./buildEditing.ts";
import { AskLenses } from "./askLenses.ts";
import { openApiCalls } from "./apiCall/openApiCalls.ts";
import { ShowApiCall } from "./apiCall/showApiCall.ts";
import { ChannelLog } from "./channelLog.ts";
import { Asker } from "./chat/asker.ts";
import { AnswerNotices } from "./chat/answerNotices.ts";
import { ChatTabs } from "./chat/chatTabs.ts";
import { Chats } from "./chat/chats.ts";
import type { ChatView } from "./chat/chatView.ts";
import { ChatViews } from "./chat/chatViews.ts";
import { FileActions } from "./chat/fileActions.ts";
import { openConversations, watchConversations } from "./chat/conversationStorage.ts";
import { SaveNotice, tellReadOnly, wantsCopy } from "./chat/storageNotices.ts";
import { openedWorkspace } from "./chat/openedWorkspace.ts";
import { panelHandlers } from "./chat/panelHandlers.ts";
import { openPanelPage, panelFolder } from "./chat/openPanelPage.ts";
import { holderOf } from "./chat/pageHolder.ts";
import { silentPageTeller } from "./chat/silentPage.ts";
import { openUnsent } from "./chat/openUnsent.ts";
import { AnsweredFiles } from "./edits/answeredFiles.ts";
import { LinkOpener } from "./chat/openLink.ts";
import { ReadOnlyTexts } from "./chat/readOnlyTexts.ts";
import { readSetup } from "./chat/setup.ts";
import { StatusBar } from "./chat/statusBar.ts";
import { CodeBlockActions } from "./chat/codeBlockActions.ts";
import { AddTests } from "./commands/addTests.ts";
import type { ReadAnswer } from "./commands/answeredText.ts";
import { runCustomPrompt } from "./commands/customPrompt.ts";
import { EditCommands } from "./commands/editCommands.ts";
import { EditTurns } from "./commands/editTurns.ts";
import { TurnActions } from "./commands/turnActions.ts";
import { captureNamed } from "./context/captureNamed.ts";
import { OpenedEditor } from "./context/openedEditor.ts";
import { serveBeforeDocuments } from "./edits/beforeDocuments.ts";
import { NewErrorLenses } from "./edits/newErrorLenses.ts";
import { AnswerCommands } from "./commands/answerCommands.ts";
import { References } from "./context/references.ts";
import { WorkspaceFiles } from "./context/workspaceFiles.ts";
import { ContextCommands } from "./commands/contextCommands.ts";
import { exportChat } from "./commands/exportChat.ts";
import { importChat } from "./commands/importChat.ts";
import { showHistory } from "./commands/history.ts";
import { ModelCommands } from "./commands/modelCommands.ts";
import { Repair } from "./commands/repair.ts";
import { SlashCommands } from "./commands/slashCommands.ts";
import { SetUp } from "./commands/setUp.ts";
import { textArgument } from "./commands/outcome.ts";
import { commandRunner, type CommandHandlers, type CommandRunner } from "./commands/commandRunner.ts";
import { ConnectionCommands } from "./connection/connectionCommands.ts";
import { readHostFacts } from "./connection/hostFacts.ts";
import { ReportDocuments } from "./connection/reportDocuments.ts";
import { KeyCommands } from "./keys/keyCommands.ts";
import { SecretKeyStore } from "./keys/secretKeyStore.ts";
import { offerInNotification } from "./offer.ts";
import { fileReplacer } from "./replaceFile.ts";
import type { Platform } from "./platform.ts";
import { readAddress, readSettings } from "./settings/readSettings.ts";
import { systemClock } from "./systemClock.ts";

/** The extension once it is needed: what its commands do, and its views. */
export type Assistant = {
  readonly runCommand: CommandRunner;
  readonly views: Pick<ChatViews, "attachSidebar">;
  readonly tabs: Pick<ChatTabs, "restore">;
  /** Tells the person about a page that does not start. */
  readonly tellOfSilentPage: () => void;
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
  const { models, probes, refusals, known, connector } = buildConnections(context, platform, { keys, log });
  const settings = readSettings;

  const replaceFile = fileReplacer(platform.replaceFile);
  const conversations = vscode.Uri.joinPath(context.globalStorageUri, "conversations");
  const store = openConversations({ ...platform, folder: conversations, clock: systemClock, log });
  const saveNotice = new SaveNotice();
  const hasConversation = (id: string): Promise<boolean> => store.has(id);
  const calls = openApiCalls(context.globalStorageUri, { replaceFile, hasConversation, log });
  const chatParts: ChatParts = {
    connector,
    settings,
    store,
    calls,
    onSaved: (conversationId, error) => saveNotice.tell(conversationId, error),
    workspace: openedWorkspace,
    clock: systemClock,
    log,
    t: vscode.l10n.t,
    createId: () => crypto.randomUUID(),
    random: Math.random,
  };
  const chats = new Chats(chatParts);
  const keyCommands = new KeyCommands({ keys, connector, settings, log });
  const asker = new Asker({
    keys: keyCommands,
    copyOf: async (chat) => {
      if (!(await wantsCopy())) return undefined;
      const copy = chats.copy(chat);
      await views.used.show(copy);
      return copy;
    },
  });

  const { realPath, peerCertificate } = platform;
  const editing = buildEditing(context, platform, { memory, chats, replaceFile, hasConversation, log });
  const { syntax, newErrors, gate, reviews, points, files } = editing;
  const fileActions = new FileActions({ reviews, points });
  const read: ReadAnswer = (answer) => answerFile(answer, { syntax, t: vscode.l10n.t });
  const turns = new EditTurns({ asker, reviews, files, read });
  const turnActions = new TurnActions({ asker, turns });
  const codeBlocks = new CodeBlockActions({ files, gate, syntax, ...(realPath && { realPath }) });

  const apiCall = new ShowApiCall({
    calls,
    connector,
    settings,
    t: vscode.l10n.t,
    chats,
    current: () => views.used.current(),
  });
  const opened = new OpenedEditor();
  const modelCommands = new ModelCommands({ connector, known, settings, clock: systemClock, log });
  const texts = new ReadOnlyTexts();
  const answered = new AnsweredFiles({ t: vscode.l10n.t, ...(realPath && { realPath }) });
  const links = new LinkOpener({ files: answered });
  const workspaceFiles = new WorkspaceFiles();
  const references = new References(answered, workspaceFiles);
  const readSetupNow = (options?: ConversationOptions): Promise<Setup> =>
    readSetup({ settings, keys, connector, known, clock: systemClock }, options);
  const statusBar = new StatusBar({ chats, readSetup: readSetupNow, log });
  const views: ChatViews = new ChatViews({
    opened,
    chats,
    memory,
    unsent: openUnsent(context.globalStorageUri, replaceFile),
    readSetup: readSetupNow,
    handlersOf: (view) =>
      panelHandlers(view, {
        asker,
        chats,
        turns: turnActions,
        codeBlocks,
        files: fileActions,
        commands: slash,
        models: modelCommands,
        earlierQuestions: ({ conversation }) => earlierQuestions(store, conversation),
        workspaceFiles,
        references,
        links,
        texts,
        apiCall,
        opened,
        withoutStreaming: async (asked, turnId) => {
          const model = asked.turn(turnId)?.answer.model;
          if (model !== undefined) await refusals.at(settings().endpoint.baseUrl).remember(model, ["streaming"]);
        },
        offer: offerInNotification,
        onError: (error) => log.error("The panel's request failed.", error),
      }),
    log,
  });
  const notices = new AnswerNotices({ chats, views, offer: offerInNotification, log });
  const tellOfSilentPage = silentPageTeller(log);
  const tabs = new ChatTabs({
    views,
    openPage: (panel) =>
      openPanelPage({
        webview: panel.webview,
        holder: holderOf(panel),
        folder: panelFolder(context),
        onSilent: tellOfSilentPage,
      }),
    media: (name) => vscode.Uri.joinPath(context.extensionUri, "media", name),
  });
  const chat = (): Promise<Chat> => views.used.current();
  const repair = new Repair({ problems: reviews.problems, newErrors, turns, syntax, chat });
  const answers = new AnswerCommands({ asker, views });
  const edits = new EditCommands({ turns, chat });
  const tests = new AddTests({ asker, chat, files, turns, read });
  const contexts = new ContextCommands(views);
  const openHistory = (view: ChatView): Promise<void> =>
    showHistory({ chats, store, view, onError: (error) => log.error("The history failed.", error) });
  const slash = new SlashCommands({
    answers,
    edits,
    tests,
    models: modelCommands,
    customPrompts: () => settings().customPrompts,
    ask: async (view, text) =>
      asker.ask(await view.current(), { task: "ask", text, attachments: view.attachments.take() }),
    showHistory: openHistory,
    exportChat: async (view) => exportChat((await view.current()).conversation),
    onError: (error) => log.error("A command of the composer failed.", error),
  });
  const setUp = new SetUp({
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    keys: keyCommands,
    models: modelCommands,
    refusals,
    known,
  });
  const reports = new ReportDocuments();
  const connections = new ConnectionCommands({
    report: {
      connector,
      models,
      probes,
      refusals,
      clock: systemClock,
      log,
      t: vscode.l10n.t,
      ...(peerCertificate && { peerCertificate }),
    },
    documents: reports,
    refusals,
    settings,
    host: () => readHostFacts(context.extension, readAddress(), platform.describeComputer),
  });

  /** After a setting, a key, or what is known of the models may have changed. */
  const refreshSetup = (): void => {
    void views.refreshSetup();
    void statusBar.refresh();
  };
  const commands: CommandHandlers = {
    [commandIds.ask]: async (argument) => answers.ask(textArgument(argument, "prompt"), await captureNamed(argument)),
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
    [commandIds.newChat]: async (...args) => {
      const view = views.of(args);
      await view.startNew();
      await view.reveal({ focus: true });
    },
    [commandIds.history]: (...args) => openHistory(views.of(args)),
    [commandIds.exportChat]: async (...args) => exportChat((await views.of(args).current()).conversation),
    [commandIds.importChat]: (argument) => importChat(argument, { chats, view: views.used }),
    [commandIds.openInEditor]: async (...args) => {
      const id = textArgument(args[0], "conversationId");
      const wanted = id === undefined ? await views.of(args).current() : await chats.find(id);
      if (wanted) await tabs.open(wanted);
    },
    [commandIds.stop]: async (...args) => {
      if (!reviews.stopWriting(args[0])) await views.stop(views.of(args));
    },
    [commandIds.reviewAccept]: (argument) => reviews.accept(argument),
    [commandIds.reviewReject]: (argument) => reviews.reject(argument),
    [commandIds.reviewAcceptAll]: (argument) => reviews.acceptAll(argument),
    [commandIds.reviewRejectAll]: (argument) => reviews.rejectAll(argument),
    [commandIds.reviewEdit]: (argument) => reviews.texts.edit(argument),
    [commandIds.reviewSaveEdit]: (argument) => reviews.texts.saveEdit(argument),
    [commandIds.reviewCancelEdit]: (argument) => reviews.texts.cancelEdit(argument),
    [commandIds.reviewNextAlternative]: (argument) => reviews.texts.nextAlternative(argument),
    [commandIds.reviewPreviousAlternative]: (argument) => reviews.texts.previousAlternative(argument),
    [commandIds.reviewNext]: () => reviews.next(),
    [commandIds.reviewPrevious]: () => reviews.previous(),
    [commandIds.reviewCompare]: (argument) => reviews.compare(argument),
    [commandIds.reviewRepair]: (argument) => repair.run(argument),
    [commandIds.reviewCompareAll]: (argument) => reviews.compareAll(argument),
    [commandIds.setUp]: () => setUp.run().finally(refreshSetup),
    [commandIds.setApiKey]: () => keyCommands.set().finally(refreshSetup),
    [commandIds.deleteApiKey]: () => keyCommands.delete(),
    [commandIds.testConnection]: () => connections.test(),
    [commandIds.forgetRefusals]: () => connections.forget(),
    [commandIds.selectModel]: () => modelCommands.select().finally(refreshSetup),
    [commandIds.showApiCall]: (argument) => apiCall.run(argument),
    [commandIds.showLog]: () => channel.show(),
  };

  context.subscriptions.push(
    texts,
    channel,
    chats,
    chats.onDidHold(tellReadOnly),
    watchConversations(conversations, chats, (error) => log.error("A chat could not be read again.", error)),
    views,
    notices,
    reviews,
    files,
    workspaceFiles,
    points,
    serveBeforeDocuments((restoreKeys) => points.textBefore(restoreKeys)),
    newErrors,
    new NewErrorLenses(newErrors, vscode.l10n.t),
    new AskLenses(),
    reports,
    apiCall,
    opened,
    statusBar,
    context.secrets.onDidChange(refreshSetup),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(configurationSection)) refreshSetup();
    }),
  );
  return { runCommand: commandRunner(commands, log), views, tabs, tellOfSilentPage };
}
