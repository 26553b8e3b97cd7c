import type { Translate } from "../../shared/l10n.ts";
import type { Log } from "../ports/log.ts";
import type { Settings } from "../settings/settings.ts";
import type { ConnectionFacts, HostFacts } from "./connectionFacts.ts";
import { Finder } from "./finding.ts";
import { gatherFacts, type GatherParts, type Step } from "./gatherFacts.ts";
import { reportMarkdown } from "./reportMarkdown.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

export type ReportParts = GatherParts & { readonly log: Log; readonly t: Translate };

export type ConnectionReport = { readonly facts: ConnectionFacts; readonly markdown: string };

/**
 * Tests the connection that is set and says in Markdown what was found. Rejects with the signal's reason, as soon as it
 * is aborted; anything else that goes wrong is part of the report.
 */
export async function connectionReport(
  parts: ReportParts,
  subject: { readonly settings: Settings; readonly host: HostFacts },
  run: { readonly signal: AbortSignal; readonly onStep: (step: Step) => void },
): Promise<ConnectionReport> {
  const { settings, host } = subject;
  const finder = new Finder(run.signal, parts.log);
  const connection = await finder.find(() => parts.connector.connection(settings));
  const facts = await gatherFacts(parts, { settings, connection }, { finder, onStep: run.onStep });
  const markdown = reportMarkdown(facts, host, parts.t);
  return { facts, markdown: connection.type === "found" ? withoutSecrets(markdown, connection.value) : markdown };
}
