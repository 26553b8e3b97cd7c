import type { Question, Task } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { isEditTask } from "../../shared/chat/tasks.ts";

/**
 * A question with other words, and with those of its attachments whose ids are in `kept`. Code that is to be changed stays
 * with it.
 *
 * A command shows its title and what it was told: what stands behind the same title is told to the same command. Other words
 * for a command that takes none, or without its title, are an instruction for the code, or a question about it.
 */
export function editedQuestion(question: Question, words: string, kept: readonly string[], t: Translate): Question {
  const text = words.trim();
  const attachments = isEditTask(question.task)
    ? question.attachments
    : question.attachments.filter(({ id }) => kept.includes(id));
  const edited = { ...question, attachments };
  switch (question.task) {
    case "ask":
    case "custom":
      return { ...edited, text };
    case "explain":
    case "findBugs":
      return text === question.text && attachments.length > 0 ? edited : { task: "ask", text, attachments };
    case "addTests":
      return text === question.text
        ? edited
        : { ...edited, text, instruction: `${text} ${question.instruction ?? ""}` };
    case "refactor":
    case "edit":
    case "insert":
    case "fix":
    case "optimize":
    case "addComments":
    case "complete":
      return text === question.text ? edited : withInstruction(edited, question.task, text, t);
  }
}

function withInstruction(question: Question, task: Task, text: string, t: Translate): Question {
  const title = titleOf(question);
  const told = text.startsWith(`${title}:`) ? text.slice(title.length + 1).trim() : "";
  const { instruction: _, diagnostics = [], ...rest } = question;
  if (task === "refactor" && text === title) return { ...rest, text };
  if (takesInstruction(task) && told !== "") return { ...rest, text, instruction: told };
  const problems = diagnostics.map((problem) => `\n- ${problem}`).join("");
  const words = told || text;
  const isInsertion = task === "insert" || task === "complete";
  return {
    ...rest,
    task: isInsertion ? "insert" : "edit",
    text: isInsertion ? t("Generate code: {0}", words) : t("Edit: {0}", words),
    instruction: words + problems,
  };
}

function takesInstruction(task: Task): boolean {
  return task === "refactor" || task === "edit" || task === "insert";
}

/** What a command is called in front of its instruction. */
export function titleOf({ text, instruction }: Question): string {
  const told = instruction === undefined ? "" : `: ${instruction}`;
  return told !== "" && text.endsWith(told) ? text.slice(0, -told.length) : (text.split(":", 1)[0] ?? text);
}
