import { parseJson } from "../parseJson.ts";

/**
 * What tells the parts of an exported chat apart, so that it can be read back: headings for the person, and comments,
 * which Markdown does not show, for the rest.
 */
const question = /^## You$/;
const answer = /^## ChatGPT(?: \((.+)\))?$/;
const comment = /^<!-- (turn|attachment|changed-files|state)(?: (\{.*\}))? -->$/;

/** A line of a text that would be taken for a mark has backslashes before it. */
const markLike = /^\\*(?:## You$|## ChatGPT(?: \(.+\))?$|<!-- (?:turn|attachment|changed-files|state)\b)/;

export type Mark =
  | { readonly type: "question" }
  | { readonly type: "answer"; readonly model?: string }
  | { readonly type: CommentName; readonly facts: unknown };

export type CommentName = "turn" | "attachment" | "changed-files" | "state";

export const questionHeading = "## You";

export function answerHeading(model: string | undefined): string {
  return model === undefined ? "## ChatGPT" : `## ChatGPT (${model.replaceAll(/\s+/g, " ")})`;
}

/** @param facts as JSON that cannot end the comment */
export function commentOf(name: CommentName, facts?: object): string {
  const json = facts && JSON.stringify(facts).replaceAll(">", "\\u003e");
  return json === undefined ? `<!-- ${name} -->` : `<!-- ${name} ${json} -->`;
}

/** Undefined for a line of a text. */
export function markOf(line: string): Mark | undefined {
  if (question.test(line)) return { type: "question" };
  const heading = answer.exec(line);
  if (heading) return { type: "answer", ...(heading[1] !== undefined && { model: heading[1] }) };
  const [, name, json = ""] = comment.exec(line) ?? [];
  return isComment(name) ? { type: name, facts: parseJson(json) } : undefined;
}

export function escaped(text: string): string {
  return text
    .split("\n")
    .map((line) => (markLike.test(line) ? `\\${line}` : line))
    .join("\n");
}

export function unescaped(lines: readonly string[]): string {
  return lines.map((line) => (line.startsWith("\\") && markLike.test(line) ? line.slice(1) : line)).join("\n");
}

function isComment(name: string | undefined): name is CommentName {
  return name === "turn" || name === "attachment" || name === "changed-files" || name === "state";
}
