import * as vscode from "vscode";
import type { Chat, Reader, TurnResult } from "../../core/chat/chat.ts";
import { isEditTask } from "../../core/prompts/taskPrompts.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { Asker } from "../chat/asker.ts";
import { locateAttachment } from "../edits/locateAttachment.ts";
import type { EditJob, EditTurns } from "./editTurns.ts";
import { refuse } from "./outcome.ts";
import { tellRefusal } from "./tellRefusal.ts";

/** Asking a question of a conversation again, in its place or as a new turn, and going on with its answer. */
export class TurnActions {
  readonly #asker: Asker;
  readonly #turns: EditTurns;

  constructor(parts: { readonly asker: Asker; readonly turns: EditTurns }) {
    this.#asker = parts.asker;
    this.#turns = parts.turns;
  }

  /** After a failure or a stop: the answer of this turn starts over. */
  async retry(chat: Chat, turnId: string): Promise<void> {
    const question = chat.turn(turnId)?.question;
    if (!question) return;
    if (!asksForChange(question)) {
      await this.#asker.retry(chat, turnId);
      return;
    }
    const job = await toJob(question);
    const ask = (signal: AbortSignal, read: Reader): Promise<TurnResult | undefined> =>
      this.#asker.retry(chat, turnId, signal, read);
    tellRefusal(job ? await this.#turns.again(chat, job, ask) : refuse(codeIsGone()));
  }

  /** After an answer was cut off: the model goes on where its text stops. */
  async continue(chat: Chat, turnId: string): Promise<void> {
    const question = chat.turn(turnId)?.question;
    if (!question) return;
    const job = asksForChange(question) ? await toJob(question) : undefined;
    // Where the code is gone, the rest of the answer can still be read.
    const ask = (signal: AbortSignal, read: Reader): Promise<TurnResult | undefined> =>
      this.#asker.continue(chat, turnId, signal, read);
    if (job) tellRefusal(await this.#turns.again(chat, job, ask));
    else await this.#asker.continue(chat, turnId);
  }

  /** The same question once more, as a turn of its own: the old answer stays. */
  async regenerate(chat: Chat, turnId: string): Promise<void> {
    const question = chat.turn(turnId)?.question;
    if (question) await this.ask(chat, question);
  }

  /** Asks a question that was asked before, wherever that was. */
  async ask(chat: Chat, question: Question): Promise<void> {
    if (!asksForChange(question)) {
      await this.#asker.ask(chat, question);
      return;
    }
    const job = await toJob(question);
    tellRefusal(job ? await this.#turns.run(chat, job) : refuse(codeIsGone()));
  }
}

/** A new test file has no place in a document that could be followed; its answer is read in the panel. */
function asksForChange({ task }: Question): boolean {
  return isEditTask(task) && task !== "addTests";
}

/** Undefined when a piece of the code that was to be changed is not to be found any more. */
async function toJob(question: Question): Promise<EditJob | undefined> {
  const located = await Promise.all(question.attachments.map(locateAttachment));
  const pieces = located.filter((piece) => piece !== undefined);
  const [first] = pieces;
  const ranges = pieces.map(({ range }) => range);
  const areApart = ranges.every((range, index) => index === 0 || ranges[index - 1]?.end.isBeforeOrEqual(range.start));
  if (!first || pieces.length < located.length || !areApart) return undefined;
  return { document: first.document, ranges, question, title: question.text.split(":", 1)[0] ?? question.text };
}

function codeIsGone(): string {
  return vscode.l10n.t("The code of this question has changed since. Select it and run the command again.");
}
