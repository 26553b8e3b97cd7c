/**
 * A proxy's address without what could be a secret: no user name, password, path or query. Undefined for a text that
 * names no host.
 */
export function maskProxy(address: string): string | undefined {
  const text = address.trim();
  const url = parse(text) ?? parse(`http://${text}`);
  if (url === undefined) return undefined;
  const credentials = url.username || url.password ? "•••@" : "";
  return `${url.protocol}//${credentials}${url.host}`;
}

/** `localhost:8080` is a URL too, whose scheme is `localhost`; it has no host. */
function parse(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.host ? url : undefined;
}
