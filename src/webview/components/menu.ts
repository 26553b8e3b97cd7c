import { html, nothing, type TemplateResult } from "lit";
import type { Panel } from "../panel.ts";
import { icon, type IconName } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

export type MenuItem = { readonly icon: IconName; readonly label: string; readonly onClick: () => void };

/** A button that opens a menu above everything else. Its items are there while it is open. */
export class Menu extends LightElement {
  static override properties = {
    panel: { attribute: false },
    label: { attribute: false },
    items: { attribute: false },
    open: { state: true },
  };
  declare panel: Panel;
  declare label: string;
  declare items: readonly MenuItem[];
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override render(): TemplateResult {
    const { label } = this;
    return html`<button
        class="icon-button"
        type="button"
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${this.open ? "true" : "false"}
        @keydown=${(event: KeyboardEvent) => this.#pressedOnButton(event)}
      >
        ${icon("ellipsis")}
      </button>
      <div
        class="menu"
        popover="auto"
        role="menu"
        aria-label=${label}
        @beforetoggle=${({ newState }: ToggleEvent) => {
          this.open = newState === "open";
        }}
        @toggle=${({ newState }: ToggleEvent) => {
          // Nothing in it takes the focus before it is shown.
          if (newState === "open") this.#focus(0);
        }}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event)}
      >
        ${this.open ? this.items.map((item) => this.#item(item)) : nothing}
      </div>`;
  }

  protected override firstUpdated(): void {
    const button = this.querySelector("button");
    const menu = this.#menu;
    if (button && menu) button.popoverTargetElement = menu;
  }

  #item({ icon: name, label, onClick }: MenuItem): TemplateResult {
    return html`<button
      class="menu-item"
      type="button"
      role="menuitem"
      tabindex="-1"
      @click=${() => {
        // The focus goes back to the button.
        this.#menu?.hidePopover();
        onClick();
      }}
    >
      ${icon(name)}<span>${label}</span>
    </button>`;
  }

  #pressedOnButton(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" || this.open) return;
    event.preventDefault();
    this.#menu?.showPopover();
  }

  #pressed(event: KeyboardEvent): void {
    const items = this.#items;
    const at = items.findIndex((item) => item === document.activeElement);
    switch (event.key) {
      case "ArrowDown":
        this.#focus((at + 1) % items.length);
        break;
      case "ArrowUp":
        this.#focus((at - 1 + items.length) % items.length);
        break;
      case "Home":
        this.#focus(0);
        break;
      case "End":
        this.#focus(items.length - 1);
        break;
      case "Escape":
      case "Tab":
        // Escape would stop the answer as well, and Tab would leave the menu open.
        this.#menu?.hidePopover();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #focus(index: number): void {
    this.#items[index]?.focus();
  }

  get #menu(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".menu");
  }

  get #items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".menu-item")];
  }
}
