import { ReactiveElement } from "lit";
import type { Formula } from "../markdown/formulas.ts";
import type { Panel } from "../panel.ts";

/** A formula: as it was written until it is drawn, and when it cannot be. */
export class FormulaElement extends ReactiveElement {
  static override properties = { panel: { attribute: false }, formula: { attribute: false, hasChanged: differs } };
  declare panel: Panel;
  declare formula: Formula;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const { formula } = this;
    this.className = formula.display ? "formula display" : "formula";
    this.dir = "ltr";
    if (!this.hasChildNodes()) this.textContent = formula.source;
    try {
      const typeset = await this.panel.typesetter();
      if (differs(formula, this.formula)) return;
      this.replaceChildren(typeset(formula.tex, formula.display));
      this.title = "";
    } catch (error) {
      this.textContent = formula.source;
      this.title = error instanceof Error ? error.message : "";
    }
  }
}

function differs(formula: Formula, before: Formula | undefined): boolean {
  return formula.source !== before?.source || formula.display !== before.display;
}
