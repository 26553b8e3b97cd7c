import type { Task } from "../../shared/chat/state.ts";

/** Tasks whose text comes from a template rather than from the person. */
export type TemplatedTask = Exclude<Task, "ask" | "custom">;

const onlyReplacement =
  "Answer with one fenced code block that holds the replacement for exactly the code given, and nothing else. " +
  "Keep its indentation and its style. Write every line out; never shorten with a comment such as “existing code”.";

const replacements = (count: number): string =>
  `The code is given in ${count} numbered pieces. Answer with ${count} fenced code blocks, one for each piece, in their ` +
  "order, and nothing else. Each holds the replacement for exactly its piece; a piece that needs no change is repeated as " +
  "it is. Keep indentation and style. Write every line out; never shorten with a comment such as “existing code”.";

const onlyInsertion =
  "Answer with one fenced code block that holds exactly the text to insert at the cursor, and nothing else. " +
  "Do not repeat text that is already there.";

/**
 * The built-in text of each task. `{language}`, `{file}`, `{selection}`, `{diagnostics}` and `{instruction}` are
 * filled in; the attachments follow the text unless it has `{selection}`.
 */
export const taskPrompts: Readonly<Record<TemplatedTask, string>> = {
  explain: "Explain the following {language} code: what it does, how, and anything about it that is surprising.",
  findBugs:
    "Find the defects in the following {language} code. For each: the line, what goes wrong and when, and how to mend it. " +
    "Leave out matters of taste. If there is none, say so.",
  refactor: `Improve the following {language} code without changing what it does. {instruction}\n\n${onlyReplacement}`,
  edit: `Change the following {language} code: {instruction}\n\n${onlyReplacement}`,
  fix: `Mend these problems in the following {language} code:\n{diagnostics}\n\n${onlyReplacement}`,
  optimize: `Make the following {language} code faster or lighter without changing what it does.\n\n${onlyReplacement}`,
  addComments:
    "Add the documentation that the following {language} code lacks, in the language's own form. Change nothing else.\n\n" +
    onlyReplacement,
  addTests:
    "Write tests for the following {language} code. {instruction}\n\n" +
    "Answer with one fenced code block that holds the whole test file, and nothing else.",
  complete: `Continue the {language} code at the cursor.\n\n${onlyInsertion}`,
  insert: `Write {language} code to insert at the cursor: {instruction}\n\n${onlyInsertion}`,
};

/** The text of a task for several pieces of code that are to be replaced: the answer has a block for each of them. */
export function forPieces(template: string, count: number): string {
  const format = replacements(count);
  return template.includes(onlyReplacement)
    ? template.replace(onlyReplacement, () => format)
    : `${template}\n\n${format}`;
}
