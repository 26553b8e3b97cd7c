import * as vscode from "vscode";
import type { Log } from "../../core/ports/log.ts";
import type { Syntax, SyntaxParser } from "../../core/ports/syntax.ts";

export type LazySyntaxParts = {
  /** Loads the parsers' code; takes a moment the first time. */
  readonly load: () => Promise<typeof import("../../providers/treeSitter/treeSitterSyntax.ts")>;
  /** Where the build puts the grammars. */
  readonly folder: vscode.Uri;
  readonly log: Log;
};

/** The parsers, of which nothing is loaded before the first is asked for; none where they cannot be loaded. */
export class LazySyntax implements Syntax {
  readonly #parts: LazySyntaxParts;
  #loading: Promise<Syntax> | undefined;

  constructor(parts: LazySyntaxParts) {
    this.#parts = parts;
  }

  async parserFor(languageId: string): Promise<SyntaxParser | undefined> {
    try {
      return await (await (this.#loading ??= this.#load())).parserFor(languageId);
    } catch (error) {
      this.#parts.log.error("The parsers could not be loaded.", error);
      this.#loading = undefined;
      return undefined;
    }
  }

  async #load(): Promise<Syntax> {
    const { load, folder, log } = this.#parts;
    const { TreeSitterSyntax } = await load();
    const readFile = async (name: string): Promise<Uint8Array> =>
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
    return new TreeSitterSyntax({ readFile, log });
  }
}
