import { allTurns } from "../../shared/chat/branches.ts";
import { isRunning, type Conversation, type Turn } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { toEndState } from "../components/endState.ts";
import { toWaitingSentence } from "../components/waitingSentence.ts";

/**
 * What a screen reader says when `before` becomes `after`: that an answer starts, waits for a retry, or ends.
 * Never its text. A failure is left to its alert, and another conversation to the one who opened it.
 */
export function toAnnouncement(
  before: Conversation | undefined,
  after: Conversation,
  t: Translate,
): string | undefined {
  if (before?.id !== after.id) return undefined;
  const changed = after.turns.filter((turn, index) => turn !== before.turns[index]);
  if (changed.length === 0) return undefined;
  const known = new Map(allTurns(before).map((turn) => [turn.id, turn]));
  const sentences = changed.map((turn) => describeChange(known.get(turn.id), turn, t));
  return sentences.findLast((sentence) => sentence !== undefined);
}

function describeChange(before: Turn | undefined, after: Turn, t: Translate): string | undefined {
  const was = before?.answer.state;
  const is = after.answer.state;
  if (is === was) return undefined;
  if ((is.type === "waiting" || is.type === "streaming") && is.note)
    return toWaitingSentence(after.answer, is.note, 0, t);
  if (isRunning(is)) return was && isRunning(was) ? undefined : t("ChatGPT is answering.");
  if (is.type === "complete") return t("ChatGPT has answered.");
  return is.type === "failed" ? undefined : toEndState(after.answer, t)?.text;
}
