const byLanguage: Readonly<Record<string, readonly string[]>> = {
  cpp: ["cpp", "c++"],
  javascript: ["js", "javascript"],
  kotlin: ["kotlin", "kt"],
  markdown: ["markdown", "md"],
  "objective-c": ["objc", "objective-c"],
  "objective-cpp": ["objc", "objective-cpp"],
  python: ["python", "py"],
  ruby: ["ruby", "rb"],
  shellscript: ["bash", "sh"],
  typescript: ["ts", "typescript"],
  typescriptreact: ["tsx", "typescript"],
  yaml: ["yaml", "yml"],
};

/** What a model writes at a fence for a language. */
export function languageNames(languageId: string): readonly string[] {
  return byLanguage[languageId] ?? [languageId];
}
