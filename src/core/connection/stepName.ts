import type { Translate } from "../../shared/l10n.ts";
import type { Step } from "./gatherFacts.ts";
import { apiName } from "./phrases.ts";

/** What is being done, for a person who waits. */
export function stepName(step: Step, t: Translate): string {
  switch (step) {
    case "models":
      return t("Asking for the models…");
    case "server":
      return t("Asking what the server is…");
    case "certificate":
      return t("Looking at the certificate…");
    case "question":
      return t("Asking a question…");
    case "responses":
    case "chat":
    case "completions":
      return t("Trying {0}…", apiName(step));
    case "tools":
      return t("Trying a tool…");
    case "images":
      return t("Trying an image…");
  }
}
