import * as vscode from "vscode";
import { surroundingsOf } from "../../core/context/surroundings.ts";
import type { Attachment } from "../../shared/chat/state.ts";

/** The selection as it stands; undefined when nothing is selected. */
export function captureSelection(editor: vscode.TextEditor): Attachment | undefined {
  return editor.selection.isEmpty ? undefined : capture(editor.document, editor.selection, "selection");
}

/** All that is selected, each selection by itself, from the top; cursors without a selection do not count. */
export function captureSelections({ document, selections }: vscode.TextEditor): readonly Attachment[] {
  return selections
    .filter(({ isEmpty }) => !isEmpty)
    .toSorted((a, b) => a.start.compareTo(b.start))
    .map((selection) => capture(document, selection, "selection"));
}

/** What is selected, else the symbol around the cursor; empty when there is neither. */
export async function captureCode(editor: vscode.TextEditor): Promise<readonly Attachment[]> {
  const selections = captureSelections(editor);
  const symbol = selections.length === 0 ? await captureSymbol(editor) : undefined;
  return symbol ? [symbol] : selections;
}

/** The innermost named symbol around the cursor; undefined when there is none or no language support for it. */
export async function captureSymbol(editor: vscode.TextEditor): Promise<Attachment | undefined> {
  return captureSymbolAt(editor.document, editor.selection.active);
}

/** The innermost named symbol around a place; undefined when there is none or no language support for it. */
export async function captureSymbolAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<Attachment | undefined> {
  const symbols = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", document.uri);
  const range = innermost(symbols ?? [], position);
  return range && capture(document, wholeLines(document, range), "symbol");
}

/** The whole document. */
export function captureFile(document: vscode.TextDocument): Attachment {
  return capture(document, wholeDocument(document), "file");
}

/** The place of the cursor, with the text on both sides. */
export function captureCursor(editor: vscode.TextEditor): Attachment {
  const { active } = editor.selection;
  return capture(editor.document, new vscode.Range(active, active), "cursor");
}

/** A piece of a document, frozen now. */
export function capture(document: vscode.TextDocument, range: vscode.Range, kind: Attachment["kind"]): Attachment {
  const text = document.getText(range);
  const path = pathOf(document.uri);
  return {
    id: crypto.randomUUID(),
    kind,
    label: labelOf(path, range, kind),
    path,
    uri: document.uri.toString(),
    languageId: document.languageId,
    text,
    range: {
      start: { line: range.start.line, character: range.start.character },
      end: { line: range.end.line, character: range.end.character },
    },
    ...(kind === "file"
      ? {}
      : {
          surroundings: surroundingsOf(
            document.getText(),
            document.offsetAt(range.start),
            document.offsetAt(range.end),
          ),
        }),
  };
}

export function wholeDocument(document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}

/** A path as people and models read it: in the workspace folder, with the folder's name where there are several. */
export function pathOf(uri: vscode.Uri): string {
  return uri.scheme === "untitled" ? uri.path.replace(/^.*\//, "") : vscode.workspace.asRelativePath(uri);
}

/** Lines are counted from 1, as the editor shows them. */
function labelOf(path: string, { start, end }: vscode.Range, kind: Attachment["kind"]): string {
  const name = path.replace(/^.*\//, "");
  if (kind === "file") return name;
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return last === start.line + 1 ? `${name}:${last}` : `${name}:${start.line + 1}-${last}`;
}

function innermost(
  symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[],
  position: vscode.Position,
): vscode.Range | undefined {
  for (const symbol of symbols) {
    if ("location" in symbol) {
      if (symbol.location.range.contains(position)) return symbol.location.range;
    } else if (symbol.range.contains(position)) {
      return innermostBlock(symbol.children, position) ?? symbol.range;
    }
  }
  return undefined;
}

/** A variable or a property is too small a piece to explain or change by itself. */
const blocks = new Set([
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Module,
  vscode.SymbolKind.Namespace,
  vscode.SymbolKind.Struct,
]);

function innermostBlock(
  symbols: readonly vscode.DocumentSymbol[],
  position: vscode.Position,
): vscode.Range | undefined {
  const around = symbols.find((symbol) => symbol.range.contains(position));
  if (!around) return undefined;
  return innermostBlock(around.children, position) ?? (blocks.has(around.kind) ? around.range : undefined);
}

export function wholeLines(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  return new vscode.Range(range.start.with({ character: 0 }), document.lineAt(range.end.line).range.end);
}
