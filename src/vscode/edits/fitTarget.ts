import * as vscode from "vscode";
import type { FitTarget } from "../../core/edits/fit.ts";

/** What fitting a replacement of `range` needs to know of the document, as it is now. */
export function fitTarget(document: vscode.TextDocument, range: vscode.Range): FitTarget {
  const first = document.lineAt(range.start.line).text;
  const last = document.lineAt(range.end.line).text;
  return {
    original: document.getText(range),
    before: first.slice(0, range.start.character),
    after: last.slice(range.end.character),
    eol: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
    unit: indentationUnit(document),
    languageId: document.languageId,
  };
}

const DEFAULT_TAB_SIZE = 4;

/** One step of indentation: what the document's editor found in it, else what the settings say. */
function indentationUnit(document: vscode.TextDocument): string {
  const options = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.options;
  const configuration = vscode.workspace.getConfiguration("editor", document);
  const insertSpaces = options?.insertSpaces ?? configuration.get<boolean>("insertSpaces");
  const tabSize = Number(options?.tabSize ?? configuration.get<number>("tabSize")) || DEFAULT_TAB_SIZE;
  return insertSpaces === false ? "\t" : " ".repeat(tabSize);
}
