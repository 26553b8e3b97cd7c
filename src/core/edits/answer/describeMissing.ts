import type { Translate } from "../../../shared/l10n.ts";
import type { MissingCode } from "../code/codePlace.ts";
import type { FileOutcome } from "./fileAnswer.ts";

type Missing = { readonly reason: MissingCode; readonly line?: string };

/** Why code of an answer was not put into the file, and what to do. */
export function describeMissing({ reason, line = "" }: Missing, t: Translate): FileOutcome {
  switch (reason) {
    case "unanchored":
      return refused(
        "no-place",
        t(
          "Nothing in the file shows where the code belongs. Select the code that it replaces, or ask for the whole function.",
        ),
      );
    case "uncertain":
      return refused(
        "no-place",
        t(
          "Where the code begins and ends in the file is not certain. Select the code that it replaces, or ask for the whole function.",
        ),
      );
    case "elided":
      return refused(
        "elided",
        t(
          "The answer leaves code out (“{0}”), and what belongs there is not certain. Ask for the complete code.",
          line,
        ),
      );
    case "unclear-whole":
      return refused(
        "no-place",
        t("The code may be the whole file or a part of it, so nothing was proposed. Ask for the whole file."),
      );
    case "unclear-part":
      return refused(
        "no-place",
        t(
          "The code may be all of the selection or a part of it, so nothing was proposed. Select only the lines that it replaces.",
        ),
      );
    case "damaged":
      return refused(
        "no-place",
        t("The code's indentation does not fit the file, so nothing was proposed. Ask for it again."),
      );
    case "empty":
      return refused(
        "no-edit",
        t("The answer's code block is empty, so nothing was proposed. To remove the code, delete it yourself."),
      );
  }
}

function refused(code: Extract<FileOutcome, { outcome: "refused" }>["code"], reason: string): FileOutcome {
  return { outcome: "refused", code, reason };
}
