import type { Attachment, Question, Turn } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";

/**
 * How much one request may hold, in UTF-16 units. About four make a token, so this is about 100,000 tokens:
 * what today's models read in one go, with room for the answer.
 */
export const requestBudget = 400_000;

/** How much of it one answer, or one earlier question, may take: a gigantic one must not push out everything else. */
export const messageBudget = requestBudget / 2;

export type Fitted = {
  readonly question: Question;
  readonly history: readonly Turn[];
  /** A sentence for each thing that was left out or shortened. */
  readonly omissions: readonly string[];
};

/**
 * Makes a question and the turns before it fit into `budget`. The question comes first: its attachments are
 * shortened at their end only when they alone are too long. What is left goes to the history, newest first.
 */
export function fitToBudget(question: Question, history: readonly Turn[], budget: number, t: Translate): Fitted {
  const omissions: string[] = [];
  let left = budget - Math.min(question.text.length, budget);

  const attachments = question.attachments.map((attachment) => {
    const kept = shorten(attachment, left);
    left -= sizeOf(kept);
    if (kept.text.length < attachment.text.length) omissions.push(leftOut(attachment, kept, t));
    return kept;
  });

  const kept: Turn[] = [];
  for (const turn of history.toReversed()) {
    const asked = turn.question.attachments.reduce((sum, one) => sum + sizeOf(one), turn.question.text.length);
    left -= Math.min(asked, messageBudget) + Math.min(turn.answer.text.length, messageBudget);
    if (left < 0) break;
    kept.unshift(turn);
  }
  const dropped = history.length - kept.length;
  if (dropped === 1) omissions.push(t("The first question of this chat was left out: it did not fit."));
  if (dropped > 1) omissions.push(t("The first {0} questions of this chat were left out: they did not fit.", dropped));

  return { question: { ...question, attachments }, history: kept, omissions };
}

function sizeOf({ text, surroundings }: Attachment): number {
  return text.length + (surroundings ? surroundings.before.length + surroundings.after.length : 0);
}

/** Gives up the surroundings before any line of the text, and cuts between lines where there is more than one. */
function shorten(attachment: Attachment, room: number): Attachment {
  if (sizeOf(attachment) <= room) return attachment;
  const { surroundings, ...bare } = attachment;
  if (bare.text.length <= room && surroundings && attachment.kind !== "cursor") return bare;
  if (bare.text.length <= room) return attachment;
  const cut = bare.text.slice(0, Math.max(0, room));
  const lastLine = cut.lastIndexOf("\n");
  return { ...bare, text: lastLine > 0 ? cut.slice(0, lastLine + 1) : cut };
}

function leftOut(whole: Attachment, kept: Attachment, t: Translate): string {
  const first = (whole.range?.start.line ?? 0) + 1;
  const lines = countLines(whole.text);
  const keptLines = countLines(kept.text);
  if (lines === 1)
    return t("{0}: only the first {1} of {2} characters fit.", whole.label, kept.text.length, whole.text.length);
  return t(
    "{0}: lines {1} to {2} were left out because they did not fit.",
    whole.label,
    first + keptLines,
    first + lines - 1,
  );
}

function countLines(text: string): number {
  if (text === "") return 0;
  const breaks = text.split("\n").length - 1;
  return text.endsWith("\n") ? breaks : breaks + 1;
}
