import * as vscode from "vscode";
import { configurationSection, type SettingKey } from "../../shared/ids.ts";

/** Writes a setting into the person's own settings; `undefined` takes it out. */
export async function writeSetting(key: SettingKey, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration(configurationSection).update(key, value, vscode.ConfigurationTarget.Global);
}
