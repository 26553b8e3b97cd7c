import * as vscode from "vscode";
import type { Failure } from "../shared/failures.ts";
import { actionLabel, toNotice } from "../shared/failureNotice.ts";
import type { PanelAction } from "../shared/protocol/panel.ts";
import { act } from "./act.ts";

/** Tells a failure in a notification whose buttons do what they say. */
export async function showFailure(failure: Failure): Promise<void> {
  const notice = toNotice(failure, vscode.l10n.t);
  const actions = notice.actions.filter(worksAnywhere);
  const labels = actions.map((action) => actionLabel(action, vscode.l10n.t));
  const pressed = await vscode.window.showErrorMessage(`${notice.what} ${notice.advice}`, ...labels);
  const action = pressed === undefined ? undefined : actions[labels.indexOf(pressed)];
  if (action !== undefined) await act(action);
}

/** Retrying and continuing need a turn, which only the panel has. */
function worksAnywhere(action: PanelAction): action is Exclude<PanelAction, "retry" | "continue"> {
  return action !== "retry" && action !== "continue";
}
