import type { CodeSymbol } from "../ports/syntax.ts";
import type { LineRange } from "./answer/fileAnswer.ts";

/** A longer declaration is left out in favour of those in it. */
const longestDeclaration = 200;

/** The lines of `region` and of the whole declarations that it touches. */
export function declarationsAround(region: LineRange, symbols: readonly CodeSymbol[]): LineRange {
  const touching = symbols.filter(({ startLine, endLine }) => startLine < region.endLine && endLine > region.startLine);
  return touching.reduce(
    (whole, symbol) =>
      symbol.endLine - symbol.startLine > longestDeclaration
        ? declarationsAround(whole, symbol.children)
        : union(whole, symbol),
    region,
  );
}

/** The lines from the first of both to the last. */
export function union(a: LineRange, b: LineRange): LineRange {
  return { startLine: Math.min(a.startLine, b.startLine), endLine: Math.max(a.endLine, b.endLine) };
}
