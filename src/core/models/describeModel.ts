import type { Translate } from "../../shared/l10n.ts";
import type { ModelInfo } from "../ports/model.ts";
import { shutdownOf } from "./shutdown.ts";

/** What a person who chooses a model is told about it, shortly; empty when there is nothing to tell. */
export function describeModel(
  model: ModelInfo,
  { current, now, t }: { readonly current: string | undefined; readonly now: number; readonly t: Translate },
): string {
  const shutdown = shutdownOf(model, now);
  return [
    model.id === current ? t("in use") : "",
    shutdown?.state === "past" ? t("was shut down on {0}", shutdown.date) : "",
    shutdown && shutdown.state !== "past" ? t("until {0}", shutdown.date) : "",
    model.contextTokens === undefined ? "" : t("{0} tokens", inThousands(model.contextTokens)),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function inThousands(tokens: number): string {
  return tokens < 10_000 ? String(tokens) : `${Math.round(tokens / 1_000)}K`;
}
