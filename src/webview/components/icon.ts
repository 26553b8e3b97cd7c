import { html, type TemplateResult } from "lit";

/** The icons that `styles/icons.css` draws. */
export type IconName =
  | "arrow-down"
  | "arrow-up"
  | "attach"
  | "check"
  | "chevron-down"
  | "close"
  | "code"
  | "copy"
  | "edit"
  | "error"
  | "file"
  | "git-compare"
  | "info"
  | "insert"
  | "new-file"
  | "open-preview"
  | "refresh"
  | "stop"
  | "terminal";

/** An icon in the colour of the text around it. Decoration: what it means is said by the button's name. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon icon-${name}" aria-hidden="true"></span>`;
}
