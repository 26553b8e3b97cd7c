import { html, type TemplateResult } from "lit";

/** The icons that `styles/icons.css` draws. */
export type IconName =
  | "add"
  | "arrow-down"
  | "arrow-up"
  | "arrow-swap"
  | "attach"
  | "check"
  | "chevron-down"
  | "chevron-left"
  | "chevron-right"
  | "close"
  | "code"
  | "command"
  | "copy"
  | "edit"
  | "ellipsis"
  | "error"
  | "file"
  | "files"
  | "folder"
  | "git-compare"
  | "image"
  | "info"
  | "insert"
  | "new-file"
  | "prompt"
  | "open-preview"
  | "quote"
  | "refresh"
  | "repo-forked"
  | "settings"
  | "stop"
  | "symbol"
  | "terminal"
  | "trash"
  | "warning";

/** An icon in the colour of the text around it. Decoration: what it means is said by the button's name. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon icon-${name}" aria-hidden="true"></span>`;
}
