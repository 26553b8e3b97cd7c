import { isLanguage } from "../languageNames.ts";
import { isBlank } from "../lines.ts";
import { blockEditOf, broken } from "./blockEdit.ts";
import type { BlockEdit, BrokenEdit, FileEdit } from "./blockEdit.ts";
import { isChange, readHunkBody } from "./hunkBody.ts";
import { parseHunkHeader } from "./hunkHeader.ts";
import { headersAt, splitDiff } from "./diffSections.ts";
import type { DiffSection } from "./diffSections.ts";
import { pathIn } from "../../../shared/pathNames.ts";
import { readPieces } from "./pieces.ts";

const DIFF_LANGUAGE = /^(?:u|uni|git)?-?diff(?:[-:].*)?$|^patch$/i;

/**
 * A unified diff, with or without file headers and line numbers; `path` is for one without. Undefined when the block
 * is none: only a block of a diff's language, or that begins as no code does, is taken for one.
 */
export function parseUnifiedDiff(
  lines: readonly string[],
  language: string,
  path: string | undefined,
): BlockEdit | undefined {
  if (!isDiff(lines, language)) return undefined;
  const sections = splitDiff(withoutSignature(lines));
  const [first] = sections;
  if (first && sections.length === 1 && !first.paths) return withoutHeaders(first.body, path);

  const files: FileEdit[] = [];
  for (const section of sections) {
    // What stands above the first header is a message, as in a mailed patch.
    if (!section.paths && !section.body.some((line) => parseHunkHeader(line))) continue;
    const file = fileEditOf(section);
    if (typeof file === "string") return broken(file);
    files.push(file);
  }
  return blockEditOf(files);
}

/** A mailed patch ends with two dashes and git's version, of which the dashes look like a removed line. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line));
  const isSigned = /^\d+(?:\.\d+)+\S*$/.test(lines[last] ?? "") && /^-- ?$/.test(lines[last - 1] ?? "");
  return isSigned ? lines.slice(0, last - 1) : lines;
}

function isDiff(lines: readonly string[], language: string): boolean {
  if (DIFF_LANGUAGE.test(language)) return true;
  const start = lines.findIndex((line) => !isBlank(line));
  const first = lines[start] ?? "";
  if (first.startsWith("diff --git ")) return true;
  if (!lines.some(isChange)) return false;
  if (parseHunkHeader(first) || (headersAt(lines, start) && lines.some((line) => parseHunkHeader(line)))) return true;
  // Nothing else begins with both sides of git's.
  if (first.startsWith("--- a/") && lines[start + 1]?.startsWith("+++ b/")) return true;
  const isNameless = language === "" || isLanguage(language, "plaintext");
  return isNameless && lines.some((line, index) => parseHunkHeader(line) ?? headersAt(lines, index));
}

function withoutHeaders(body: readonly string[], path: string | undefined): BlockEdit {
  const start = body.findIndex((line) => !isBlank(line));
  const first = body[start] ?? "";
  const named = isChange(first) || first.startsWith(" ") ? undefined : pathIn(first);
  const replacements = readPieces(named === undefined ? body : body.slice(start + 1));
  if (replacements.length === 0) return broken("no-change");
  const target = named ?? path;
  return { type: "replacements", ...(target !== undefined && { path: target }), replacements };
}

function fileEditOf({ paths, isUnsupported, body }: DiffSection): FileEdit | BrokenEdit {
  if (isUnsupported) return "unsupported";
  const { oldPath, newPath } = paths ?? {};
  if (newPath === undefined) return oldPath === undefined ? "no-path" : { kind: "delete", path: oldPath };
  if (oldPath === undefined) return { kind: "create", path: newPath, text: newText(body) };
  const replacements = readPieces(body);
  if (oldPath !== newPath) return { kind: "rename", path: oldPath, newPath, replacements };
  return replacements.length > 0 ? { kind: "update", path: newPath, replacements } : "no-change";
}

function newText(body: readonly string[]): string {
  const { newLines } = readHunkBody(body.filter((line) => !parseHunkHeader(line)));
  const hasLastBreak = newLines.length > 0 && !body.some((line) => line.startsWith("\\ "));
  return newLines.join("\n") + (hasLastBreak ? "\n" : "");
}
