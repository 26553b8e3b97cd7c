export type StoredSize = { readonly bytes: number; readonly changedAt: number };

/** What has to go so that the rest stays below `limit`: what was changed longest ago goes first. */
export function beyondLimit<T extends StoredSize>(stored: readonly T[], limit: number): readonly T[] {
  const newestFirst = stored.toSorted((a, b) => b.changedAt - a.changedAt);
  let sum = 0;
  return newestFirst.filter(({ bytes }) => (sum += bytes) > limit);
}
