import type { Task } from "../../shared/chat/state.ts";

const tasks: Readonly<Record<Task, true>> = {
  ask: true,
  explain: true,
  findBugs: true,
  refactor: true,
  edit: true,
  fix: true,
  optimize: true,
  addComments: true,
  addTests: true,
  complete: true,
  insert: true,
  custom: true,
};

export function isTask(value: unknown): value is Task {
  return typeof value === "string" && Object.hasOwn(tasks, value);
}
