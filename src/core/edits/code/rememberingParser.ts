import type { ParsedText, SyntaxParser } from "../../ports/syntax.ts";

/** Parses each text once, which takes longer than anything else; for one answer, as it keeps the texts. */
export class RememberingParser implements SyntaxParser {
  readonly #parser: SyntaxParser;
  readonly #parsed = new Map<string, ParsedText>();

  constructor(parser: SyntaxParser) {
    this.#parser = parser;
  }

  parse(text: string, wants?: "problems"): ParsedText {
    const known = this.#parsed.get(text);
    if (known) return known;
    const parsed = this.#parser.parse(text, wants);
    if (wants === undefined) this.#parsed.set(text, parsed);
    return parsed;
  }
}
