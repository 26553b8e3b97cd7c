/** The shapes of answers. */
export const pieceFormats = ["search-replace", "diff", "apply-patch"] as const;
export const codeFormats = [
  "whole-file",
  "function",
  "fragment",
  "elision",
  "elision-in-function",
  "selection",
  "selection-elision",
] as const;
export const formats = [...pieceFormats, ...codeFormats] as const;

export type PieceFormat = (typeof pieceFormats)[number];
export type CodeFormat = (typeof codeFormats)[number];
export type Format = PieceFormat | CodeFormat;

export function isPieceFormat(format: Format): format is PieceFormat {
  return pieceFormats.some((each) => each === format);
}
