import * as vscode from "vscode";
import { failureOf } from "../../shared/failures.ts";
import type { CommandId } from "../../shared/ids.ts";
import type { Log } from "../../core/ports/log.ts";
import { showFailure } from "../failureDialog.ts";

export type CommandHandler = (...args: readonly unknown[]) => unknown;

/** Registers commands that never throw at the person: a failure is told, logged, and answered with an outcome. */
export function registerCommands(
  handlers: Readonly<Partial<Record<CommandId, CommandHandler>>>,
  log: Log,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        log.error(`The command ${id} failed.`, error);
        void showFailure(failureOf(error));
        return { outcome: "failed" };
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
