/** A path as an answer writes it, taken apart; nothing is known yet of the folders that it may lead into. */
export type WrittenPath =
  /** Below some folder; never empty, without `.` and `..`. */
  | { readonly type: "relative"; readonly segments: readonly string[] }
  /** `root` is empty, a drive (`c:`, lower case), or a share (`//server/share`). */
  | { readonly type: "absolute"; readonly root: string; readonly segments: readonly string[] }
  | { readonly type: "refused"; readonly reason: PathRefusal };

export type PathRefusal =
  /** Nothing is left of it: empty, a folder only, or the root. */
  | "no-file"
  /** `..` climbs out of where it starts, or it names a home folder or a variable. */
  | "outside"
  /** Characters or endings that some file systems drop or read as something else, so that two names are one file. */
  | "unclear-name";

/** Control, format, surrogate and private characters: invisible, or dropped by file systems. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;
/** What percent-encoding could hide: a control character, `.`, `/`, `:`, `\`, or another `%`. */
const ENCODED = /%(?:[01][\da-f]|2[ef]|3a|5c|7f|25)/i;
/** Windows' short names, such as `GIT~1` and `PROGRA~2.TXT`. */
const SHORT_NAME = /^[^.]{1,8}~\d+(?:\.[^.]{0,3})?$/;
/** Dropped by Windows at the end of a name. */
const DROPPED_END = /[. ]$/;
const NOT_IN_NAMES = /[:*?"<>|]/;
/** `~`, `~user`, `$HOME`, `${HOME}`, `%USERPROFILE%`: what a shell makes another path of. */
const EXPANDED = /^(?:~[^/\\]*|\$\{.*\}|\$(?:HOME|PWD|TMPDIR|USERPROFILE|APPDATA)|%[^%]+%|\$env:.*)$/i;

/**
 * Takes a path apart, with either kind of slash. A name that could mean another file than it says is refused, on every
 * system alike: a proposal may be made on one and accepted on another.
 */
export function parsePath(written: string): WrittenPath {
  const slashed = written.replaceAll("\\", "/");
  if (INVISIBLE.test(slashed) || ENCODED.test(slashed)) return refused("unclear-name");
  const start = startOf(slashed);
  if (!start) return refused("outside");
  if (/\/\.{0,2}$/.test(start.rest)) return refused("no-file");
  const segments: string[] = [];
  for (const segment of start.rest.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (segments.pop() === undefined) return refused("outside");
      continue;
    }
    if (start.root === undefined && segments.length === 0 && EXPANDED.test(segment)) return refused("outside");
    if (DROPPED_END.test(segment) || SHORT_NAME.test(segment) || NOT_IN_NAMES.test(segment)) {
      return refused("unclear-name");
    }
    segments.push(segment);
  }
  if (segments.length === 0) return refused("no-file");
  return start.root === undefined ? { type: "relative", segments } : { type: "absolute", root: start.root, segments };
}

/** Where a path starts; undefined for a device (`\\.\pipe\x`) or a path relative to a drive's current folder (`c:x`). */
function startOf(path: string): { readonly root: string | undefined; readonly rest: string } | undefined {
  // `\\?\` only says that what follows is to be taken as it is.
  const verbatim = /^\/\/\?\/(?:(unc)\/)?(.*)$/i.exec(path);
  const plain = verbatim
    ? `${verbatim[1] === undefined ? "" : "//"}${verbatim[2] ?? ""}`
    : path.replace(/^\/(?=[a-z]:)/i, "");
  const drive = /^([a-z]):(.*)$/i.exec(plain);
  if (drive) {
    const [, letter = "", rest = ""] = drive;
    return rest.startsWith("/") ? { root: `${letter.toLowerCase()}:`, rest } : undefined;
  }
  const share = /^\/\/([^/]+)\/([^/]+)(\/.*)?$/.exec(plain);
  if (share) {
    const [, server = "", name = "", rest = ""] = share;
    const isDevice = /^[.?]+$/.test(server) || /^\.{1,2}$/.test(name);
    return isDevice ? undefined : { root: `//${server}/${name}`.toLowerCase(), rest };
  }
  if (verbatim || plain.startsWith("//")) return undefined;
  return plain.startsWith("/") ? { root: "", rest: plain } : { root: undefined, rest: plain };
}

function refused(reason: PathRefusal): WrittenPath {
  return { type: "refused", reason };
}
