/** Parsers of programming languages, each loaded when it is first asked for. */
export interface Syntax {
  /** Resolves with undefined for a language that is not covered. `languageId` is VS Code's. */
  parserFor(languageId: string): Promise<SyntaxParser | undefined>;
}

/**
 * A parser that is loaded. It never fails on any text: one that is too long to be parsed, or takes too long, has one
 * problem, in its first line, and no symbols.
 */
export interface SyntaxParser {
  /** `wants` spares the time for the symbols, which may be left out then. */
  parse(text: string, wants?: "problems"): ParsedText;
}

export type ParsedText = {
  /** What the text declares, outermost, in its order. */
  readonly symbols: readonly CodeSymbol[];
  /** Where the text is not valid, in its order; empty when it parses. */
  readonly problems: readonly SyntaxProblem[];
};

/** A function, method, class, interface, … that has a name. Lines are from 0. */
export type CodeSymbol = {
  /** The grammar's name for it, such as `function_declaration`; those of different grammars do not compare. */
  readonly kind: string;
  /**
   * As a person would say it, with what qualifies it where its place does not: `total` in a class, but `Cart.Total` of
   * a Go method, `Cart::total` outside of a C++ class, `Display for Cart` of an implementation.
   */
  readonly name: string;
  /** The lines of the whole declaration with its decorators and `export`, without the comments above; end exclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly children: readonly CodeSymbol[];
};

export type SyntaxProblem = {
  readonly line: number;
  /** What is missing, such as `}`, where the parser knows; else undefined. */
  readonly missing?: string;
};
