/** `code` as a fenced block whose fence is longer than any run of backticks inside it. */
export function fence(code: string, language: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`{3,}/g), ([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${code.replace(/\r\n?/g, "\n").replace(/\n$/, "")}\n${marks}`;
}
