/** The lines at which `wanted` stands in `lines`, as they are. */
export function placesOf(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    if (wanted.every((line, index) => lines[start + index] === line)) places.push(start);
  }
  return places;
}

/** A line without what damage changes: white space, the shape of quotes and the number of backslashes. */
export function loosened(line: string): string {
  return line
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\\+/g, "\\")
    .replace(/\s+/g, "");
}

const cache = new WeakMap<readonly string[], readonly string[]>();

/** Like {@link placesOf}, for lines that damage may have changed. */
export function loosePlacesOf(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  let loose = cache.get(lines);
  if (!loose) cache.set(lines, (loose = lines.map(loosened)));
  return placesOf(loose, wanted.map(loosened));
}

/** Whether a line says enough to be recognised: a brace does not. */
export function isTelling(line: string): boolean {
  return (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 4;
}

/** How many lines of `wanted` differ from those at `start`; Infinity when they reach over the end. */
export function mismatchesAt(lines: readonly string[], wanted: readonly string[], start: number): number {
  if (start < 0 || start + wanted.length > lines.length) return Infinity;
  let count = 0;
  for (const [index, line] of wanted.entries()) if (loosened(lines[start + index] ?? "") !== loosened(line)) count++;
  return count;
}
