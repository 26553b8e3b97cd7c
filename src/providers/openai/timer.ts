/** Calls `fire` once, `ms` milliseconds from now, unless the returned function is called before. */
export type SetTimer = (ms: number, fire: () => void) => () => void;

/** The longest delay a timer takes: a longer one would fire at once. */
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const setRealTimer: SetTimer = (ms, fire) => {
  const timer = setTimeout(fire, Math.min(ms, LONGEST_DELAY_MS));
  return () => clearTimeout(timer);
};
