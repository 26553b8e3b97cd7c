/**
 * Where below `folder` a path is, with `/`; empty for the folder itself, undefined when it is not inside. Both are
 * absolute and have every symbolic link followed, so their words tell.
 */
export function pathInside(folder: string, path: string): string | undefined {
  const [outer, inner] = [parts(folder), parts(path)];
  return outer.every((part, index) => part === inner[index]) ? inner.slice(outer.length).join("/") : undefined;
}

function parts(path: string): readonly string[] {
  const slashed = /^[\\/]*[a-z]:|^\\\\/i.test(path) ? path.replaceAll("\\", "/") : path;
  const all = slashed.split("/").filter((part) => part !== "");
  return /^[a-z]:$/i.test(all[0] ?? "") ? [(all[0] ?? "").toLowerCase(), ...all.slice(1)] : all;
}
