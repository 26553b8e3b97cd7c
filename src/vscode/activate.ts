import * as vscode from "vscode";
import { chatEditorType, chatViewId, commandIds, configurationSection, settingKeys } from "../shared/ids.ts";
import type { Assistant, Platform } from "./assistant.ts";
import { openPanelPage, panelFolder, type OpeningPipe } from "./chat/openPanelPage.ts";
import { holderOf, type PageHolder } from "./chat/pageHolder.ts";
import { AskCodeActions } from "./codeActions.ts";
import { fileReplacer } from "./replaceFile.ts";
import { stateKeys } from "./stateKeys.ts";
import { openWorkspaceState } from "./workspaceState.ts";

/**
 * Registers what VS Code shows, and nothing more: the assistant itself is loaded when a command runs, when the view
 * opens, or when a review is still open from before the window was reloaded.
 */
export async function activate(
  context: vscode.ExtensionContext,
  platform: Platform & { readonly loadAssistant: () => Promise<typeof import("./assistant.ts")> },
): Promise<void> {
  const memory = openWorkspaceState(context.globalStorageUri, fileReplacer(platform.replaceFile));
  let loading: Promise<Assistant> | undefined;
  const load = async (): Promise<Assistant> => {
    const { createAssistant } = await platform.loadAssistant();
    return createAssistant(context, platform, await memory);
  };
  const assistant = (): Promise<Assistant> => (loading ??= load());

  const onSilent = async (): Promise<void> => (await assistant()).tellOfSilentPage();
  const openPage = (webview: vscode.Webview, holder: PageHolder): Promise<OpeningPipe> =>
    openPanelPage({ webview, holder, folder: panelFolder(context), onSilent: () => void onSilent() });
  const restoreTab = async (panel: vscode.WebviewPanel, pipe: OpeningPipe, state: unknown): Promise<void> => {
    await pipe.spoken;
    const { tabs } = await assistant();
    tabs.restore(panel, pipe, state);
  };

  context.subscriptions.push(
    ...Object.values(commandIds).map((id) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) =>
        (await assistant()).runCommand(id, args),
      ),
    ),
    vscode.window.registerWebviewViewProvider(chatViewId, {
      resolveWebviewView: async (view) => {
        const pipe = await openPage(view.webview, view);
        // Loading the assistant would hold the page up.
        await pipe.spoken;
        const { views } = await assistant();
        views.attachSidebar(view, pipe);
      },
    }),
    vscode.window.registerWebviewPanelSerializer(chatEditorType, {
      deserializeWebviewPanel: async (panel, state) => {
        const pipe = await openPage(panel.webview, holderOf(panel));
        // VS Code loads the page only when this has returned.
        void restoreTab(panel, pipe, state);
      },
    }),
    vscode.languages.registerCodeActionsProvider("*", new AskCodeActions(), AskCodeActions),
  );
  // The lenses above functions are the assistant's, for those who turned them on.
  const loadForLenses = (): void => {
    if (vscode.workspace.getConfiguration(configurationSection).get(settingKeys.codeLensEnabled)) void assistant();
  };
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(loadForLenses));
  loadForLenses();
  // VS Code waits with the tabs of proposed files until they can be read.
  if ((await memory).get(stateKeys.openReviews) !== undefined) await assistant();
}
