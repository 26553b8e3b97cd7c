/** A small text of a language, and what it declares: `name startLine-endLine`, nested by two spaces. */
export type SyntaxSample = {
  readonly languageId: string;
  readonly text: string;
  readonly symbols: readonly string[];
  readonly broken: string;
};
