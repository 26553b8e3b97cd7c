import type * as vscode from "vscode";
import { fitReplacement, type FitTarget, type Fitted } from "../../core/edits/fit.ts";
import { fitTarget } from "./fitTarget.ts";

/** A range of a document at the moment when a new text for it was asked for; what is typed later changes nothing here. */
export class RequestedEdit {
  /** The whole document. */
  readonly base: string;
  readonly #before: string;
  readonly #after: string;
  readonly #target: FitTarget;

  constructor(document: vscode.TextDocument, range: vscode.Range) {
    this.base = document.getText();
    this.#before = this.base.slice(0, document.offsetAt(range.start));
    this.#after = this.base.slice(document.offsetAt(range.end));
    this.#target = fitTarget(document, range);
  }

  /** The text in the range; empty for an insertion. */
  get original(): string {
    return this.#target.original;
  }

  /** The whole document with a model's replacement in the range. */
  replacedBy(replacement: string): Fitted {
    const fitted = fitReplacement(replacement, this.#target);
    return fitted.type === "unchanged" ? fitted : { ...fitted, text: this.#before + fitted.text + this.#after };
  }
}
