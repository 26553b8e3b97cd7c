import { html, nothing, type TemplateResult } from "lit";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import { attachmentIcon } from "./attachmentIcon.ts";
import { icon } from "./icon.ts";

/** What goes along with a question. Without `remove` nothing of it can be taken out. */
export function attachmentChips(
  attachments: readonly Attachment[],
  t: Translate,
  remove?: (id: string) => void,
): TemplateResult | typeof nothing {
  if (attachments.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${t("Attached")}>
    ${attachments.map(
      (attachment) =>
        html`<li class="chip" title=${nameInvisible(attachment.path)}>
          ${chipFace(attachment, t)}${remove ? removeButton(attachment.label, t, () => remove(attachment.id)) : nothing}
        </li>`,
    )}
  </ul>`;
}

/** What an attachment is known by: a small picture of an image or an icon, and its name. */
export function chipFace({ kind, label, image }: Attachment, t: Translate): TemplateResult {
  return html`${
      image
        ? html`<img
            class="chip-image"
            src="data:${image.mediaType};base64,${image.base64}"
            alt=${t("Image {0}", label)}
          />`
        : icon(attachmentIcon(kind))
    }<span class="chip-label">${toTextNodes(label)}</span>`;
}

export function removeButton(label: string, t: Translate, onClick: () => void): TemplateResult {
  const name = t("Remove {0}", nameInvisible(label));
  return html`<button class="chip-remove" type="button" aria-label=${name} title=${name} @click=${onClick}>
    ${icon("close")}
  </button>`;
}
