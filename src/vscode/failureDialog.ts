import * as vscode from "vscode";
import type { Failure } from "../shared/failures.ts";
import { actionLabel, toNotice } from "../shared/failureNotice.ts";
import { isTurnAction } from "../shared/protocol/panel.ts";
import { act } from "./act.ts";
import { toPlainMessage } from "./plainMessage.ts";

/** Tells a failure in a notification whose buttons do what they say. */
export async function showFailure(failure: Failure): Promise<void> {
  const notice = toNotice(failure, vscode.l10n.t, { language: vscode.env.language });
  const actions = notice.actions.filter((action) => !isTurnAction(action));
  const labels = actions.map((action) => actionLabel(action, vscode.l10n.t));
  const pressed = await vscode.window.showErrorMessage(toPlainMessage(`${notice.what} ${notice.advice}`), ...labels);
  const action = pressed === undefined ? undefined : actions[labels.indexOf(pressed)];
  if (action !== undefined) await act(action);
}
