import type { DocumentLines } from "./documentLines.ts";
import type { LineEdit } from "./lineEdits.ts";

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

/**
 * The document's text with `edits`, of which no two change the same lines. Every other byte is the document's; new
 * lines take the line break of those that they replace, or of the one above.
 */
export function withEdits(document: DocumentLines, all: readonly LineEdit[]): string {
  const { text } = document;
  const edits = joined(all);
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
