import { commonIndent, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { countBreaks, indentBelow, stepsIn } from "../locate/structure.ts";
import type { Frame } from "./frame.ts";
import { LEAST_SHARE, same, toIndents, type Indents, type Reading } from "./indentReadings.ts";
import type { Indentation } from "./reindent.ts";

/** Whether lines without indentation stand right between those around them. */
export function isAtMargin({ given, own, unit = "" }: Indentation, { above, below = "" }: Frame): boolean {
  const first = given.find((line) => !isBlank(line)) ?? "";
  if (above === undefined || indentBelow(above, first, unit) !== "") return false;
  const steps = new Set([unit, ...stepsIn([above, ...own, below])]);
  return countBreaks([above, ...given, below], steps) <= countBreaks([above, ...own, below], steps);
}

/**
 * The reading that puts free lines where what is around them and the brackets in them want them, as far as two pairs
 * show that the answer has them elsewhere; `same` when nothing speaks against the answer.
 */
export function fittingReading(
  { pairs, given, own, unit = "" }: Indentation,
  { above = "", below = "" }: Frame,
  all: readonly Indents[],
  readings: readonly Reading[],
): Reading | undefined {
  const ends = [given, own].map((lines) => lines.filter((line) => !isBlank(line)));
  const pinned = [0, -1].flatMap((at) => {
    const [line, ownLine] = ends.map((lines) => lines.at(at));
    return pairs
      .filter((pair) => pair.given === line && pair.own === ownLine)
      .slice(0, 1)
      .map(toIndents);
  });
  const ownFrame = [above, ...own, below];
  const steps = new Set([unit, ...stepsIn(ownFrame)]);
  const ownBreaks = countBreaks(ownFrame, steps);
  const judge = (reading: Reading): Judged | undefined => {
    const lines = given.map((line) => moved(line, reading));
    if (!lines.every((line) => line !== undefined)) return undefined;
    const isExplained = ([from, to]: Indents): boolean => reading(from) === to;
    const explained = all.filter(isExplained);
    const misplaced = countBreaks([above, ...lines, below], steps);
    return {
      reading,
      result: lines.map(indentOf).join("|"),
      first: lines.find((line) => !isBlank(line)) ?? "",
      isRegular: misplaced <= ownBreaks && pinned.slice(0, 1).every(isExplained),
      breaks: misplaced + pinned.filter((pair) => !isExplained(pair)).length,
      isPinned: pinned.every(isExplained),
      count: explained.length,
      changed: explained.filter(([from, to]) => from !== to).length,
    };
  };
  const [ownFirst = ""] = ends[1] ?? [];
  const isJoined = (first: string): boolean =>
    countBreaks([above, first], steps) <= countBreaks([above, ownFirst], steps);
  const asIs = judge(same);
  if (!asIs) return undefined;
  const rivals = readings
    .flatMap((reading) => judge(reading) ?? [])
    .filter(({ result, breaks, count, changed }) => {
      if (result === asIs.result || changed < 2) return false;
      if (breaks < asIs.breaks) return count >= asIs.count;
      return breaks === asIs.breaks && count >= Math.max(asIs.count + 2, Math.ceil(all.length * LEAST_SHARE));
    });
  const regular = rivals.filter(({ isRegular }) => isRegular);
  const likely = regular.length > 0 ? regular : rivals;
  const pinnedRivals = likely.filter(({ isPinned }) => isPinned);
  const possible = pinnedRivals.length > 0 ? pinnedRivals : likely;
  const most = Math.max(...possible.map(({ count, breaks }) => count - breaks));
  const [best, ...others] = possible.filter(({ count, breaks }) => count - breaks === most);
  if (best && !isJoined(best.first)) return undefined;
  if (best) return others.every(({ result }) => result === best.result) ? best.reading : undefined;
  const isLikely = asIs.breaks <= ownBreaks;
  return isLikely || (commonIndent(given) === commonIndent(own) && pinned.every(([from, to]) => from === to))
    ? same
    : undefined;
}

type Judged = {
  readonly reading: Reading;
  /** The indentation of all lines after it. */
  readonly result: string;
  readonly first: string;
  /** How often lines stand where nothing puts them. */
  readonly breaks: number;
  /** Whether the first line stands where the file has it, and no more lines than there where nothing puts them. */
  readonly isRegular: boolean;
  /** Whether the first and the last line stand where the file has them, as far as it has them. */
  readonly isPinned: boolean;
  /** How many pairs it explains, and how many of these are not as the file has them without it. */
  readonly count: number;
  readonly changed: number;
};

function moved(line: string, reading: Reading): string | undefined {
  if (isBlank(line)) return line;
  const indent = indentOf(line);
  const ownIndent = reading(indent);
  return ownIndent === undefined ? undefined : ownIndent + line.slice(indent.length);
}
