const HIDDEN = "•••";

/**
 * A proxy's address without what could be a secret: no user name, password, path or query. Undefined for an empty text;
 * one that is no address is hidden as a whole.
 */
export function maskProxy(address: string): string | undefined {
  const text = address.trim();
  if (text === "") return undefined;
  const full = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(full)) return HIDDEN;
  const { protocol, username, password, host } = new URL(full);
  return `${protocol}//${username || password ? `${HIDDEN}@` : ""}${host}`;
}
