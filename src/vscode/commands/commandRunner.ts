import type { Log } from "../../core/ports/log.ts";
import { failureOf } from "../../shared/failures.ts";
import type { CommandId } from "../../shared/ids.ts";
import { showFailure } from "../failureDialog.ts";
import { tellRefusal } from "./tellRefusal.ts";

export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => unknown>>;

export type CommandRunner = (id: CommandId, args: readonly unknown[]) => Promise<unknown>;

/** Runs commands so that none throws at the person: a failure is told, logged, and answered with an outcome. */
export function commandRunner(handlers: CommandHandlers, log: Log): CommandRunner {
  return async (id, args) => {
    try {
      const result = await handlers[id](...args);
      tellRefusal(result);
      return result;
    } catch (error) {
      log.error(`The command ${id} failed.`, error);
      void showFailure(failureOf(error));
      return { outcome: "failed" };
    }
  };
}
