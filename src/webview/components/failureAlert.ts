import { html, nothing, type TemplateResult } from "lit";
import { toNotice } from "../../shared/failureNotice.ts";
import type { Bulk } from "../../shared/chat/bulk.ts";
import type { Failure } from "../../shared/failures.ts";
import type { Panel } from "../panel.ts";
import { actionButtons } from "./buttons.ts";
import { icon } from "./icon.ts";

/** A failure as an alert: what happened, what to do, the buttons that do it, and the id that support asks for. */
export function failureAlert(failure: Failure, panel: Panel, turnId: string, bulk: Bulk | undefined): TemplateResult {
  const { what, advice, actions, requestId } = toNotice(failure, panel.t, {
    language: document.documentElement.lang || "en",
    ...(bulk ? { bulk } : {}),
  });
  return html`<div class="failure" role="alert">
    ${icon("error")}
    <div class="failure-text">
      <p class="failure-what" dir="auto">${what}</p>
      <p dir="auto">${advice}</p>
      ${actionButtons(actions, panel, turnId)}
      ${requestId === undefined ? nothing : html`<p class="request-id">${panel.t("Request id: {0}", requestId)}</p>`}
    </div>
  </div>`;
}
