import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where npm puts tree-sitter's runtime and grammars. */
export const grammarFolder = join(import.meta.dirname, "../node_modules/@vscode/tree-sitter-wasm/wasm");

export function readGrammarFile(name: string): Promise<Uint8Array> {
  return readFile(join(grammarFolder, name));
}
