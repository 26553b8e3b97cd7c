/**
 * Translates an English source string and fills `{0}`, `{1}`, … with `args`.
 * `vscode.l10n.t` has this shape in the host; {@link untranslated} is the source language itself.
 */
export type Translate = (message: string, ...args: readonly (string | number)[]) => string;

/** The English source strings, filled in but not translated. */
export const untranslated: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));

/** @param strings translations by source string; one that is missing stays English */
export function translator(strings: Readonly<Record<string, string>>): Translate {
  return (message, ...args) =>
    untranslated(Object.hasOwn(strings, message) ? (strings[message] ?? message) : message, ...args);
}
