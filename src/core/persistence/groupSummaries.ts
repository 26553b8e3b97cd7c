import type { Translate } from "../../shared/l10n.ts";
import type { ConversationSummary } from "../ports/conversationStore.ts";

/** Conversations that are listed under one heading. */
export type SummaryGroup = { readonly heading: string; readonly summaries: readonly ConversationSummary[] };

type Age = "today" | "yesterday" | "week" | "older";
const ages: readonly Age[] = ["today", "yesterday", "week", "older"];

/**
 * The history in its order: what is pinned, then what was begun in this workspace, then the rest, each by the day it was
 * asked last, in local time. Within a group the order stays; a group without conversations is left out.
 *
 * @param workspace the URI of this window's; undefined without a folder
 */
export function groupSummaries(
  summaries: readonly ConversationSummary[],
  { workspace, now, t }: { readonly workspace: string | undefined; readonly now: number; readonly t: Translate },
): readonly SummaryGroup[] {
  const isHere = (summary: ConversationSummary): boolean => summary.workspace?.uri === workspace;
  const here: Readonly<Record<Age, string>> = {
    today: t("Today"),
    yesterday: t("Yesterday"),
    week: t("Last 7 days"),
    older: t("Older"),
  };
  const elsewhere: Readonly<Record<Age, string>> = {
    today: t("Other workspaces: today"),
    yesterday: t("Other workspaces: yesterday"),
    week: t("Other workspaces: last 7 days"),
    older: t("Other workspaces: older"),
  };
  const loose = summaries.filter(({ pinned }) => !pinned);
  const group = (
    names: Readonly<Record<Age, string>>,
    members: readonly ConversationSummary[],
  ): readonly SummaryGroup[] =>
    ages.map((age) => ({
      heading: names[age],
      summaries: members.filter(({ changedAt }) => ageOf(changedAt, now) === age),
    }));
  return [
    { heading: t("Pinned"), summaries: summaries.filter(({ pinned }) => pinned) },
    ...group(here, loose.filter(isHere)),
    ...group(
      elsewhere,
      loose.filter((summary) => !isHere(summary)),
    ),
  ].filter((one) => one.summaries.length > 0);
}

function ageOf(at: number, now: number): Age {
  if (at >= startOfDay(now, 0)) return "today";
  if (at >= startOfDay(now, 1)) return "yesterday";
  return at >= startOfDay(now, 7) ? "week" : "older";
}

/** Of the day so many days before; days are not all of 24 hours. */
function startOfDay(now: number, daysBefore: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysBefore).getTime();
}
