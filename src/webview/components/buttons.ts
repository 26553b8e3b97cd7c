import { html, nothing, type TemplateResult } from "lit";
import { actionLabel } from "../../shared/failureNotice.ts";
import type { PanelAction } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { icon, type IconName } from "./icon.ts";

/**
 * A button that shows an icon and is named by `label`.
 * An unavailable one keeps the focus it has and says `unavailable`, the reason, in its tooltip.
 */
export function iconButton(options: {
  readonly icon: IconName;
  readonly label: string;
  /** In the tooltip, where it says more than the label. */
  readonly hint?: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly unavailable?: string | undefined;
}): TemplateResult {
  const { label, hint = label, onClick, unavailable } = options;
  const blocked = unavailable !== undefined;
  return html`<button
    class="icon-button"
    type="button"
    aria-label=${label}
    title=${blocked ? `${label}\n${unavailable}` : hint}
    aria-disabled=${blocked ? "true" : nothing}
    @click=${(event: MouseEvent) => {
      if (!blocked) onClick(event);
    }}
  >
    ${icon(options.icon)}
  </button>`;
}

/** Buttons for what can be done about the end of an answer. The first one is the next step. */
export function actionButtons(actions: readonly PanelAction[], panel: Panel, turnId: string): TemplateResult {
  return html`<div class="actions">
    ${actions.map(
      (action, index) =>
        html`<button
          class="button ${index === 0 ? "" : "secondary"}"
          type="button"
          @click=${() => panel.host.act({ action, turnId })}
        >
          ${actionLabel(action, panel.t)}
        </button>`,
    )}
  </div>`;
}
