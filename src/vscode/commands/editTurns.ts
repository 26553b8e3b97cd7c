import * as vscode from "vscode";
import type { Chat, Reader, TurnResult } from "../../core/chat/chat.ts";
import { usualBudget } from "../../core/context/budget.ts";
import { distinctTexts } from "../../core/edits/alternatives.ts";
import type { Question } from "../../shared/chat/state.ts";
import { toAbortSignal } from "../abortSignal.ts";
import type { Asker } from "../chat/asker.ts";
import type { ChangedFiles } from "../chat/changedFiles.ts";
import type { Reviews } from "../edits/reviews.ts";
import { RequestedEdit } from "../edits/requestedEdit.ts";
import { whyNotEditable } from "../edits/whyNotEditable.ts";
import { showFailure } from "../failureDialog.ts";
import { toPlainMessage } from "../plainMessage.ts";
import { answeredText, type ReadAnswer } from "./answeredText.ts";
import { refuse, toOutcome, type Outcome } from "./outcome.ts";
import { tellRefusal } from "./tellRefusal.ts";

/** One change that is asked for. */
export type EditJob = {
  readonly document: vscode.TextDocument;
  /** Those that are to be replaced, in their order and apart; an empty one is an insertion. */
  readonly ranges: readonly vscode.Range[];
  readonly question: Question;
  /** What the change is for, such as “Refactor”. */
  readonly title: string;
  /** Whether the answer is to take the place of what is proposed there. */
  readonly mendsOther?: boolean;
};

/** Resolves with undefined when there is nothing to ask. */
type Ask = (signal: AbortSignal, read: Reader) => Promise<TurnResult | undefined>;

export type EditTurnsParts = {
  readonly asker: Asker;
  readonly reviews: Reviews;
  readonly files: ChangedFiles;
  readonly read: ReadAnswer;
};

/** Asks the model for a replacement of ranges and puts it up for review. Nothing is written before it is accepted. */
export class EditTurns {
  readonly #asker: Asker;
  readonly #reviews: Reviews;
  readonly #files: ChangedFiles;
  readonly #read: ReadAnswer;

  constructor(parts: EditTurnsParts) {
    this.#asker = parts.asker;
    this.#reviews = parts.reviews;
    this.#files = parts.files;
    this.#read = parts.read;
  }

  run(chat: Chat, job: EditJob): Promise<Outcome> {
    return this.again(chat, job, (signal, read) => this.#asker.ask(chat, job.question, signal, read));
  }

  /** Asks for the change of an earlier turn once more, or for the rest of it, for the range that it was about. */
  async again(chat: Chat, job: EditJob, ask: Ask): Promise<Outcome> {
    const reason = await whyNotAsked(job);
    if (reason !== undefined) return refuse(reason);
    return this.#ask(chat, job, ask);
  }

  /** The answer is for the document as it is now; what the person types meanwhile is merged with it. */
  async #ask(chat: Chat, job: EditJob, ask: Ask): Promise<Outcome> {
    const requested = new RequestedEdit(job.document, job.ranges);
    const labels = job.question.attachments.map(({ label }) => label).join(", ");
    const progress = {
      location: vscode.ProgressLocation.Notification,
      title: `${job.title}: ${labels}`,
      cancellable: true,
    };
    const [first = new vscode.Range(0, 0, 0, 0)] = job.ranges;
    const writing = this.#reviews.write(job.document, first, job.title);
    const read: Reader = (text) => {
      // Which of several blocks is for which range is certain only once all of them are there.
      if (job.ranges.length === 1) writing.update(text);
    };
    try {
      const result = await vscode.window.withProgress(progress, (_, token) =>
        ask(AbortSignal.any([toAbortSignal(token), writing.signal]), read),
      );
      return result ? await this.#propose(chat, job, requested, result, writing.id) : { outcome: "refused" };
    } finally {
      writing.end();
    }
  }

  async #propose(chat: Chat, job: EditJob, requested: RequestedEdit, result: TurnResult, id: string): Promise<Outcome> {
    const { state, text } = result.answer;
    if (state.type === "failed") {
      void showFailure(state.failure);
      return toOutcome(result);
    }
    if (state.type === "stopped") return toOutcome(result);
    const propose = async (mayDeleteMuch: boolean): Promise<Told> => {
      const told = await this.#proposeTexts(job, requested, result, { id, mayDeleteMuch });
      chat.note(result.turnId, told.sentence, told.reviewId);
      return told;
    };
    const { sentence, reviewId, mayBeMeant } = await propose(false);
    const { conversationId } = result;
    if (reviewId !== undefined) return { outcome: "proposed", conversationId, text, reviewId };
    // The command does not wait for it: the question may never be answered.
    if (mayBeMeant) void proposeAnyway(sentence, () => propose(true));
    return { ...(mayBeMeant ? { outcome: "refused" } : refuse(sentence)), conversationId, text };
  }

  /** What became of the answer. */
  async #proposeTexts(
    { document, title, mendsOther = false }: EditJob,
    requested: RequestedEdit,
    result: TurnResult,
    { id, mayDeleteMuch }: { readonly id: string; readonly mayDeleteMuch: boolean },
  ): Promise<Told> {
    const t = vscode.l10n.t;
    const { answer, alternatives } = result;
    const name = vscode.workspace.asRelativePath(document.uri);
    if (answer.state.type !== "complete")
      return {
        sentence: t("The answer is not complete, so nothing was proposed. Continue it, or ask again with less code."),
      };
    const asked = { requested, path: name, read: this.#read, mayDeleteMuch };
    const read = await Promise.all([answer.text, ...alternatives].map((text) => answeredText(text, asked)));
    const texts = distinctTexts(read.flatMap((one) => (one.type === "text" ? [one.text] : [])));
    const [first] = read;
    const [newText] = texts;
    if (newText === undefined) {
      return first?.type === "none" ? first : { sentence: t("The answer leaves the code as it is.") };
    }
    const proposal = await this.#files.proposerOf(result).propose({
      uri: document.uri,
      base: requested.base,
      newText,
      alternatives: texts.slice(1),
      title,
      mendsOther,
      id,
    });
    if (proposal.type === "refused") return { sentence: proposal.reason };
    // The conversation has one answer, which need not be the one that is accepted.
    const sentence =
      first?.type === "none"
        ? t("Another candidate than this answer is proposed in {0}. Review it in the editor.", name)
        : texts.length === 1
          ? t("Proposed in {0}. Review it in the editor.", name)
          : t("Proposed in {0} as the first of {1} alternatives. Review them in the editor.", name, texts.length);
    return { sentence, reviewId: proposal.reviewId };
  }
}

/** What became of an answer, as a sentence; with the review's id when something was proposed. */
type Told = { readonly sentence: string; readonly reviewId?: string; readonly mayBeMeant?: boolean };

async function proposeAnyway(sentence: string, propose: () => Promise<Told>): Promise<void> {
  const anyway = vscode.l10n.t("Propose It");
  const chosen = await vscode.window.showWarningMessage(toPlainMessage(sentence), anyway);
  if (chosen !== anyway) return;
  const told = await propose();
  if (told.reviewId === undefined) tellRefusal(refuse(told.sentence));
}

async function whyNotAsked({ document, ranges }: EditJob): Promise<string | undefined> {
  const lengths = ranges.map(({ start, end }) => document.offsetAt(end) - document.offsetAt(start));
  if (sum(lengths) > usualBudget / 2) {
    return vscode.l10n.t(
      "The selection is too long to change in one go ({0} lines). Select less.",
      sum(ranges.map(({ start, end }) => end.line - start.line + 1)),
    );
  }
  return whyNotEditable(document, vscode.l10n.t);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
