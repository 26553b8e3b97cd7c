import type { Translate } from "../../../shared/l10n.ts";
import type { MissReason, Unplaced } from "./located.ts";

/** How many lines are named before the rest is only counted. */
const MOST_LINES = 4;

/** Why an edit was not placed, and what to do, in plain words; lines count from 1. */
export function describeMiss(why: Unplaced | "overlapping", t: Translate): string {
  if (why === "overlapping") {
    return t("Two edits of the answer change the same lines, so none was made. Ask for one edit that does both.");
  }
  if (why.type === "missing") return describeReason(why.reason, why.nearest?.line, t);
  const { ranges } = why;
  const named = ranges
    .slice(0, MOST_LINES)
    .map(({ startLine }) => String(startLine + 1))
    .join(", ");
  return ranges.length > MOST_LINES
    ? t(
        "The code to change fits {0} places (lines {1}, …). Ask again with more of the code around it.",
        ranges.length,
        named,
      )
    : t("The code to change fits several places (lines {0}). Ask again with more of the code around it.", named);
}

function describeReason(reason: MissReason, nearest: number | undefined, t: Translate): string {
  const line = (nearest ?? 0) + 1;
  switch (reason) {
    case "indentation":
      return t(
        "The code to change is at line {0}, but indented differently. Ask for the edit with the file's own indentation.",
        line,
      );
    case "escaped-backslashes":
      return t(
        "The code to change is at line {0}, but the answer has other backslashes. Ask for the code exactly as in the file.",
        line,
      );
    case "curly-quotes":
      return t(
        "The code to change is at line {0}, but with other quotes or dashes. Ask for the code exactly as in the file.",
        line,
      );
    case "html-entities":
      return t(
        "The code to change is at line {0}, but with other HTML entities such as &lt;. Ask for the code exactly as in the file.",
        line,
      );
    case "invisible-characters":
      return t(
        "The code to change is at line {0}, but with other invisible characters or spaces. Retype that code in the file, or ask again.",
        line,
      );
    case "changed-lines-differ":
      return t(
        "The lines that the edit changes differ from the file near line {0}. Ask again with the current file attached.",
        line,
      );
    case "nothing-to-find":
      return t(
        "The edit does not say where the new code belongs. Place the cursor there and insert it, or ask for the code around it.",
      );
    case "anchor-not-there":
      return t(
        "The line that the edit names above its place is not in the file. Place the cursor there and insert it, or ask again.",
      );
    case "elided":
      return t("The edit leaves code out and would write a comment in its place. Ask for the complete code.");
    case "not-there":
      return nearest === undefined
        ? t(
            "The code to change is not in this file. Check that it is the right file, or ask again with the file attached.",
          )
        : t(
            "The code to change is not in this file; the nearest is at line {0}. Ask again with the current file attached.",
            line,
          );
  }
}
