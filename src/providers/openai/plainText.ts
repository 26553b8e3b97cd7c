const LONGEST = 300;

/** Replaces what must not be shown: these secrets, and whatever looks like a key or a bearer token. */
export function redact(text: string, secrets: readonly string[]): string {
  // A short one (`ollama`, `none`) protects nothing, and is a word that messages need.
  const known = secrets.filter((secret) => secret.length >= 8);
  return known
    .reduce((kept, secret) => kept.replaceAll(secret, "[redacted]"), text)
    .replaceAll(/\bsk-[\w*.-]+/g, "[redacted]")
    .replaceAll(/\bBearer\s+[^\s"',;]+/gi, "Bearer [redacted]");
}

/** One readable line of what a server or the network said, free of markup and of secrets, 300 characters at most. */
export function toPlainLine(text: string, secrets: readonly string[]): string {
  const line = redact(/^\s*</.test(text) ? htmlText(text) : text, secrets)
    // oxlint-disable-next-line no-control-regex -- they have no business in a line of text
    .replaceAll(/[\s\u0000-\u001f\u007f]+/g, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
}

/** The title of an error page, or its text. It is shown as text, so this is for reading, not for safety. */
function htmlText(html: string): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(html)?.[1]?.trim();
  if (title) return unescapeHtml(title);
  return unescapeHtml(html.replaceAll(/<(script|style)\b[^]*?<\/\1>/gi, " ").replaceAll(/<[^>]*>?/g, " "));
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&");
}
