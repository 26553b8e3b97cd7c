import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { isComment } from "../locate/similarity.ts";

/** How deep each line lies, in characters of indentation. */
export function depthsByIndentation(lines: readonly string[]): readonly number[] {
  return lines.map((line) => indentOf(line).length);
}

/** The same in brackets, for lines without their indentation; below zero outside of what begins with them. */
export function depthsByBrackets(lines: readonly string[]): readonly number[] {
  let open = 0;
  return lines.map((line) => {
    const closing = /^[})\]\s]*/.exec(line.trim())?.[0].replaceAll(/\s/g, "").length ?? 0;
    const depth = open - closing;
    if (isCode(line)) open += bracketsOpenAfter([line]);
    return depth;
  });
}

/** How many brackets stay open; below zero where more end than begin. */
export function bracketsOpenAfter(lines: readonly string[]): number {
  return lines.reduce((open, line) => open + countOf(/[{([]/g, line) - countOf(/[})\]]/g, line), 0);
}

/** How many comments stay open that begin and end on lines of their own. */
export function commentsOpenAfter(lines: readonly string[]): number {
  return lines.reduce((open, line) => {
    const text = line.trim();
    return open + (text.startsWith("/*") ? 1 : 0) - (text.endsWith("*/") ? 1 : 0);
  }, 0);
}

function countOf(pattern: RegExp, line: string): number {
  return line.match(pattern)?.length ?? 0;
}

/** Whether all lines of code have the same indentation, if any. */
export function isFlat(lines: readonly string[]): boolean {
  const first = indentOf(lines.find(isCode) ?? "");
  return lines.every((line) => indentOf(line) === first || !isCode(line));
}

/** Directives and comments stand at any depth. */
export function isCode(line: string): boolean {
  const text = line.trim();
  return !isBlank(line) && !text.startsWith("#") && !isComment(text);
}
