/**
 * A character that nobody sees but a compiler reads: a control, zero-width or bidirectional format, filler, tag or
 * variation selector. Tab, line feed and the emoji selector (U+FE0F) are left alone.
 */
const INVISIBLE = /((?!\t|\n|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}])/u;

/** A piece of text, or one invisible character with its name, such as `U+202E`. */
export type VisibleRun = { readonly text: string; readonly name?: string };

/** Cuts `text` into runs, one for each invisible character. */
export function toVisibleRuns(text: string): readonly VisibleRun[] {
  if (!INVISIBLE.test(text)) return text === "" ? [] : [{ text }];
  return text
    .split(INVISIBLE)
    .filter((run) => run !== "")
    .map((run) => (INVISIBLE.test(run) ? { text: run, name: nameOf(run) } : { text: run }));
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
