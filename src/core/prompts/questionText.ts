import type { Question } from "../../shared/chat/state.ts";
import { attachmentText } from "./attachmentText.ts";
import { forPieces, isEditTask, taskPrompts } from "./taskPrompts.ts";

/** A person's own templates by task name; what is missing uses the built-in text. */
export type PromptTemplates = Readonly<Record<string, string>>;

/** The whole text of a question as the model gets it: the task's words, then what is attached. */
export function questionText(question: Question, templates: PromptTemplates): string {
  const { task, attachments } = question;
  const own = task === "ask" || task === "custom" ? question.text : (templates[task] ?? taskPrompts[task]);
  const pieces = piecesOf(question);
  const template = pieces > 1 ? forPieces(own, pieces) : own;
  const attached = attachments
    .map((attachment, index) => (pieces > 1 ? `Piece ${index + 1}. ` : "") + attachmentText(attachment))
    .join("\n\n");
  const asksForSelection = task !== "ask" && template.includes("{selection}");
  const words = task === "ask" ? template : wholeTemplate(template, question, attached);
  return asksForSelection || !attached ? words : `${words}\n\n${attached}`;
}

/** How many pieces of code are to be replaced. Tests are a text of their own: they replace nothing that is attached. */
function piecesOf({ task, attachments }: Question): number {
  return isEditTask(task) && task !== "addTests" ? attachments.length : 0;
}

/** What the person wants in particular follows a template that has no place for it. */
function wholeTemplate(template: string, question: Question, attached: string): string {
  const { instruction = "" } = question;
  const filled = fillTemplate(template, question, attached);
  return instruction === "" || template.includes("{instruction}") ? filled : `${filled}\n\n${instruction}`;
}

function fillTemplate(template: string, question: Question, attached: string): string {
  const [first] = question.attachments;
  const values: Readonly<Record<string, string>> = {
    language: first?.languageId ?? "",
    file: first?.path ?? "",
    selection: attached,
    diagnostics: (question.diagnostics ?? []).map((problem) => `- ${problem}`).join("\n"),
    instruction: question.instruction ?? "",
  };
  // One pass, so that braces inside the person's code are never taken for placeholders.
  return template.replace(
    /\{(language|file|selection|diagnostics|instruction)\}/g,
    (_, name: string) => values[name] ?? "",
  );
}
