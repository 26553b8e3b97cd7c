/** Largest image that is attached, in bytes: servers refuse much larger ones. */
export const mostImageBytes = 10_000_000;

/** Largest file that is attached as text, in bytes: more than any model reads. */
export const mostTextBytes = 2_000_000;
