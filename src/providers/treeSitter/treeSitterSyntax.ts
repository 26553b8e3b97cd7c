import treeSitter from "@vscode/tree-sitter-wasm";
import type { Log } from "../../core/ports/log.ts";
import type { Syntax, SyntaxParser } from "../../core/ports/syntax.ts";
import { GrammarParser } from "./grammarParser.ts";
import { grammars, runtimeFile, type Grammar } from "./grammars.ts";

export type TreeSitterOptions = {
  /** Reads a file of those that `grammarFiles` names. */
  readonly readFile: (name: string) => Promise<Uint8Array>;
  /** Milliseconds, from any moment on. */
  readonly now?: () => number;
  readonly log?: Pick<Log, "error">;
};

/** The grammars of tree-sitter. Each is loaded once; one that cannot be loaded is tried again when it is asked for. */
export class TreeSitterSyntax implements Syntax {
  readonly #options: TreeSitterOptions;
  readonly #parsers = new Map<string, Promise<SyntaxParser | undefined>>();
  #runtime: Promise<void> | undefined;

  constructor(options: TreeSitterOptions) {
    this.#options = options;
  }

  async parserFor(languageId: string): Promise<SyntaxParser | undefined> {
    const grammar = grammars.get(languageId);
    if (!grammar) return undefined;
    const loading = this.#parsers.get(grammar.file) ?? this.#load(grammar);
    this.#parsers.set(grammar.file, loading);
    return loading;
  }

  async #load(grammar: Grammar): Promise<SyntaxParser | undefined> {
    try {
      await (this.#runtime ??= this.#start());
      const language = await treeSitter.Language.load(await this.#options.readFile(grammar.file));
      return new GrammarParser(language, grammar, this.#options.now ?? (() => performance.now()));
    } catch (error) {
      this.#options.log?.error(`${grammar.file} could not be loaded.`, error);
      this.#parsers.delete(grammar.file);
      return undefined;
    }
  }

  async #start(): Promise<void> {
    try {
      const options = { wasmBinary: await this.#options.readFile(runtimeFile), locateFile: () => runtimeFile };
      await treeSitter.Parser.init(options);
    } catch (error) {
      this.#runtime = undefined;
      throw error;
    }
  }
}
