import type { Task } from "./state.ts";

/** Tasks whose answer becomes a proposal in the editor. */
export function isEditTask(task: Task): boolean {
  switch (task) {
    case "refactor":
    case "edit":
    case "fix":
    case "optimize":
    case "addComments":
    case "addTests":
    case "complete":
    case "insert":
      return true;
    case "ask":
    case "explain":
    case "findBugs":
    case "custom":
      return false;
  }
}
