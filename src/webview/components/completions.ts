import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Completion } from "../../shared/protocol/completions.ts";
import type { Panel } from "../panel.ts";
import { completionIcon } from "./attachmentIcon.ts";
import { findQuery, type CompletionQuery } from "./completionQuery.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

const LIST_ID = "completions";

/**
 * The list that opens above the text field while something is typed after a trigger. The focus stays in the text; the
 * arrows move through the list, Enter and Tab take from it, Escape closes it until another trigger is typed.
 */
export class Completions extends LightElement {
  static override properties = { panel: { attribute: false }, items: { state: true }, active: { state: true } };
  declare panel: Panel;
  declare private items: readonly Completion[];
  declare private active: number;

  #area: HTMLTextAreaElement | undefined;
  #enter: () => void = () => {};
  #query: CompletionQuery | undefined;
  /** Where the trigger stands whose list was closed. */
  #closedAt: number | undefined;
  /** Of the last request: only its answer is shown. */
  #asked = 0;
  #waiting = false;
  /** This was pressed before the list for what is typed had come. */
  #takesFirst: "enter" | "tab" | undefined;

  constructor() {
    super();
    this.items = [];
    this.active = 0;
  }

  /**
   * Completes what is written in `area`. To be called once.
   *
   * @param enter does what Enter does without a list
   */
  follow(area: HTMLTextAreaElement, enter: () => void): void {
    this.#area = area;
    this.#enter = enter;
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.addEventListener("input", () => this.#look());
    area.addEventListener("blur", () => this.#close());
    document.addEventListener("selectionchange", () => {
      if (this.#query && document.activeElement === area) this.#look();
    });
    // It may have been written in before this script had come, and even entered.
    if (document.activeElement === area && area.dataset["entered"] === undefined) this.#look();
  }

  /**
   * Whether a pressed key was meant for the list.
   *
   * @param enters whether it is an Enter that belongs to no input method
   */
  pressed(event: KeyboardEvent, enters: boolean): boolean {
    if (!this.#isOpen || event.isComposing) return false;
    if (enters) this.#takeActive("enter");
    else if (event.key === "Tab" && !event.shiftKey) this.#takeActive("tab");
    else if (event.key === "ArrowDown") this.#move(1);
    else if (event.key === "ArrowUp") this.#move(-1);
    else if (event.key === "Escape") this.#dismiss();
    else return false;
    event.preventDefault();
    // Escape stops the answer elsewhere.
    event.stopPropagation();
    return true;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const area = this.#area;
    if (!area) return;
    const option = this.querySelector('[aria-selected="true"]');
    option?.scrollIntoView({ block: "nearest" });
    setOrRemove(area, "aria-controls", this.#isOpen ? LIST_ID : undefined);
    setOrRemove(area, "aria-activedescendant", option?.id);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    return html`<ul
      id=${LIST_ID}
      class="completions"
      role="listbox"
      aria-label=${this.panel.t("Suggestions")}
      @pointerdown=${(event: Event) => event.preventDefault()}
    >
      ${this.items.map(
        (item, index) =>
          html`<li
            id="completion-${index}"
            class="completion ${item.kind}"
            role="option"
            aria-selected=${index === this.active ? "true" : "false"}
            title=${item.detail === "" ? item.label : `${item.label}\n${item.detail}`}
            @click=${() => this.#take(item)}
          >
            ${icon(completionIcon(item.kind))}<span class="completion-label">${item.label}</span>
            ${item.detail === "" ? nothing : html`<span class="completion-detail"><bdi>${item.detail}</bdi></span>`}
          </li>`,
      )}
    </ul>`;
  }

  get #isOpen(): boolean {
    return this.items.length > 0;
  }

  #look(): void {
    const area = this.#area;
    if (!area) return;
    const query = area.selectionStart === area.selectionEnd ? findQuery(area.value, area.selectionStart) : undefined;
    if (!query) {
      this.#closedAt = undefined;
      return this.#close();
    }
    if (query.start === this.#closedAt) return;
    const isSame = query.start === this.#query?.start && query.query === this.#query.query;
    this.#query = query;
    if (!isSame) void this.#ask(query);
  }

  async #ask({ trigger, query }: CompletionQuery): Promise<void> {
    const asked = ++this.#asked;
    this.#waiting = true;
    this.#takesFirst = undefined;
    const items = await this.panel.host.completions({ trigger, query }).catch((): readonly Completion[] => []);
    if (asked !== this.#asked) return;
    const opens = !this.#isOpen && items.length > 0;
    this.#waiting = false;
    this.items = items;
    this.active = 0;
    if (opens) this.panel.announce(this.panel.t("Suggestions: {0}", items.length));
    const key = this.#takesFirst;
    if (key !== undefined && items.length > 0) this.#takeActive(key);
    else if (key === "enter") this.#enter();
  }

  #move(by: number): void {
    const { length } = this.items;
    this.active = (this.active + by + length) % length;
  }

  #takeActive(key: "enter" | "tab"): void {
    // What is shown belongs to what was typed before.
    this.#takesFirst = this.#waiting ? key : undefined;
    const item = this.#waiting ? undefined : this.items[this.active];
    if (item) this.#take(item);
  }

  #take(item: Completion): void {
    const query = this.#query;
    const area = this.#area;
    if (!query || !area) return;
    this.panel.host.takeCompletion({ trigger: query.trigger, id: item.id });
    const end = query.start + query.trigger.length + query.query.length;
    const space = /^\s/.test(area.value.slice(end)) ? "" : " ";
    area.setRangeText(item.text + space, query.start, end, "end");
    this.#close();
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    area.focus();
  }

  #dismiss(): void {
    this.#closedAt = this.#query?.start;
    this.#close();
  }

  #close(): void {
    this.#asked++;
    this.#query = undefined;
    this.#waiting = false;
    this.#takesFirst = undefined;
    this.items = [];
  }
}

function setOrRemove(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
