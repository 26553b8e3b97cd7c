import * as vscode from "vscode";
import type { TextChange } from "../../core/edits/trackedRange.ts";
import type { TextRange } from "../../shared/chat/state.ts";

export function toVsCodeRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toTextRange({ start, end }: vscode.Range): TextRange {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

/** VS Code reports the changes of one event from the bottom up, so that each holds after the one before. */
export function toTextChanges(changes: readonly vscode.TextDocumentContentChangeEvent[]): readonly TextChange[] {
  return changes.map(({ range, text }) => ({ ...toTextRange(range), text }));
}

export function eolOf(document: vscode.TextDocument): "\n" | "\r\n" {
  return document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
}
