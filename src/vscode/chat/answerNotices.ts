import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Log } from "../../core/ports/log.ts";
import type { AnswerState } from "../../shared/chat/state.ts";
import { isEditTask } from "../../shared/chat/tasks.ts";
import type { Offer } from "../offer.ts";
import type { Chats } from "./chats.ts";
import type { ChatViews } from "./chatViews.ts";

/**
 * Tells of answers that have ended where nobody sees it. A conversation that no view shows is named in a notification; a
 * view that is hidden gets a badge. What is proposed in an editor is seen there, and who stops an answer knows.
 */
export class AnswerNotices implements vscode.Disposable {
  readonly #views: Pick<ChatViews, "used" | "showing">;
  readonly #offer: Offer;
  readonly #log: Log;
  readonly #subscription: vscode.Disposable;

  constructor(parts: {
    readonly chats: Pick<Chats, "onDidHold">;
    readonly views: Pick<ChatViews, "used" | "showing">;
    readonly offer: Offer;
    readonly log: Log;
  }) {
    this.#views = parts.views;
    this.#offer = parts.offer;
    this.#log = parts.log;
    this.#subscription = parts.chats.onDidHold((chat) => {
      chat.onEvent((event) => {
        if (event.type === "answer-end") this.#ended(chat, event.turnId, event.state);
      });
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #ended(chat: Chat, turnId: string, state: AnswerState): void {
    const question = chat.turn(turnId)?.question;
    if (!question || state.type === "stopped" || isEditTask(question.task)) return;
    const views = this.#views.showing(chat);
    if (views.length === 0)
      this.#tell(chat, state).catch((error: unknown) => this.#log.error("An answer could not be told of.", error));
    else if (views.every(({ isVisible }) => !isVisible)) for (const view of views) view.markUnseen();
  }

  async #tell(chat: Chat, state: AnswerState): Promise<void> {
    const { title } = chat.conversation;
    const sentence =
      state.type === "failed"
        ? vscode.l10n.t("“{0}” could not be answered.", title)
        : vscode.l10n.t("“{0}” has been answered.", title);
    if (!(await this.#offer(sentence, vscode.l10n.t("Show")))) return;
    const [view = this.#views.used] = this.#views.showing(chat);
    if (view.shown !== chat) await view.show(chat);
    await view.reveal({ focus: true });
  }
}
