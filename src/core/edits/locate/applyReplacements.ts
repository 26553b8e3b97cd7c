import { toDocumentLines, type DocumentLines } from "./documentLines.ts";
import { changesAt, type LineEdit } from "./lineEdits.ts";
import type { Unplaced, Wanted } from "./located.ts";
import { findPlace } from "./place.ts";

export type Applied =
  | { readonly type: "applied"; readonly text: string }
  /** Nothing was changed; `index` is the first replacement that has no place, or the later one of two that overlap. */
  | { readonly type: "refused"; readonly index: number; readonly why: Unplaced | "overlapping" };

/**
 * Puts all replacements in their places, each looked for in the document as it is given, or none. Lines that no
 * replacement changes keep every byte, new lines take the line break of those that they replace.
 */
export function applyReplacements(document: string, replacements: readonly Wanted[]): Applied {
  const lines = toDocumentLines(document);
  const placed: { readonly startLine: number; readonly endLine: number }[] = [];
  const edits: LineEdit[] = [];
  for (const [index, wanted] of replacements.entries()) {
    const place = findPlace(lines, wanted);
    if (place.type !== "place") return { type: "refused", index, why: place };
    const changes = changesAt(place, lines, document);
    if (changes.type !== "changes") return { type: "refused", index, why: changes };
    if (placed.some((other) => overlap(other, place))) return { type: "refused", index, why: "overlapping" };
    placed.push(place);
    edits.push(...changes.edits);
  }
  return { type: "applied", text: withEdits(document, lines, joined(edits)) };
}

type LineRange = { readonly startLine: number; readonly endLine: number };

/** Two insertions in one place overlap too: nothing says which comes first. */
function overlap(a: LineRange, b: LineRange): boolean {
  if (a.startLine === a.endLine && b.startLine === b.endLine) return a.startLine === b.startLine;
  return a.startLine < b.endLine && b.startLine < a.endLine;
}

/** From the top, those that touch as one, so that none needs a line break that another takes away. */
function joined(edits: readonly LineEdit[]): readonly LineEdit[] {
  const result: LineEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.startLine - b.startLine || a.endLine - b.endLine)) {
    const last = result.at(-1);
    if (last?.endLine === edit.startLine) {
      result[result.length - 1] = { ...last, endLine: edit.endLine, lines: [...last.lines, ...edit.lines] };
    } else {
      result.push(edit);
    }
  }
  return result;
}

function withEdits(text: string, document: DocumentLines, edits: readonly LineEdit[]): string {
  const usual = mostUsed(document.breaks) ?? "\n";
  const parts: string[] = [];
  let done = 0;
  for (const edit of edits) {
    const { start, end, newText } = textEdit(edit, document, usual);
    parts.push(text.slice(done, start), newText);
    done = end;
  }
  return parts.join("") + text.slice(done);
}

type TextEdit = { readonly start: number; readonly end: number; readonly newText: string };

function textEdit({ startLine, endLine, lines }: LineEdit, document: DocumentLines, usual: string): TextEdit {
  const { starts, ends, breaks } = document;
  const start = starts[startLine] ?? 0;
  const above = ends[startLine - 1];
  if (startLine === endLine) {
    const eol = breaks[startLine - 1] || usual;
    const isEmpty = ends.at(-1) === starts[0];
    if (above === undefined) return { start, end: start, newText: lines.join(usual) + (isEmpty ? "" : usual) };
    return { start: above, end: above, newText: [eol, lines.join(eol)].join("") };
  }
  const end = ends[endLine - 1] ?? start;
  if (lines.length > 0) {
    return { start, end, newText: lines.join(mostUsed(breaks.slice(startLine, endLine)) ?? usual) };
  }
  // Lines go with their breaks; the last ones of a document with the break before them, so that it ends as it ended.
  const following = starts[endLine];
  if (following !== undefined) return { start, end: following, newText: "" };
  return { start: above ?? start, end, newText: "" };
}

function mostUsed(breaks: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const lineBreak of breaks) {
    if (lineBreak !== "") counts.set(lineBreak, (counts.get(lineBreak) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
