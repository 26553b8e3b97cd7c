import type { Translate } from "../../shared/l10n.ts";
import type { Opened } from "../../shared/protocol/panel.ts";

/** What can be asked about what is open: a sentence that leads to them, and the prompts. */
export type Examples = { readonly lead: string; readonly prompts: readonly string[] };

export function examplesFor({ type, name }: Opened, t: Translate): Examples {
  switch (type) {
    case "selection":
      return {
        lead: t("Ask about the code that is selected in {0}, or anything else:", name),
        prompts: [
          t("Explain this code step by step"),
          t("What could go wrong in this code?"),
          t("How could this code be simpler?"),
        ],
      };
    case "file":
      return {
        lead: t("Ask about {0}, or anything else:", name),
        prompts: [
          t("What is this file for, and what are its main parts?"),
          t("Which cases of this file should have a test?"),
          t("What would you improve in this file first?"),
        ],
      };
    case "nothing":
      return {
        lead: t("Select code in an editor and run a command on it, or ask anything here:"),
        prompts: [
          t("What is the difference between a mutex and a semaphore?"),
          t("Write a regular expression that matches an ISO date"),
          t("How do I undo my last commit and keep the changes?"),
        ],
      };
  }
}
