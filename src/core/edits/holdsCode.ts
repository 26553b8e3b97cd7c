/** Whether an answer holds the code, however its block was indented there. */
export function holdsCode(answer: string, code: string): boolean {
  return withoutIndentation(answer).includes(withoutIndentation(code));
}

function withoutIndentation(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t>]+|[ \t]+$/gm, "")
    .trim();
}
