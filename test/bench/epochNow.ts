/**
 * Milliseconds since 1970 with fractions. Every process of one machine counts them alike, to within the
 * millisecond by which their starting points may differ.
 */
export function epochNow(): number {
  return performance.timeOrigin + performance.now();
}
