import { isBlank, splitLines } from "../lines.ts";
import { blockEditOf, broken, type BlockEdit, type FileEdit, type PieceReplacement } from "./blockEdit.ts";

/** What tools call the two texts of an edit. */
const SIDES = [
  ["old_string", "new_string"],
  ["oldString", "newString"],
  ["old_str", "new_str"],
  ["old_text", "new_text"],
  ["oldText", "newText"],
] as const;
/** Said in other JSON too, so that a file has to be named with them. */
const COMMON_SIDES = [
  ["search", "replace"],
  ["find", "replace"],
  ["old", "new"],
] as const;
const PATHS = ["path", "file_path", "filePath", "file", "filename"];

type Fields = Readonly<Record<string, unknown>>;
type Edit = { readonly path: string | undefined; readonly piece: PieceReplacement };

/** Edits as the arguments of a tool, in JSON; undefined when the block is none. */
export function parseJsonEdits(code: string, path: string | undefined): BlockEdit | undefined {
  if (!/^\s*[[{]/.test(code) || !/old|search|find/.test(code)) return undefined;
  const edits = editsIn(parsed(code), path, false);
  if (edits === undefined || edits.length === 0) return undefined;
  if (edits.every(({ piece }) => [...piece.oldLines, ...piece.newLines].every(isBlank))) return broken("no-change");
  const files = edits.flatMap(({ path: name, piece }): FileEdit[] =>
    name === undefined ? [] : [{ kind: "update", path: name, replacements: [piece] }],
  );
  if (files.length === edits.length) return blockEditOf(files);
  return files.length > 0 ? broken("no-path") : { type: "replacements", replacements: edits.map(({ piece }) => piece) };
}

function parsed(code: string): unknown {
  try {
    return JSON.parse(code);
  } catch {
    return undefined;
  }
}

/** Undefined when something in it is no edit. */
function editsIn(value: unknown, path: string | undefined, isNamed: boolean): readonly Edit[] | undefined {
  if (Array.isArray(value)) {
    const all = value.map((item: unknown) => editsIn(item, path, isNamed));
    return all.every((edits) => edits !== undefined) ? all.flat() : undefined;
  }
  if (!isFields(value)) return undefined;
  const named = PATHS.map((key) => value[key]).find((name) => typeof name === "string");
  const own = named ?? path;
  const isOwn = isNamed || named !== undefined;
  const nested = value["edits"] ?? value["replacements"];
  if (Array.isArray(nested)) return editsIn(nested, own, isOwn);
  for (const [oldKey, newKey] of isOwn ? [...SIDES, ...COMMON_SIDES] : SIDES) {
    const [oldText, newText] = [value[oldKey], value[newKey]];
    const piece = typeof oldText === "string" && typeof newText === "string" ? pieceOf(oldText, newText) : undefined;
    if (piece) return [{ path: own, piece }];
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Whole lines only: a line break that one text ends with and the other does not would join lines. */
function pieceOf(oldText: string, newText: string): PieceReplacement | undefined {
  const [oldLines, newLines] = [linesOf(oldText), linesOf(newText)];
  const isJoined = oldText.endsWith("\n") !== newText.endsWith("\n") && oldText !== "" && newText !== "";
  return isJoined ? undefined : { oldLines, newLines };
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : splitLines(text.replace(/\r?\n$/, ""));
}
