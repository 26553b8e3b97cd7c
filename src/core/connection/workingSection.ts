import type { ApiName } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { AbilityFact, ConnectionFacts } from "./connectionFacts.ts";
import { valueOf, type Finding } from "./finding.ts";
import { table } from "./markdownText.ts";
import { apiName, duration, reason } from "./phrases.ts";

/** Pieces that come within this many milliseconds came at once. */
const AT_ONCE = 10;
/** Milliseconds after which a person would have seen the first of the pieces, had it not been held back. */
const NOTICEABLE = 1_000;

type Missing = Exclude<Finding<never>, { readonly type: "found" }>;
type Row = readonly [what: string, works: string, details: string];

/** What was tried, and whether it works. */
export function workingSection(facts: ConnectionFacts, t: Translate): string {
  const { requests, tokens } = facts.cost;
  const rows: readonly Row[] = [
    ...(["responses", "chat", "completions"] as const).map((api) => apiRow(api, facts, t)),
    streamingRow(facts, t),
    abilityRow(t("Tools"), facts.tools, facts, t),
    abilityRow(t("Images"), facts.images, facts, t),
  ];
  const counted =
    tokens > 0 ? t("The server counted {0} tokens.", tokens) : t("The server does not say how many tokens that took.");
  return [
    table([t("what"), t("works"), t("details")], rows),
    requests === 0
      ? t("Nothing was sent to a model.")
      : `${t("Requests sent to the model: {0}.", requests)} ${counted}`,
  ].join("\n\n");
}

function apiRow(api: ApiName, facts: ConnectionFacts, t: Translate): Row {
  const finding = facts.apis[api];
  if (finding.type !== "found") return missingRow(apiName(api), finding, facts, t);
  const { refused, text, firstEvent, total } = finding.value;
  if (refused.includes(`api:${api}`)) return [apiName(api), t("no"), t("The endpoint refuses it for this model.")];
  return [apiName(api), t("yes"), t("Answered after {0}.", duration(text?.first ?? firstEvent ?? total, t))];
}

function streamingRow({ question, apis, model, refusals }: ConnectionFacts, t: Translate): Row {
  const name = t("Streaming");
  const id = model.type === "found" ? model.value.id : undefined;
  const isKnownRefused = refusals.remembered.some((one) => one.model === id && one.refusals.includes("streaming"));
  const answered = [question, ...Object.values(apis)].map(valueOf).find((trial) => trial !== undefined);
  if (answered === undefined) return [name, t("not known"), ""];
  const { text, refused } = answered;
  if (isKnownRefused) return [name, t("no"), t("Known to be refused. Answers come in one piece.")];
  if (refused.includes("streaming")) return [name, t("no"), t("Refused. Answers come in one piece.")];
  if (text === undefined) return [name, t("not known"), t("The answer held no text.")];
  const { first, last, pieces } = text;
  if (pieces === 1) return [name, t("all at once"), t("One piece, after {0}.", duration(first, t))];
  if (last - first >= AT_ONCE) {
    const details = t("{0} pieces, from {1} to {2}.", pieces, duration(first, t), duration(last, t));
    return [name, t("one by one"), details];
  }
  const details = t("{0} pieces, all after {1}.", pieces, duration(first, t));
  const hint = t("Something on the way, such as a proxy, may hold answers back.");
  return [name, t("all at once"), first < NOTICEABLE ? details : `${details} ${hint}`];
}

function abilityRow(name: string, finding: Finding<AbilityFact>, facts: ConnectionFacts, t: Translate): Row {
  if (finding.type !== "found") return missingRow(name, finding, facts, t);
  switch (finding.value) {
    case "works":
      return [name, t("yes"), ""];
    case "ignored":
      return [name, t("not known"), t("The request was taken, but the tool was not called.")];
    case "refused":
      return [name, t("no"), t("Refused.")];
    case "known-refused":
      return [name, t("no"), t("Known to be refused, so not tried.")];
  }
}

function missingRow(name: string, finding: Missing, { question }: ConnectionFacts, t: Translate): Row {
  // Why the question failed stands above the table already.
  const isTold = question.type !== "found" && question.failure === finding.failure;
  return [name, finding.type === "failed" ? t("no") : t("not tried"), isTold ? "" : reason(finding.failure, t)];
}
