import type { Translate } from "../../shared/l10n.ts";
import type { ConnectionFacts, HostFacts } from "./connectionFacts.ts";
import { advice, duration } from "./phrases.ts";
import { plain } from "./markdownText.ts";
import {
  accountSection,
  addressSection,
  hostSection,
  modelSection,
  refusalSection,
  serverSection,
} from "./sections.ts";
import { workingSection } from "./workingSection.ts";

/** What was found out, as Markdown for a person to read and to paste into an issue. */
export function reportMarkdown(facts: ConnectionFacts, host: HostFacts, t: Translate): string {
  const sections = [
    `# ${t("Connection to {0}", plain(facts.host))}`,
    verdict(facts, t),
    `## ${t("What works")}`,
    workingSection(facts, t),
    `## ${t("Model")}`,
    modelSection(facts, t),
    `## ${t("Address")}`,
    addressSection(facts, host, t),
    `## ${t("Account")}`,
    accountSection(facts.account, t),
    `## ${t("Refused")}`,
    refusalSection(facts.refusals, t),
    `## ${t("Server")}`,
    serverSection(facts, t),
    `## ${t("This computer")}`,
    hostSection(host, t),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** What counts, first. */
function verdict({ question }: ConnectionFacts, t: Translate): string {
  if (question.type !== "found") {
    return `**${t("A question gets no answer.")}** ${advice(question.failure, t)}`;
  }
  const { text, total } = question.value;
  const times = text
    ? t("The first text came after {0}, the whole answer after {1}.", duration(text.first, t), duration(total, t))
    : t("But it held no text, after {0}.", duration(total, t));
  return `**${t("A question gets an answer.")}** ${times}`;
}
