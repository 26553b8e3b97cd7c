import { toDocumentLines, type DocumentLines } from "../locate/documentLines.ts";
import { hasWords, isComment } from "../locate/similarity.ts";
import { sayingOfLine } from "./sayingOfLine.ts";

/** A file's lines with what is needed to find those of a block among them. */
export type FileLines = DocumentLines & {
  /** Where a saying stands, in order. */
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
  /** The weight of all lines above each line; one more than there are lines. */
  readonly weightAbove: Float64Array;
};

export function toFileLines(text: string, languageId?: string): FileLines {
  const document = toDocumentLines(text, languageId, sayingOfLine);
  const { sayings, linesOf: placesOf } = document;
  const weightAbove = new Float64Array(sayings.length + 1);
  for (const [index, saying] of sayings.entries()) {
    weightAbove[index + 1] = (weightAbove[index] ?? 0) + weightOf(saying);
  }
  return Object.assign(document, { placesOf, weightAbove });
}

/** What a line says about where it stands: code most, a bracket little, a blank line nothing. */
export function weightOf(saying: string): number {
  if (saying === "") return 0;
  if (!hasWords(saying)) return 0.25;
  return isComment(saying) ? 0.5 : 1;
}
