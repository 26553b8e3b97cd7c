/** The paths of the two sides of a diff; absent where the file does not exist, or is not named. */
export type DiffPaths = { readonly oldPath: string | undefined; readonly newPath: string | undefined };

const NOWHERE = "/dev/null";
const OLD_PREFIXES = ["a/", "i/", "c/", "o/", "old/"];
const NEW_PREFIXES = ["b/", "w/", "i/", "new/"];

/**
 * The paths after `---` and `+++`, without times, quotes and the prefixes that tell the sides apart. Without such
 * prefixes two names are no rename (`a.ts.orig` and `a.ts`): the second is the file.
 */
export function pathsOfHeaders(oldHeader: string, newHeader: string): DiffPaths {
  return withoutPrefixes(cleaned(oldHeader), cleaned(newHeader));
}

/** The paths of `diff --git a/x b/y`; undefined when they cannot be told apart. */
export function pathsOfGitLine(line: string): DiffPaths | undefined {
  const names = /^diff --git (.*)$/.exec(line)?.[1] ?? "";
  const [, oldPath, newPath] = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(names) ?? [];
  if (oldPath !== undefined && newPath !== undefined) return pathsOfHeaders(oldPath, newPath);
  // With spaces in it, the path is the same on both sides.
  const [, same] = /^a\/(.+) b\/\1$/.exec(names) ?? [];
  return same === undefined ? undefined : { oldPath: same, newPath: same };
}

/** Without the quotes or backticks around it. */
export function unquoted(path: string): string {
  return /^(["'`])(.*)\1$/.exec(path)?.[2] ?? path;
}

function cleaned(header: string): string | undefined {
  const path = unquoted((header.split("\t")[0] ?? "").trim().replace(/\s+\d{4}-\d\d-\d\d .*$/, ""));
  return path === NOWHERE || path === "" ? undefined : path;
}

function withoutPrefixes(oldPath: string | undefined, newPath: string | undefined): DiffPaths {
  const [oldPrefix, newPrefix] = [prefixOf(oldPath, OLD_PREFIXES), prefixOf(newPath, NEW_PREFIXES)];
  const arePrefixes = (oldPath === undefined || oldPrefix !== "") && (newPath === undefined || newPrefix !== "");
  if (!arePrefixes || oldPrefix === newPrefix) return { oldPath: oldPath && (newPath ?? oldPath), newPath };
  return { oldPath: oldPath?.slice(oldPrefix.length), newPath: newPath?.slice(newPrefix.length) };
}

function prefixOf(path: string | undefined, prefixes: readonly string[]): string {
  return prefixes.find((prefix) => path?.startsWith(prefix)) ?? "";
}
