import { isBlank } from "../lines.ts";
import { blockEditOf, broken } from "./blockEdit.ts";
import type { BlockEdit, BrokenEdit, FileEdit } from "./blockEdit.ts";
import { unquoted } from "./diffPaths.ts";
import { headersAt } from "./diffSections.ts";
import { readPieces } from "./pieces.ts";

const BEGIN = /^\*\*\* Begin Patch\s*$/;
const END = /^\*\*\* End Patch\s*$/;
const FILE = /^\*\*\* (Add|Update|Delete) File:\s*(.*?)\s*$/;
const MOVE = /^\*\*\* (?:Move|Rename) to:\s*(.*?)\s*$/i;
const END_OF_FILE = /^\*\*\* End of File\s*$/;

type Section = { readonly action: string; readonly path: string; newPath?: string; readonly lines: string[] };

/** The `*** Begin Patch` envelope; undefined when the block does not begin as one. */
export function parseApplyPatch(block: readonly string[]): BlockEdit | undefined {
  const start = Math.max(
    0,
    block.findIndex((line) => !isBlank(line)),
  );
  const lines = block.slice(start);
  const [opening = ""] = lines;
  if (!BEGIN.test(opening) && !FILE.test(opening)) return undefined;

  const sections = readSections(lines);
  if (typeof sections === "string") return broken(sections);
  const files: FileEdit[] = [];
  for (const section of sections) {
    const file = fileEditOf(section);
    if (typeof file === "string") return broken(file);
    files.push(file);
  }
  return blockEditOf(files);
}

function readSections(lines: readonly string[]): readonly Section[] | BrokenEdit {
  const sections: Section[] = [];
  let isOpen = false;
  let section: Section | undefined;
  for (const line of lines) {
    const [, action, path = ""] = FILE.exec(line) ?? [];
    const newPath = MOVE.exec(line)?.[1];
    if (BEGIN.test(line)) {
      if (isOpen) return "unfinished";
      isOpen = true;
    } else if (END.test(line)) {
      isOpen = false;
      section = undefined;
    } else if (action !== undefined) {
      section = { action, path: unquoted(path), lines: [] };
      sections.push(section);
    } else if (newPath !== undefined && section?.action === "Update" && section.lines.length === 0) {
      section.newPath = unquoted(newPath);
    } else if (section && (!line.startsWith("*** ") || END_OF_FILE.test(line))) {
      section.lines.push(line.startsWith("*** ") ? line.trimEnd() : line);
    } else if (!isBlank(line)) {
      return "stray-lines";
    }
  }
  return isOpen ? "unfinished" : sections;
}

function fileEditOf({ action, path, newPath, lines }: Section): FileEdit | BrokenEdit {
  if (path === "" || newPath === "") return "no-path";
  if (action === "Delete") return lines.every(isBlank) ? { kind: "delete", path } : "stray-lines";
  if (action === "Add") {
    const content = addedLines(lines);
    return content ? { kind: "create", path, text: content.map((line) => `${line}\n`).join("") } : "stray-lines";
  }
  // Some write the headers of a diff below the name of its file.
  const replacements = readPieces(lines.slice(headersAt(lines, 0, true)?.count ?? 0));
  if (newPath !== undefined) return { kind: "rename", path, newPath, replacements };
  return replacements.length > 0 ? { kind: "update", path, replacements } : "no-change";
}

/** A new file's lines, which all begin with a plus or all lack it; undefined when some have one and some do not. */
function addedLines(lines: readonly string[]): readonly string[] | undefined {
  const end = lines.findLastIndex((line) => !isBlank(line)) + 1;
  const content = lines.slice(0, end).filter((line) => !END_OF_FILE.test(line));
  if (!content.some((line) => line.startsWith("+"))) return content;
  if (!content.every((line) => line.startsWith("+") || isBlank(line))) return undefined;
  return content.map((line) => line.slice(1));
}
