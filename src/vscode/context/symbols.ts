import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { capture, captureSymbolAt, wholeLines } from "./capture.ts";

export type FoundSymbol = { readonly name: string; readonly uri: vscode.Uri; readonly range: vscode.Range };

/** How long the list waits for servers of languages, which may still be reading the workspace. */
const PATIENCE_MS = 400;

/** What the languages of the workspace find under a name, and all that the active document declares. */
export async function findSymbols(query: string): Promise<readonly FoundSymbol[]> {
  const { document } = vscode.window.activeTextEditor ?? {};
  const [own, all] = await Promise.all([
    document ? inTime(declaredIn(document.uri)) : [],
    query.length < 2 ? [] : findNamed(query),
  ]);
  const seen = new Set<string>();
  return [...own, ...all].filter(({ name, uri, range }) => {
    const key = `${name} ${uri.toString()} ${range.start.line}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What the languages of the workspace find under a name. */
export async function findNamed(name: string): Promise<readonly FoundSymbol[]> {
  return inTime(named(name));
}

/** The whole symbol where the language says how far it goes, else its line. */
export async function captureFoundSymbol({ name, uri, range }: FoundSymbol): Promise<Attachment> {
  const document = await vscode.workspace.openTextDocument(uri);
  const around = range.isSingleLine ? await captureSymbolAt(document, range.start) : undefined;
  const symbol =
    around?.range?.start.line === range.start.line ? around : capture(document, wholeLines(document, range), "symbol");
  return { ...symbol, label: `${name} (${symbol.label})` };
}

async function named(query: string): Promise<readonly FoundSymbol[]> {
  const found = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[] | undefined>(
    "vscode.executeWorkspaceSymbolProvider",
    query,
  );
  return (found ?? []).map(({ name, location: { uri, range } }) => ({ name, uri, range }));
}

async function declaredIn(uri: vscode.Uri): Promise<readonly FoundSymbol[]> {
  const symbols = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", uri);
  return (symbols ?? []).flatMap((symbol) => flatten(symbol, uri));
}

function flatten(symbol: vscode.DocumentSymbol | vscode.SymbolInformation, uri: vscode.Uri): readonly FoundSymbol[] {
  if ("location" in symbol) return [{ name: symbol.name, uri, range: symbol.location.range }];
  return [{ name: symbol.name, uri, range: symbol.range }, ...symbol.children.flatMap((child) => flatten(child, uri))];
}

/** Nothing, where it takes too long or the language fails. */
async function inTime(found: Promise<readonly FoundSymbol[]>): Promise<readonly FoundSymbol[]> {
  const late = new Promise<readonly FoundSymbol[]>((resolve) => setTimeout(() => resolve([]), PATIENCE_MS));
  return Promise.race([found.catch(() => []), late]);
}
