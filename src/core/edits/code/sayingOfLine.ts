import { sayingOf } from "../damage/textDamage.ts";
import { isBlank } from "../lines.ts";

/** What a line says whatever damage it may have suffered; empty for a blank line only. */
export function sayingOfLine(line: string): string {
  return sayingOf(line) || (isBlank(line) ? "" : line.trim());
}

const known = new WeakMap<readonly string[], readonly string[]>();

/** What each of the lines says; made once for a list, which nobody changes. */
export function sayingsOf(lines: readonly string[]): readonly string[] {
  const sayings = known.get(lines) ?? lines.map(sayingOfLine);
  known.set(lines, sayings);
  return sayings;
}
