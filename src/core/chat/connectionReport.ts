import type { Settings } from "../settings/settings.ts";
import type { Translate } from "../../shared/l10n.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import { AskError, failureOf } from "../../shared/failures.ts";
import type { Clock } from "../ports/clock.ts";
import type { Connector } from "./connector.ts";

/**
 * Tries the connection as a question would use it, and says in Markdown what was found: the address, whether there is
 * a key, the model, and how long the first word took. Holds no key.
 */
export async function connectionReport(
  parts: { readonly connector: Connector; readonly clock: Clock; readonly t: Translate },
  settings: Settings,
  signal: AbortSignal,
): Promise<string> {
  const { connector, clock, t } = parts;
  const lines = [`# ${t("Connection")}`, t("Address: {0}", settings.endpoint.baseUrl)];
  try {
    const { client, model } = await connector.connect(settings, signal);
    lines.push(t("Model: {0}", model));
    const started = clock.now();
    let firstWord: number | undefined;
    const request = {
      model,
      instructions: "",
      messages: [{ role: "user", text: "Answer with the word ready." }],
      parameters: settings.parameters,
    } as const;
    for await (const event of client.stream(request, signal)) {
      if (event.type === "text-delta") firstWord ??= clock.now() - started;
      if (event.type === "end" && event.reason === "failed") throw new AskError(event.failure);
    }
    signal.throwIfAborted();
    lines.push(
      firstWord === undefined ? t("The model answered with nothing.") : t("First word after {0} ms.", firstWord),
      t("Everything works."),
    );
  } catch (error) {
    signal.throwIfAborted();
    const { what, advice, requestId } = toNotice(failureOf(error), t);
    lines.push(what, advice, ...(requestId ? [t("Request id: {0}", requestId)] : []));
  }
  return `${lines.join("\n\n")}\n`;
}
