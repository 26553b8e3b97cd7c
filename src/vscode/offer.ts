import * as vscode from "vscode";
import { toPlainMessage } from "./plainMessage.ts";

/** Tells something in a notification with one button; resolves with whether it was pressed. */
export type Offer = (sentence: string, button: string) => Promise<boolean>;

export const offerInNotification: Offer = async (sentence, button) =>
  (await vscode.window.showInformationMessage(toPlainMessage(sentence), button)) === button;
