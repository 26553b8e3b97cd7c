/** What one fenced code block of an answer asks for. Paths are as the model wrote them: nobody checked them. */
export type BlockEdit =
  /** Code to stand somewhere; where is not said, beyond perhaps the file. */
  | { readonly type: "code"; readonly text: string; readonly path?: string }
  /** Pieces of one existing file, each to be replaced, in the order of the block; never empty. */
  | { readonly type: "replacements"; readonly path?: string; readonly replacements: readonly PieceReplacement[] }
  /** Several files, or one that is created, deleted or renamed; never empty, and no path is updated twice. */
  | { readonly type: "files"; readonly files: readonly FileEdit[] }
  /** It looks like an edit but cannot be read as one. */
  | { readonly type: "broken"; readonly reason: BrokenEdit };

/**
 * Lines of a file that become other lines. A file's lines are its text split at line breaks, so one that ends with a
 * line break has a last, empty line; a piece takes that line in only where it says how the file ends.
 */
export type PieceReplacement = {
  /** Context included. None: `newLines` are only inserted, below `anchor`, at `lineHint`, or in an empty file. */
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** A line somewhere above the piece, trimmed and perhaps cut short (`class Foo` of `@@ class Foo`). */
  readonly anchor?: string;
  /** Lines above `anchor`, outermost first, where several were stacked to tell equal places apart. */
  readonly outerAnchors?: readonly string[];
  /** The line of the original, from 0, where `oldLines` begin according to the block; may be wrong. */
  readonly lineHint?: number;
  /** The block says that the piece is the file's last. */
  readonly atEnd?: true;
  /** Of a diff, whose pieces come in the order of the file: its rows, " " for a kept line, "-" for an old, "+" for a new one. */
  readonly marks?: string;
  /** The sides if spaces behind the marks are read in the less likely way. */
  readonly otherwise?: Pick<PieceReplacement, "oldLines" | "newLines">;
  /** The block contradicts itself in its numbers, so that `lineHint` proves nothing. */
  readonly isMiscounted?: true;
};

export type FileEdit =
  /** `replacements` are never empty. */
  | { readonly kind: "update"; readonly path: string; readonly replacements: readonly PieceReplacement[] }
  /** `text` is the whole file, lines ended by "\n". */
  | { readonly kind: "create"; readonly path: string; readonly text: string }
  | { readonly kind: "delete"; readonly path: string }
  /** `replacements` are empty when the content stays. */
  | {
      readonly kind: "rename";
      readonly path: string;
      readonly newPath: string;
      readonly replacements: readonly PieceReplacement[];
    };

export type BrokenEdit =
  /** An end marker is missing, so the rest may be missing too. */
  | "unfinished"
  /** Markers are missing or in an order that leaves open what replaces what. */
  | "unclear-markers"
  /** Lines stand where the format has no place for them. */
  | "stray-lines"
  /** Nothing is added, removed or named to be changed. */
  | "no-change"
  /** One of several files has no name. */
  | "no-path"
  /** A binary file, or a copy of a file. */
  | "unsupported";

export type BrokenBlock = Extract<BlockEdit, { type: "broken" }>;

export function broken(reason: BrokenEdit): BrokenBlock {
  return { type: "broken", reason };
}

/** Updates of the same file become one, at the place of the first. */
export function blockEditOf(files: readonly FileEdit[]): BlockEdit {
  const merged: FileEdit[] = [];
  for (const file of files) {
    const index = merged.findIndex(({ kind, path }) => kind === "update" && path === file.path);
    const first = merged[index];
    if (file.kind === "update" && first?.kind === "update") {
      merged[index] = { ...first, replacements: [...first.replacements, ...file.replacements] };
    } else {
      merged.push(file);
    }
  }
  const [only] = merged;
  if (!only) return broken("no-change");
  if (merged.length > 1 || only.kind !== "update") return { type: "files", files: merged };
  return { type: "replacements", path: only.path, replacements: only.replacements };
}
