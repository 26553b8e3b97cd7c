import { sayingOf } from "../damage/textDamage.ts";
import { isBlank } from "../lines.ts";

/** What a line says whatever damage it may have suffered; empty for a blank line only. */
export function sayingOfLine(line: string): string {
  return sayingOf(line) || (isBlank(line) ? "" : line.trim());
}
