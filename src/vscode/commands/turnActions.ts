import * as vscode from "vscode";
import { isEditTask } from "../../core/prompts/taskPrompts.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { Asker } from "../chat/asker.ts";
import type { Chats } from "../chat/chats.ts";
import { locateAttachment } from "../edits/locateAttachment.ts";
import { refuse, type EditJob, type EditTurns } from "./editTurns.ts";

/** Asking a question of the conversation again, in its place or as a new turn, and going on with its answer. */
export class TurnActions {
  readonly #asker: Asker;
  readonly #chats: Chats;
  readonly #turns: EditTurns;

  constructor(parts: { readonly asker: Asker; readonly chats: Chats; readonly turns: EditTurns }) {
    this.#asker = parts.asker;
    this.#chats = parts.chats;
    this.#turns = parts.turns;
  }

  /** After a failure or a stop: the answer of this turn starts over. */
  async retry(turnId: string): Promise<void> {
    const question = await this.#question(turnId);
    if (!question) return;
    if (!asksForChange(question)) {
      await this.#asker.retry(turnId);
      return;
    }
    const job = await toJob(question);
    if (job) await this.#turns.again(job, (signal, read) => this.#asker.retry(turnId, signal, read));
    else refuse(codeIsGone());
  }

  /** After an answer was cut off: the model goes on where its text stops. */
  async continue(turnId: string): Promise<void> {
    const question = await this.#question(turnId);
    if (!question) return;
    const job = asksForChange(question) ? await toJob(question) : undefined;
    // Where the code is gone, the rest of the answer can still be read.
    if (job) await this.#turns.again(job, (signal, read) => this.#asker.continue(turnId, signal, read));
    else await this.#asker.continue(turnId);
  }

  /** The same question once more, as a turn of its own: the old answer stays. */
  async regenerate(turnId: string): Promise<void> {
    const question = await this.#question(turnId);
    if (question) await this.#ask(question);
  }

  /** The same question in a new conversation, without what came before it. */
  async askInNewChat(turnId: string): Promise<void> {
    const question = await this.#question(turnId);
    if (!question) return;
    await this.#chats.startNew();
    await this.#ask(question);
  }

  async #ask(question: Question): Promise<void> {
    if (!asksForChange(question)) {
      await this.#asker.ask(question);
      return;
    }
    const job = await toJob(question);
    if (job) await this.#turns.run(job);
    else refuse(codeIsGone());
  }

  async #question(turnId: string): Promise<Question | undefined> {
    const chat = await this.#chats.current();
    return chat.turn(turnId)?.question;
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
