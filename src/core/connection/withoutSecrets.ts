import type { Connection } from "../settings/connection.ts";

/** Shorter values, such as `true`, are no secrets, and would black out half of the text. */
const SHORTEST_SECRET = 8;

/**
 * `text` without the key and the values of the person's headers, which a server may have sent back where nobody looks
 * for them: in a header, in the name of a model.
 */
export function withoutSecrets(text: string, { key, headers }: Connection): string {
  const secrets = Object.values(headers).filter(({ length }) => length >= SHORTEST_SECRET);
  if (key) secrets.push(key);
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "•••"), text);
}
