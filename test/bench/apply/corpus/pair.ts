/** Lines `start` to `end` (exclusive, from 0) of a file become `lines`. */
export type Change = { readonly start: number; readonly end: number; readonly lines: readonly string[] };

/** A text file of a package, and what its next version changed in it. */
export type Pair = {
  readonly package: string;
  /** Within the package, with `/`. */
  readonly path: string;
  /** VS Code's. */
  readonly languageId: string;
  /** Without line ends; a line break at the end of the file begins no line. */
  readonly lines: readonly string[];
  /** In their order, never touching each other. */
  readonly changes: readonly Change[];
};
