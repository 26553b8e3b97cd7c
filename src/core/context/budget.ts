import type { Attachment, Question, Turn } from "../../shared/chat/state.ts";
import { countBeyondAscii } from "../../shared/chat/tokens.ts";
import type { Translate } from "../../shared/l10n.ts";
import { shortenText } from "./shortenText.ts";

/**
 * How much a request may hold where the model's context is not known, in UTF-16 units. About four make a token, so this
 * is about 100,000 tokens: what today's models read in one go, with room for the answer.
 */
export const usualBudget = 400_000;

/** OpenAI charges twice for requests of more than 272,000 tokens: nobody gets there without meaning to. */
const MOST_TOKENS = 250_000;
/** Measured shares are 3 to 4 for code and prose in ASCII; of other scripts a character is often a token of its own. */
const ASCII_UNITS_PER_TOKEN = 3;

/**
 * How much a request of `turns` may hold, in UTF-16 units, so that the model's context has room for it and for the
 * answer: for as many tokens as the person allows it, or else for a quarter of the context.
 */
export function requestBudget(
  contextTokens: number | undefined,
  maxOutputTokens: number | undefined,
  turns: readonly (Question | Turn)[],
): number {
  if (contextTokens === undefined) return usualBudget;
  const answer = Math.min(maxOutputTokens ?? contextTokens / 4, contextTokens / 2);
  return Math.floor(Math.min(contextTokens - answer, MOST_TOKENS) * unitsPerToken(turns.flatMap(textsOf)));
}

function unitsPerToken(texts: readonly string[]): number {
  const units = texts.reduce((sum, { length }) => sum + length, 0);
  const others = texts.reduce((sum, text) => sum + countBeyondAscii(text), 0);
  return units === 0 ? ASCII_UNITS_PER_TOKEN : units / ((units - others) / ASCII_UNITS_PER_TOKEN + others);
}

function textsOf(part: Question | Turn): readonly string[] {
  if ("answer" in part) return [...textsOf(part.question), part.answer.text];
  return [part.text, ...part.attachments.map(({ text }) => text)];
}

/** How much of a budget one earlier message may take: a gigantic one must not push out all others. */
export function messageBudget(budget: number): number {
  return Math.floor(budget / 2);
}

export type Fitted = {
  readonly question: Question;
  readonly history: readonly Turn[];
  /** A sentence for each thing that was left out or shortened. */
  readonly omissions: readonly string[];
};

/**
 * Makes a question and the turns before it fit into `budget`. The question comes first: its attachments are
 * shortened at their end only when they alone are too long. What is left goes to the history, newest first; of each of
 * its messages {@link messageBudget} counts, because no more of it is sent.
 */
export function fitToBudget(question: Question, history: readonly Turn[], budget: number, t: Translate): Fitted {
  const omissions: string[] = [];
  const text = shortenText(question.text, budget);
  if (text !== question.text) {
    omissions.push(
      t("The question was shortened: its middle was left out, to {0} of {1} characters.", budget, question.text.length),
    );
  }
  let left = budget - text.length;

  const attachments = question.attachments.map((attachment) => {
    if (attachment.leftOut !== undefined) omissions.push(attachment.leftOut);
    const kept = shorten(attachment, left);
    left -= sizeOf(kept);
    if (kept.text.length < attachment.text.length) omissions.push(leftOut(attachment, kept, t));
    return kept;
  });

  const most = messageBudget(budget);
  const kept: Turn[] = [];
  for (const turn of history.toReversed()) {
    const asked = turn.question.attachments.reduce((sum, one) => sum + sizeOf(one), turn.question.text.length);
    left -= Math.min(asked, most) + Math.min(turn.answer.text.length, most);
    if (left < 0) break;
    kept.unshift(turn);
  }
  const dropped = history.length - kept.length;
  if (dropped === 1) omissions.push(t("The first question of this chat was left out: it did not fit."));
  if (dropped > 1) omissions.push(t("The first {0} questions of this chat were left out: they did not fit.", dropped));

  return { question: { ...question, text, attachments }, history: kept, omissions };
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
