import * as vscode from "vscode";
import type { Translate } from "../../shared/l10n.ts";
import { nameOf } from "./documents.ts";

/**
 * Why saving a document would change bytes that nobody edited, as a sentence with the next step: what is on disk does
 * not come back from its encoding. Undefined when it does, or when the document is not stored as a text file.
 */
export async function whyNotKept({ uri, encoding }: vscode.TextDocument, t: Translate): Promise<string | undefined> {
  if (uri.scheme === "untitled" || uri.scheme === "vscode-notebook-cell") return undefined;
  const bytes = await readFile(uri);
  if (!bytes || (await comesBack(bytes, encoding))) return undefined;
  return t(
    "{0} is not valid {1}, so saving it would damage it. Choose Reopen with Encoding in the status bar, then ask again.",
    nameOf(uri),
    encoding,
  );
}

/** Why a new text for a document cannot be saved as it is; undefined when it can. */
export async function whyNotEncodable(
  document: vscode.TextDocument,
  newText: string,
  t: Translate,
): Promise<string | undefined> {
  const { encoding, uri } = document;
  const base = document.getText();
  const added = [...new Set(newText)].filter((character) => !base.includes(character));
  if (await isKept(added.join(""), encoding)) return undefined;
  for (const character of added) {
    if (await isKept(character, encoding)) continue;
    return t(
      "The answer has “{0}”, which {1} cannot hold in its encoding, {2}. Save it with another one, then ask again.",
      character,
      nameOf(uri),
      encoding,
    );
  }
  return undefined;
}

async function isKept(text: string, encoding: string): Promise<boolean> {
  if (text === "") return true;
  const bytes = await vscode.workspace.encode(text, { encoding });
  return (await vscode.workspace.decode(bytes, { encoding })) === text;
}

async function comesBack(bytes: Uint8Array, encoding: string): Promise<boolean> {
  const text = await decoded(bytes, encoding);
  if (text === undefined) return false;
  const again = await vscode.workspace.encode(text, { encoding });
  return areEqual(withoutMark(bytes), withoutMark(again));
}

/** Undefined for what is no text at all. */
async function decoded(bytes: Uint8Array, encoding: string): Promise<string | undefined> {
  return vscode.workspace.decode(bytes, { encoding }).then(
    (text) => text,
    () => undefined,
  );
}

/** Undefined when there is no such file. */
async function readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => bytes,
    () => undefined,
  );
}

const MARKS = [
  [0xef, 0xbb, 0xbf],
  [0xfe, 0xff],
  [0xff, 0xfe],
];

/** Without a byte order mark, which decoding takes off and VS Code keeps by itself. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const mark = MARKS.find((units) => units.every((unit, index) => bytes[index] === unit));
  return mark ? bytes.subarray(mark.length) : bytes;
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((unit, index) => unit === b[index]);
}
