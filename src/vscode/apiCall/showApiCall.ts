import * as vscode from "vscode";
import { callOfTurn, type CallParts, type ShownCall } from "../../core/apiCall/callOfTurn.ts";
import { callCode, callDocument } from "../../core/apiCall/callText.ts";
import type { Chat } from "../../core/chat/chat.ts";
import { callForms, type CallForm } from "../../shared/callForms.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Chats } from "../chat/chats.ts";
import { cancelled, textArgument, type Outcome } from "../commands/outcome.ts";
import { CallDocuments, formName } from "./callDocuments.ts";

/** Showing a turn as the request that it was, and copying it as code that makes the same one. */
export class ShowApiCall implements vscode.Disposable {
  readonly #parts: CallParts;
  readonly #chats: Chats;
  readonly #current: () => Promise<Chat>;
  readonly #documents: CallDocuments;

  /** @param parts.current the conversation of the view that was used last */
  constructor(parts: CallParts & { readonly chats: Chats; readonly current: () => Promise<Chat> }) {
    this.#parts = parts;
    this.#chats = parts.chats;
    this.#current = parts.current;
    this.#documents = new CallDocuments(async ({ conversationId, turnId, form }) => {
      const call = await this.#call(await parts.chats.find(conversationId), turnId);
      return call && callDocument(call, form, parts.t);
    });
  }

  /**
   * Takes `{ conversationId, turnId, as, copy }`, of which each may be missing: the turn is then the last one of the view
   * that was used last, and the person is asked for the form.
   */
  async run(argument: unknown): Promise<Outcome> {
    const id = textArgument(argument, "conversationId");
    const chat = id === undefined ? await this.#current() : await this.#chats.find(id);
    const turnId = textArgument(argument, "turnId") ?? chat?.conversation.turns.at(-1)?.id;
    if (!chat || turnId === undefined) return refuse();
    const named = textArgument(argument, "as");
    const form = callForms.find((one) => one === named) ?? (await pickForm());
    if (!form) return cancelled;
    return isRecord(argument) && argument["copy"] === true
      ? this.#copy(chat, turnId, form)
      : this.show(chat, turnId, form);
  }

  /** Opens the request of a turn as a document. */
  async show(chat: Chat, turnId: string, form: CallForm): Promise<Outcome> {
    const call = await this.#call(chat, turnId);
    if (!call) return refuse();
    await this.#documents.show({ conversationId: chat.conversation.id, turnId, form });
    return { outcome: "answered", conversationId: chat.conversation.id, text: callDocument(call, form, this.#parts.t) };
  }

  dispose(): void {
    this.#documents.dispose();
  }

  async #copy(chat: Chat, turnId: string, form: CallForm): Promise<Outcome> {
    const call = await this.#call(chat, turnId);
    if (!call) return refuse();
    const text = callCode(call.request, form);
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t("The API call is copied."), 3_000);
    return { outcome: "answered", conversationId: chat.conversation.id, text };
  }

  async #call(chat: Chat | undefined, turnId: string): Promise<ShownCall | undefined> {
    return chat && callOfTurn(chat.conversation, turnId, this.#parts);
  }
}

async function pickForm(): Promise<CallForm | undefined> {
  const items = callForms.map((form) => ({ label: formName(form), form }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Show the last API call") });
  return picked?.form;
}

function refuse(): Outcome {
  void vscode.window.showInformationMessage(vscode.l10n.t("There is no API call to show yet. Ask something first."));
  return { outcome: "refused" };
}
