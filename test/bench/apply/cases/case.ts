/** One answer to one file, and what is right. */
export type Case = {
  readonly id: string;
  readonly format: string;
  readonly damage: string;
  readonly path: string;
  readonly text: string;
  readonly answer: string;
  readonly selection?: readonly [startLine: number, endLine: number];
  readonly expected: Expected;
};

export type Expected =
  | { readonly outcome: "edited"; readonly text: string }
  /** Nothing may be written; what it is called is counted apart. */
  | { readonly outcome: "ambiguous" | "refused" | "unchanged" };
