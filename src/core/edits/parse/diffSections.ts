import { isBlank } from "../lines.ts";
import { pathsOfGitLine, pathsOfHeaders, unquoted } from "./diffPaths.ts";
import type { DiffPaths } from "./diffPaths.ts";
import { isChange } from "./hunkBody.ts";
import { parseHunkHeader } from "./hunkHeader.ts";

/** One file's part of a diff. */
export type DiffSection = {
  /** Absent in a diff without headers, and above the first header of one with them. */
  paths?: DiffPaths;
  /** It is about a binary file, or copies a file. */
  isUnsupported: boolean;
  /** The hunks. */
  readonly body: string[];
};

const HEADER = /^(?:---|\+\+\+) /;
const SUBVERSION = /^(?:Index: \S.*|={20,})$/;
const IGNORED = /^(?:index [\da-f]|(?:old|new) mode |(?:dis)?similarity index )/;
const UNSUPPORTED = /^(?:copy (?:from|to) |Binary files |GIT binary patch)/;

/** The parts of a diff by file, from the top; at least one. */
export function splitDiff(lines: readonly string[]): readonly DiffSection[] {
  const sections: DiffSection[] = [];
  let section = newSection();
  const begin = (paths?: DiffPaths): void => {
    if (section.paths || section.body.some((line) => !isBlank(line))) sections.push(section);
    section = newSection(paths);
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const headers = HEADER.test(line) ? headersAt(lines, index, section.body.some(isChange)) : undefined;
    const isHead = section.paths !== undefined && section.body.length === 0;
    if (line.startsWith("diff --git ")) {
      begin(pathsOfGitLine(line) ?? { oldPath: undefined, newPath: undefined });
    } else if (SUBVERSION.test(line)) {
      begin();
    } else if (headers) {
      if (isHead) section.paths = mergedPaths(section.paths, headers.paths);
      else begin(headers.paths);
      index += headers.count - 1;
    } else if (!isHead || !readExtendedHeader(section, line)) {
      section.body.push(line);
    }
  }
  sections.push(section);
  return sections;
}

/**
 * The `---` and `+++` lines that begin at `index`, or one of them alone. After changes they must be followed by a
 * hunk or look like git's, as a removed `-- comment` looks like a header.
 */
export function headersAt(
  lines: readonly string[],
  index: number,
  isAfterChanges = false,
): { readonly paths: DiffPaths; readonly count: number } | undefined {
  const [first = "", second = "", third = ""] = lines.slice(index, index + 3);
  const oldHeader = /^--- (\S.*)$/.exec(first)?.[1];
  const newHeader = /^\+\+\+ (\S.*)$/.exec(oldHeader === undefined ? first : second)?.[1];
  if (oldHeader !== undefined && newHeader !== undefined) {
    const isGit = /^"?(?:a\/|\/dev\/null)/.test(oldHeader) && /^"?(?:b\/|\/dev\/null)/.test(newHeader);
    if (isAfterChanges && !isGit && !parseHunkHeader(third)) return undefined;
    return { paths: pathsOfHeaders(oldHeader, newHeader), count: 2 };
  }
  const only = oldHeader ?? newHeader;
  if (only === undefined || isAfterChanges || !parseHunkHeader(second)) return undefined;
  const path = newHeader === undefined ? pathsOfHeaders(only, "").oldPath : pathsOfHeaders("", only).newPath;
  return path === undefined ? undefined : { paths: { oldPath: path, newPath: path }, count: 1 };
}

function newSection(paths?: DiffPaths): DiffSection {
  return { ...(paths && { paths }), isUnsupported: false, body: [] };
}

/** Where git's own lines said that the file moves, the headers say nothing new. */
function mergedPaths(known: DiffPaths | undefined, headers: DiffPaths): DiffPaths {
  const isMoved = known?.oldPath !== undefined && known.newPath !== undefined && known.oldPath !== known.newPath;
  return isMoved ? known : headers;
}

/** Reads a line between `diff --git` and the hunks; false when it is none. */
function readExtendedHeader(section: DiffSection, line: string): boolean {
  const { oldPath, newPath } = section.paths ?? {};
  const [, side, renamed = ""] = /^rename (from|to) (.+)$/.exec(line) ?? [];
  if (side === "from") section.paths = { oldPath: unquoted(renamed), newPath };
  else if (side === "to") section.paths = { oldPath, newPath: unquoted(renamed) };
  else if (line.startsWith("new file mode")) section.paths = { oldPath: undefined, newPath };
  else if (line.startsWith("deleted file mode")) section.paths = { oldPath, newPath: undefined };
  else if (UNSUPPORTED.test(line)) section.isUnsupported = true;
  else return IGNORED.test(line) || isBlank(line);
  return true;
}
