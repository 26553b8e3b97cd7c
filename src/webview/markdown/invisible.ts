/**
 * A character that nobody sees but a compiler reads: a control, zero-width or bidirectional format, filler, tag or
 * variation selector. Tab, line feed and the emoji selector (U+FE0F) are left alone.
 */
const INVISIBLE = /((?!\t|\n|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}])/u;

/** A piece of text, or one invisible character with its name, such as `U+202E`. */
export type VisibleRun = { readonly text: string; readonly name?: string };

/** Those of them that no language and no emoji needs: joiners and variation selectors are left alone. */
export const DECEIVING =
  /((?!\t|\n|\u200C|\u200D|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}])/u;

/** Cuts `text` into runs, one for each invisible character. */
export function toVisibleRuns(text: string, invisible = INVISIBLE): readonly VisibleRun[] {
  if (!invisible.test(text)) return text === "" ? [] : [{ text }];
  return text
    .split(invisible)
    .filter((run) => run !== "")
    .map((run) => (invisible.test(run) ? { text: run, name: nameOf(run) } : { text: run }));
}

/** `text` with the names of what could deceive in its place, for where there are no elements, such as a tooltip. */
export function nameInvisible(text: string): string {
  return toVisibleRuns(text, DECEIVING)
    .map((run) => (run.name === undefined ? run.text : `[${run.name}]`))
    .join("");
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
