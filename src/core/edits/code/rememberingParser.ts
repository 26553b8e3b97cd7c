import type { ParsedText, SyntaxParser } from "../../ports/syntax.ts";

/** Parses each text once, which takes longer than anything else; for one answer, as it keeps the texts. */
export class RememberingParser implements SyntaxParser {
  readonly #parser: SyntaxParser;
  readonly #parsed = new Map<string, ParsedText>();

  constructor(parser: SyntaxParser) {
    this.#parser = parser;
  }

  parse(text: string): ParsedText {
    const parsed = this.#parsed.get(text) ?? this.#parser.parse(text);
    this.#parsed.set(text, parsed);
    return parsed;
  }
}
