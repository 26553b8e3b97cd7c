const SHELLS: ReadonlySet<string> = new Set([
  "bash",
  "bat",
  "batch",
  "cmd",
  "fish",
  "powershell",
  "ps1",
  "pwsh",
  "sh",
  "shell",
  "shellscript",
  "zsh",
]);

/** Whether code in this language can be typed into a terminal. Session transcripts (`console`) cannot. */
export function isShell(language: string): boolean {
  return SHELLS.has(language.toLowerCase());
}
