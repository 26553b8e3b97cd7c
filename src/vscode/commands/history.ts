import * as vscode from "vscode";
import { groupSummaries } from "../../core/persistence/groupSummaries.ts";
import { holdsWords, searchWords } from "../../core/persistence/searchWords.ts";
import type { ConversationStore, ConversationSummary } from "../../core/ports/conversationStore.ts";
import { commandIds } from "../../shared/ids.ts";
import type { ChatView } from "../chat/chatView.ts";
import type { Chats } from "../chat/chats.ts";
import { openedWorkspace } from "../chat/openedWorkspace.ts";
import { toPlainMessage } from "../plainMessage.ts";
import { exportChat } from "./exportChat.ts";
import { HistoryItems, type HistoryAction, type HistoryItem } from "./historyItems.ts";

/** Milliseconds of silence in the input after which the texts are searched, not only the titles. */
const PAUSE = 200;

export type HistoryParts = {
  readonly chats: Chats;
  readonly store: ConversationStore;
  /** Shows what is picked. */
  readonly view: ChatView;
  readonly onError: (error: unknown) => void;
};

/** Lists the saved conversations: Enter opens one, what is typed finds them by their texts, buttons act on one. */
export async function showHistory(parts: HistoryParts): Promise<void> {
  const isRunning = (id: string): boolean => parts.chats.running().some(({ conversation }) => conversation.id === id);
  const picker = new HistoryPicker(parts, new HistoryItems({ workspace: openedWorkspace()?.uri, isRunning }));
  await picker.open();
}

class HistoryPicker {
  readonly #parts: HistoryParts;
  readonly #items: HistoryItems;
  readonly #picker = vscode.window.createQuickPick<HistoryItem>();
  readonly #importing: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("cloud-download"),
    tooltip: vscode.l10n.t("Import Chat…"),
  };
  #summaries: readonly ConversationSummary[] = [];
  #search = new AbortController();

  constructor(parts: HistoryParts, items: HistoryItems) {
    this.#parts = parts;
    this.#items = items;
    const picker = this.#picker;
    picker.title = vscode.l10n.t("Chat History");
    picker.placeholder = vscode.l10n.t("Open a chat, or find one by what was said in it");
    picker.buttons = [this.#importing];
    picker.onDidChangeValue(() => this.#show());
    picker.onDidAccept(() => this.#accept());
    picker.onDidTriggerButton(() => {
      picker.hide();
      void vscode.commands.executeCommand(commandIds.importChat);
    });
    picker.onDidTriggerItemButton(({ item, button }) => {
      const action = this.#items.actionOf(button);
      if (item.summary && action) this.#inBackground(this.#act(item.summary, action));
    });
    const running = parts.chats.onDidChangeRunning(() => {
      // What is found by words is drawn anew by the search.
      if (picker.value === "" && this.#summaries.length > 0) this.#show();
    });
    picker.onDidHide(() => {
      running.dispose();
      this.#search.abort();
      picker.dispose();
    });
  }

  async open(): Promise<void> {
    const picker = this.#picker;
    picker.busy = true;
    picker.show();
    await this.#list();
    picker.busy = false;
    if (this.#summaries.length > 0) return;
    picker.hide();
    const importing = vscode.l10n.t("Import Chat…");
    void vscode.window
      .showInformationMessage(vscode.l10n.t("There are no saved chats yet."), importing)
      .then((pressed) => pressed === importing && vscode.commands.executeCommand(commandIds.importChat));
  }

  async #list(): Promise<void> {
    this.#summaries = await this.#parts.store.list();
    this.#show();
  }

  /** The titles that match at once, and the texts after a pause. */
  #show(): void {
    this.#search.abort();
    this.#search = new AbortController();
    this.#picker.busy = false;
    const query = this.#picker.value;
    const words = searchWords(query);
    if (words.length === 0) {
      const workspace = openedWorkspace()?.uri;
      const groups = groupSummaries(this.#summaries, { workspace, now: Date.now(), t: vscode.l10n.t });
      this.#picker.keepScrollPosition = true;
      this.#picker.items = this.#items.grouped(groups);
      return;
    }
    const titled = this.#summaries.filter(({ title }) => holdsWords(title, words));
    this.#picker.items = titled.map((summary) => this.#items.of(summary, ""));
    this.#inBackground(this.#searchTexts(query, this.#search.signal));
  }

  async #searchTexts(query: string, signal: AbortSignal): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (signal.aborted) return;
    this.#picker.busy = true;
    const excerpts = new Map<string, string>();
    let isDrawn = true;
    const draw = (): void => {
      if (isDrawn || signal.aborted) return;
      isDrawn = true;
      this.#draw(excerpts);
    };
    // What is found is drawn a few times a second, however much it is.
    const drawing = setInterval(draw, PAUSE);
    try {
      await this.#parts.store.search(query, signal, ({ summary, excerpt }) => {
        excerpts.set(summary.id, excerpt);
        isDrawn = false;
      });
      draw();
    } finally {
      clearInterval(drawing);
      if (!signal.aborted) this.#picker.busy = false;
    }
  }

  #draw(excerpts: ReadonlyMap<string, string>): void {
    const words = searchWords(this.#picker.value);
    const isTitled = ({ title }: ConversationSummary): boolean => holdsWords(title, words);
    const found = this.#summaries.filter((summary) => isTitled(summary) || excerpts.has(summary.id));
    const sorted = [...found.filter(isTitled), ...found.filter((summary) => !isTitled(summary))];
    const active = this.#picker.activeItems[0]?.summary?.id;
    this.#picker.keepScrollPosition = true;
    this.#picker.items = sorted.map((summary) => this.#items.of(summary, excerpts.get(summary.id) ?? ""));
    const again = this.#picker.items.filter(({ summary }) => summary && summary.id === active);
    if (again.length > 0) this.#picker.activeItems = again;
  }

  #accept(): void {
    const [picked] = this.#picker.selectedItems;
    if (!picked?.summary) return;
    this.#picker.hide();
    this.#inBackground(this.#open(picked.summary.id));
  }

  async #open(id: string): Promise<void> {
    const { view } = this.#parts;
    // Why it cannot be read is said where that is found out.
    if (await view.open(id)) await view.reveal({ focus: true });
  }

  async #act(summary: ConversationSummary, action: HistoryAction): Promise<void> {
    const { chats } = this.#parts;
    const { id } = summary;
    switch (action) {
      case "open-in-editor":
        this.#picker.hide();
        await vscode.commands.executeCommand(commandIds.openInEditor, { conversationId: id });
        return;
      case "pin":
      case "unpin":
        await chats.pin(id, action === "pin");
        return this.#list();
      case "rename":
        this.#picker.hide();
        return this.#rename(summary);
      case "export": {
        this.#picker.hide();
        const chat = await chats.find(id);
        if (chat) await exportChat(chat.conversation);
        return;
      }
      case "delete":
        this.#summaries = this.#summaries.filter((one) => one.id !== id);
        this.#show();
        return this.#deleteWithUndo(summary);
    }
  }

  async #rename({ id, title }: ConversationSummary): Promise<void> {
    const next = await vscode.window.showInputBox({ title: vscode.l10n.t("Rename chat"), value: title });
    if (next?.trim()) await this.#parts.chats.rename(id, next.trim());
  }

  async #deleteWithUndo({ id, title }: ConversationSummary): Promise<void> {
    const deletion = await this.#parts.chats.delete(id);
    if (!deletion) return;
    const undo = vscode.l10n.t("Undo");
    const pressed = await vscode.window.showInformationMessage(
      toPlainMessage(vscode.l10n.t("“{0}” is deleted.", title)),
      undo,
    );
    await (pressed === undo ? deletion.undo() : deletion.forget());
  }

  #inBackground(work: Promise<void>): void {
    void work.catch(this.#parts.onError);
  }
}
