import type { SyntaxParser } from "../../ports/syntax.ts";
import type { LineRange } from "../answer/fileAnswer.ts";
import type { FileLines } from "./fileLines.ts";
import { rewrite, type Placed, type Rewritten } from "./rewrite.ts";

/** What a block of code does to a file. */
export type CodePlace =
  | {
      readonly type: "placed";
      readonly how: "whole" | "lines" | "declaration" | "selection";
      readonly parts: readonly Rewritten[];
    }
  /** It stands there already, or the file has it as it is. */
  | { readonly type: "quoted" }
  | { readonly type: "ambiguous"; readonly places: readonly LineRange[] }
  | { readonly type: "missing"; readonly reason: MissingCode; readonly line?: string };

export type MissingCode =
  /** Nothing in the file says where the code belongs. */
  | "unanchored"
  /** Where it begins and ends is not certain, although the file has some of its lines. */
  | "uncertain"
  /** `line` leaves code out, and what it stands for cannot be told. */
  | "elided"
  /** It could be the whole file, or a part of it. */
  | "unclear-whole"
  /** It could be the new text of the selection, or of a part of it. */
  | "unclear-part"
  /** Its indentation or its characters cannot be put right. */
  | "damaged"
  | "empty";

export type CodeContext = {
  readonly file: FileLines;
  readonly languageId: string;
  /** Loaded when it is needed. */
  readonly parser: () => Promise<SyntaxParser | undefined>;
  /** Whether the answer says that the block is the whole file. */
  readonly isWhole: boolean;
};

/** What the parts make of the lines that they stand for. */
export function placed(
  parts: readonly Placed[],
  { file }: Pick<CodeContext, "file">,
  how: Extract<CodePlace, { type: "placed" }>["how"],
): CodePlace {
  const rewritten = rewrite(parts, file);
  return rewritten ? { type: "placed", how, parts: rewritten } : { type: "missing", reason: "damaged" };
}
