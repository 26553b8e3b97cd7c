import { readEdits } from "../parse/readEdits.ts";

/** Whether an answer says by itself which lines it changes, as search/replace blocks and diffs do. */
export function namesItsPlace(answer: string): boolean {
  return readEdits(answer).some(({ edit }) => edit.type !== "code");
}
