const LONG = 30;

/** Whether a text of `before` lines that becomes one of `after` loses so much that a person should say so. */
export function deletesMuch(before: number, after: number): boolean {
  return before > LONG && before - after > before / 2;
}
