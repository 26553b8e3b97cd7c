const builtIn =
  "You are a coding assistant inside an editor. Answer in Markdown. Put code into fenced blocks with the language named. " +
  "Be exact and brief; when you are not sure, say so.";

/** The system text of every request: ours, then the person's own. */
export function instructionsText(own: string): string {
  return own.trim() ? `${builtIn}\n\n${own.trim()}` : builtIn;
}
