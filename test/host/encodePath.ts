/** Percent-encodes a path as VS Code does in the URIs that it shows and compares. */
export function encodePath(path: string): string {
  const segments = path.split("/").map(encodeURIComponent);
  return segments.join("/").replaceAll(/[!'()*]/g, encodeCharacter);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
