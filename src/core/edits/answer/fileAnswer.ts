/** A file as it is, and a finished answer that is to change it. */
export type FileAnswer = {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** VS Code's. */
  readonly languageId: string;
  /** The whole answer, Markdown. */
  readonly answer: string;
  /** The lines that the question was about. A code block that stands for nothing else replaces them. */
  readonly selection?: LineRange;
  /** A person was asked and said that more than half of the code may go. */
  readonly mayDeleteMuch?: true;
};

/** Lines from 0, the end exclusive. */
export type LineRange = { readonly startLine: number; readonly endLine: number };

/** What an answer does to a file. */
export type FileOutcome =
  /** `text` is the whole new text; every byte that no change touches is the file's. */
  | { readonly outcome: "edited"; readonly text: string }
  /** Nothing is changed, because the places, or several versions in the answer, are equally good. */
  | {
      readonly outcome: "ambiguous";
      readonly among: "places" | "versions";
      readonly reason: string;
      readonly candidates: readonly LineRange[];
    }
  /** Nothing is changed; `reason` is a sentence for the person, with the next step. */
  | { readonly outcome: "refused"; readonly reason: string; readonly code: RefusalCode }
  /** The file says already what the answer says. */
  | { readonly outcome: "unchanged" };

export type RefusalCode =
  /** The answer holds no edit for this file. */
  | "no-edit"
  /** An edit is there but cannot be read as one. */
  | "broken"
  /** Its place is not in the file. */
  | "no-place"
  /** Left-out code that cannot be put back for certain. */
  | "elided"
  /** More than half of over thirty lines would go without the answer naming them: a person has to say so. */
  | "deletes-much";
