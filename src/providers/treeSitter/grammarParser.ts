import treeSitter, { type Language, type Parser } from "@vscode/tree-sitter-wasm";
import { withLf } from "../../core/edits/lines.ts";
import type { ParsedText, SyntaxParser } from "../../core/ports/syntax.ts";
import { codeSymbols } from "./codeSymbols.ts";
import type { Grammar } from "./grammars.ts";
import { syntaxProblems } from "./syntaxProblems.ts";

/** In UTF-16 units. The memory that a parser once took is never given back, and a tree takes much more than its text. */
const longestText = 2_500_000;

/** What no real text comes near: 30,000 lines take a tenth of it. */
const longestMs = 2000;

const unread: ParsedText = { symbols: [], problems: [{ line: 0 }] };

/** Parses with one grammar, and keeps nothing of what it parsed. */
export class GrammarParser implements SyntaxParser {
  readonly #language: Language;
  readonly #grammar: Grammar;
  readonly #now: () => number;
  #parser: Parser;

  /** @param now milliseconds */
  constructor(language: Language, grammar: Grammar, now: () => number) {
    this.#now = now;
    this.#language = language;
    this.#grammar = grammar;
    this.#parser = createParser(language);
  }

  parse(text: string, wants?: "problems"): ParsedText {
    if (text.length > longestText) return unread;
    try {
      const lines = withLf(text);
      return this.#parse((this.#grammar.prefixFor?.(lines) ?? "") + lines, wants);
    } catch {
      // Scanners of grammars have limits that they assert. The parser that ran into one is left in the middle of it.
      this.#parser = createParser(this.#language);
      return unread;
    }
  }

  #parse(text: string, wants?: "problems"): ParsedText {
    const latest = this.#now() + longestMs;
    const tree = this.#parser.parse(text, undefined, { progressCallback: () => this.#now() > latest });
    if (!tree) {
      this.#parser.reset();
      return unread;
    }
    try {
      const { rootNode } = tree;
      const { rules, moreProblems } = this.#grammar;
      const problems = syntaxProblems(rootNode);
      const more = problems.length === 0 ? moreProblems?.(rootNode, text) : undefined;
      const symbols = wants === "problems" ? [] : codeSymbols(rootNode, text, rules);
      return { symbols, problems: more ?? problems };
    } finally {
      tree.delete();
    }
  }
}

function createParser(language: Language): Parser {
  return new treeSitter.Parser().setLanguage(language);
}
