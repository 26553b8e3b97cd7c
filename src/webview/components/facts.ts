import { html, nothing, type TemplateResult } from "lit";
import type { Answer } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { toDuration, toTime, toWholeTime } from "./times.ts";
import { toUsageText } from "./usageText.ts";

/**
 * The model, when it was asked, how long it took, and the tokens. Only the latest usage is a status; earlier ones are
 * history.
 */
export function facts(parts: {
  readonly panel: Panel;
  readonly answer: Answer;
  /** Milliseconds since the epoch. */
  readonly askedAt: number | undefined;
  readonly latest: boolean;
}): TemplateResult {
  const { answer, askedAt, latest } = parts;
  const { t } = parts.panel;
  const { model, durationMs } = answer;
  const locale = document.documentElement.lang || "en";
  const usage = toUsageText(answer, locale, t);
  return html`<div class="facts">
    ${model === undefined ? nothing : html`<span class="fact">${model}</span>`}
    ${
      askedAt === undefined
        ? nothing
        : html`<time
            class="fact"
            datetime=${new Date(askedAt).toISOString()}
            title=${t("Asked on {0}", toWholeTime(askedAt, locale))}
            >${toTime(askedAt, Date.now(), locale)}</time
          >`
    }
    ${
      durationMs === undefined
        ? nothing
        : html`<span class="fact" title=${t("Time that the answer took")}>${toDuration(durationMs, locale)}</span>`
    }
    ${
      usage === ""
        ? nothing
        : html`<span class="fact" role=${latest ? "status" : "note"} aria-live="off" aria-label=${t("Usage")}
            >${usage}</span
          >`
    }
  </div>`;
}
