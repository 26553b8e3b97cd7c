import { html, type TemplateResult } from "lit";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";
import { beginningOf, showMore } from "./showMore.ts";

const STEP = { characters: 10_000, lines: 500 };

/** Plain text as it was written, however long: a beginning of it, and more on demand. */
export class LongText extends LightElement {
  static override properties = { panel: { attribute: false }, text: { attribute: false }, steps: { state: true } };
  declare panel: Panel;
  declare text: string;
  declare steps: number;

  constructor() {
    super();
    this.steps = 1;
  }

  protected override render(): TemplateResult {
    const { panel, text, steps } = this;
    const shown = beginningOf(text, { characters: STEP.characters * steps, lines: STEP.lines * steps });
    return html`<p class="plain-text" dir="auto" tabindex="-1">${shown}</p>
      ${showMore({
        panel,
        hidden: text.length - shown.length,
        more: () => {
          this.steps++;
          // The buttons may go away; the focus stays with what they showed.
          this.querySelector<HTMLElement>(".plain-text")?.focus();
        },
        open: () => panel.host.openText({ text, language: "" }),
      })}`;
  }
}
