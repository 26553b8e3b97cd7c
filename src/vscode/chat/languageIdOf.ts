import { isLanguage } from "../../core/edits/languageNames.ts";

/** The plainest of VS Code's languages that goes by this name, such as `typescript` for `ts`. */
export function languageIdOf(name: string, known: readonly string[]): string | undefined {
  const exact = known.find((id) => id === name.toLowerCase());
  const fitting = known.filter((id) => isLanguage(name, id)).toSorted((a, b) => a.length - b.length);
  return exact ?? fitting[0];
}
