import type { Syntax, SyntaxProblem } from "../ports/syntax.ts";
import type { LineRange } from "./answer/fileAnswer.ts";
import { declarationsAround, union } from "./declarationsAround.ts";
import { hunksBetween, type Hunk } from "./hunks.ts";
import { splitLines } from "./lines.ts";

/** A proposal whose text is not valid where the text before was. */
export type BrokenResult = {
  /** In lines of the proposed text, in their order; at least one. */
  readonly problems: readonly SyntaxProblem[];
  /** The whole lines that hold all that is proposed, every problem, and the declarations around them: of the text before. */
  readonly before: LineRange;
  /** The same lines of the proposed text. */
  readonly after: LineRange;
};

type Texts = { readonly before: string; readonly after: string; readonly languageId: string };

/** What the proposed text `after` breaks; undefined when it breaks nothing, or when nobody here can tell. */
export async function brokenResult(
  { before, after, languageId }: Texts,
  syntax: Syntax,
): Promise<BrokenResult | undefined> {
  const parser = await syntax.parserFor(languageId);
  if (!parser) return undefined;
  const is = parser.parse(after, "problems");
  if (is.problems.length === 0) return undefined;
  const was = parser.parse(before);
  const [oldLines, newLines] = [splitLines(before), splitLines(after)];
  const hunks = hunksBetween(oldLines, newLines);
  const problems = newProblems(was.problems, is.problems, hunks);
  if (problems.length === 0) return undefined;

  const touched = { startLine: hunks[0]?.oldStart ?? 0, endLine: hunks.at(-1)?.oldEnd ?? 0 };
  const toOld = (line: number): number => lineBefore(line, hunks) ?? touched.startLine;
  const lines = problems.map(({ line }) => ({ startLine: toOld(line), endLine: toOld(line) + 1 }));
  const region = declarationsAround([touched, ...lines].reduce(union), was.symbols);
  const end = Math.min(region.endLine, oldLines.length);
  return {
    problems,
    before: { startLine: region.startLine, endLine: end },
    after: { startLine: region.startLine, endLine: newLines.length - (oldLines.length - end) },
  };
}

function newProblems(
  was: readonly SyntaxProblem[],
  is: readonly SyntaxProblem[],
  hunks: readonly Hunk[],
): readonly SyntaxProblem[] {
  const known = new Set(was.map(({ line }) => line));
  const added = is.filter(({ line }) => !known.has(lineBefore(line, hunks) ?? -1));
  // In a text that is broken already, an edit elsewhere can move the line at which a parser stumbles.
  const isMoved = is.length <= was.length && added.every(({ line }) => lineBefore(line, hunks) !== undefined);
  return isMoved ? [] : added;
}

/** Where an unchanged line was before; undefined for one that is new. */
function lineBefore(line: number, hunks: readonly Hunk[]): number | undefined {
  const above = hunks.findLast(({ newStart }) => newStart <= line);
  if (!above) return line;
  return line < above.newEnd ? undefined : line - above.newEnd + above.oldEnd;
}
