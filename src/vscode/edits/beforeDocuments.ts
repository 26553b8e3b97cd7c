import * as vscode from "vscode";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { RestoreKey } from "./restoreStore.ts";

/** Scheme of read-only documents that show a file as it was before a change was accepted. */
const SCHEME = "askchatgpt-before";

/** The document's address. It has the path of the file, so that name, icon and language are the file's own. */
export function beforeUri(uri: vscode.Uri, keys: readonly RestoreKey[]): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: uri.path, query: JSON.stringify(keys) });
}

/** Serves the documents; `read` gives their text, or undefined when it is not kept any more. */
export function serveBeforeDocuments(
  read: (keys: readonly RestoreKey[]) => Promise<string | undefined>,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => read(parseKeys(query)),
  });
}

function parseKeys(query: string): readonly RestoreKey[] {
  const keys: unknown = JSON.parse(query);
  return Array.isArray(keys) ? keys.filter(isKey) : [];
}

function isKey(key: unknown): key is RestoreKey {
  return isRecord(key) && isId(key["conversationId"]) && isId(key["fileId"]);
}

/** Anyone can open an address; it must not lead out of the folder. */
function isId(value: unknown): boolean {
  return typeof value === "string" && /^[\w-]+$/.test(value);
}
