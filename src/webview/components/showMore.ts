import { html, nothing, type TemplateResult } from "lit";
import type { Panel } from "../panel.ts";

/**
 * Says how much of a long text is not shown, and what can be done about it.
 * @param hidden characters; nothing is drawn for 0
 * @param more absent where no more can be shown here
 * @param open shows the whole text in an editor, which has no limit
 */
export function showMore(options: {
  readonly panel: Panel;
  readonly hidden: number;
  readonly more: (() => void) | undefined;
  readonly open: () => void;
}): TemplateResult | typeof nothing {
  const { panel, hidden, more, open } = options;
  if (hidden === 0) return nothing;
  const { t } = panel;
  const digits = new Intl.NumberFormat(document.documentElement.lang || "en").format(hidden);
  return html`<div class="show-more">
    <span>${t("{0} more characters", digits)}</span>
    ${more ? html`<button class="button secondary small" type="button" @click=${more}>${t("Show more")}</button>` : nothing}
    <button class="button secondary small" type="button" @click=${open}>${t("Open in editor")}</button>
  </div>`;
}

/** As much of `text` as fits into `limit` characters and lines; it ends with a line where one ends near there. */
export function beginningOf(text: string, limit: { readonly characters: number; readonly lines: number }): string {
  const end = Math.min(text.length, limit.characters);
  let lineEnd = -1;
  for (let line = 0; line < limit.lines; line++) {
    const next = text.indexOf("\n", lineEnd + 1);
    if (next < 0 || next >= end) return text.length <= end ? text : withoutHalf(text, lineEnd, end);
    lineEnd = next;
  }
  return text.slice(0, lineEnd + 1);
}

function withoutHalf(text: string, lineEnd: number, end: number): string {
  if (lineEnd > end / 2) return text.slice(0, lineEnd + 1);
  // Half a character is no character.
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? text.slice(0, end - 1) : text.slice(0, end);
}
