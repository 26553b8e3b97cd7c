import type { Connection } from "../settings/connection.ts";

/** Shorter values, such as `true`, are no secrets, and would black out half of the text. */
const SHORTEST_SECRET = 8;

/** Keys as OpenAI and most gateways write them, also with stars in the middle, which Markdown escapes. */
const LIKE_A_KEY = /\b(?:sk|rk|pk|gsk|xai)-[\w*.\\-]{6,}/g;

/**
 * `text` without the key, the values of the person's headers and whatever looks like a key. A server may have sent them
 * back where nobody looks for them: in a header, in the name of a model.
 */
export function withoutSecrets(text: string, { key, headers }: Connection): string {
  const secrets = Object.values(headers).filter(({ length }) => length >= SHORTEST_SECRET);
  if (key) secrets.push(key);
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "•••"), text).replaceAll(LIKE_A_KEY, "•••");
}
