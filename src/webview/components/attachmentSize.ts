import type { Attachment } from "../../shared/chat/state.ts";
import { attachmentTokens } from "../../shared/chat/tokens.ts";
import type { Translate } from "../../shared/l10n.ts";

/** For a person: tokens, or how large an image is. */
export function attachmentSize(attachment: Attachment, t: Translate): string {
  const { image } = attachment;
  if (!image) return tokenText(attachmentTokens(attachment), t);
  const bytes = (image.base64.length / 4) * 3;
  return bytes < 1_000_000
    ? t("{0} KB", Math.ceil(bytes / 1_000))
    : t("{0} MB", inDigits(bytes / 1_000_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
}

export function tokenText(tokens: number, t: Translate): string {
  // Two figures are as much as an estimate knows.
  const rounded = tokens < 100 ? tokens : Number(tokens.toPrecision(2));
  return t("~{0} tokens", inDigits(rounded));
}

/** As the language of the page writes numbers. */
function inDigits(count: number, options: Intl.NumberFormatOptions = {}): string {
  return count.toLocaleString(document.documentElement.lang || "en", options);
}
