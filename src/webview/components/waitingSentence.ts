import type { Answer, WaitingNote } from "../../shared/chat/state.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import type { Translate } from "../../shared/l10n.ts";

/**
 * What an answer without text is waiting for.
 * @param elapsedMs since `note` arrived; a retry counts down
 */
export function toWaitingSentence(
  answer: Answer,
  note: WaitingNote | undefined,
  elapsedMs: number,
  t: Translate,
): string {
  if (note?.type === "retrying") {
    const seconds = Math.max(0, Math.ceil((note.delayMs - elapsedMs) / 1000));
    const { what } = toNotice(note.failure, t);
    return seconds > 0
      ? t("{0} Trying again in {1} s (attempt {2}).", what, seconds, note.attempt)
      : t("{0} Trying again (attempt {1}).", what, note.attempt);
  }
  if (answer.model === undefined) return t("Preparing the question…");
  return note?.type === "slow" ? t("Still waiting for {0}…", answer.model) : t("Waiting for {0}…", answer.model);
}
