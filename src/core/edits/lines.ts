/** What separates two lines in an editor. */
const LINE_BREAK = /\r\n|\r|\n/;

/** The lines of a text without their line breaks; always at least one. */
export function splitLines(text: string): string[] {
  return text.split(text.includes("\r") ? LINE_BREAK : "\n");
}

/** The text with "\n" for every line break, so that texts of documents with different endings compare. */
export function withLf(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}
