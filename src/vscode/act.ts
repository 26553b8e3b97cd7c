import * as vscode from "vscode";
import { commandIds, configurationSection } from "../shared/ids.ts";
import type { PanelAction, TurnAction } from "../shared/protocol/panel.ts";

const BILLING = "https://platform.openai.com/settings/organization/billing";

/** Does what a failure's button says, where no turn is needed for it. */
export async function act(action: Exclude<PanelAction, TurnAction>): Promise<void> {
  switch (action) {
    case "set-up":
      await vscode.commands.executeCommand(commandIds.setUp);
      return;
    case "set-key":
      await vscode.commands.executeCommand(commandIds.setApiKey);
      return;
    case "select-model":
      await vscode.commands.executeCommand(commandIds.selectModel);
      return;
    case "open-settings":
      await vscode.commands.executeCommand(
        "workbench.action.openSettings",
        `@ext:askchatgpt.ask-chatgpt ${configurationSection}`,
      );
      return;
    case "open-proxy-settings":
      await vscode.commands.executeCommand("workbench.action.openSettings", "@id:http.proxy*");
      return;
    case "open-billing":
      await vscode.env.openExternal(vscode.Uri.parse(BILLING));
      return;
    case "test-connection":
      await vscode.commands.executeCommand(commandIds.testConnection);
      return;
    case "show-log":
      await vscode.commands.executeCommand(commandIds.showLog);
      return;
  }
}
