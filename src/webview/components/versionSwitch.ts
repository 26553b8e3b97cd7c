import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Versions } from "../../shared/chat/branches.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { LightElement } from "./lightElement.ts";

/** Which of the versions of a question is shown, and the way to the others. Empty where there is only one. */
export class VersionSwitch extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    versions: { attribute: false, hasChanged: differ },
  };
  declare panel: Panel;
  declare turnId: string;
  declare versions: Versions | undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.versions) return nothing;
    const { t } = this.panel;
    const { turnIds, shown } = this.versions;
    return html`<div class="versions" role="group" aria-label=${t("Versions")}>
      ${iconButton({
        icon: "chevron-left",
        label: t("Previous version"),
        unavailable: shown === 0 ? t("This is the first version.") : undefined,
        onClick: () => this.#show(shown - 1, 0),
      })}
      <span>${t("{0} of {1}", shown + 1, turnIds.length)}</span>
      ${iconButton({
        icon: "chevron-right",
        label: t("Next version"),
        unavailable: shown === turnIds.length - 1 ? t("This is the last version.") : undefined,
        onClick: () => this.#show(shown + 1, 1),
      })}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("versions") || !this.versions) return;
    const target = this.panel.awaitedFocus.take(this.turnId);
    if (!target) return;
    const { t, announce } = this.panel;
    const button = this.querySelectorAll("button")[target.button];
    button?.focus({ preventScroll: true });
    announce(t("Version {0} of {1}", this.versions.shown + 1, this.versions.turnIds.length));
    this.#stayAt(target.top);
    // Below it the answer is drawn by then.
    requestAnimationFrame(() => this.#stayAt(target.top));
  }

  #show(index: number, button: 0 | 1): void {
    const turnId = this.versions?.turnIds[index];
    if (turnId === undefined) return;
    this.panel.awaitedFocus.want({ turnId, button, top: this.getBoundingClientRect().top });
    this.panel.host.showVersion({ turnId });
  }

  /** Versions are compared by going back and forth: the switch stays under the pointer. */
  #stayAt(top: number): void {
    const scroller = this.closest(".scroller");
    if (scroller) scroller.scrollTop += this.getBoundingClientRect().top - top;
  }
}

/** Whether what is to be shown of them differs. */
export function differ(versions: Versions | undefined, before: Versions | undefined): boolean {
  return versions?.shown !== before?.shown || versions?.turnIds.join(" ") !== before?.turnIds.join(" ");
}
