/** The lines that a model wants to replace, as it wrote them, and what it wants there. */
export type Wanted = {
  /** Empty for an insertion, which needs an anchor or an empty document. */
  readonly original: string;
  /** Empty to take the lines away. */
  readonly replacement: string;
  /** Lines that stand somewhere above the place, such as the head of the function around it. */
  readonly anchor?: string;
  /** First line of the place as the model counted it, from 0. */
  readonly lineHint?: number;
};

/** From the surest: each is tried only where the one before finds nothing. */
export type How = "exact" | "trailing-space" | "indentation" | "alignment";

export type Unplaced =
  /** First lines, from 0, of places that are equally good, or too nearly so to choose. */
  | { readonly type: "ambiguous"; readonly lines: readonly number[] }
  /** `nearest` is the first line, from 0, of the place that the reason is about, or of what is most like the text. */
  | { readonly type: "missing"; readonly reason: MissReason; readonly nearest?: { readonly line: number } };

export type MissReason =
  | "not-there"
  | "already-applied"
  /** There but for indentation that no single shift explains. */
  | "indentation"
  | "escaped-backslashes"
  | "curly-quotes"
  | "html-entities"
  /** Non-breaking spaces, zero-width characters and the like, on either side. */
  | "invisible-characters"
  /** The place is clear, but the document has other words in the very lines that are to change. */
  | "changed-lines-differ"
  /** An insertion with nothing to say where. */
  | "nothing-to-find"
  /** An insertion whose anchor is not in the document. */
  | "anchor-not-there";
