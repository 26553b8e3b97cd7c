import * as vscode from "vscode";
import type { SummaryGroup } from "../../core/persistence/groupSummaries.ts";
import type { ConversationSummary } from "../../core/ports/conversationStore.ts";

/** A conversation in the list; headings, and the line that says how many are not shown, have none. */
export type HistoryItem = vscode.QuickPickItem & { readonly summary?: ConversationSummary };

const actions = ["open-in-editor", "pin", "unpin", "rename", "export", "delete"] as const;

export type HistoryAction = (typeof actions)[number];

/** Longest title that is shown, in characters. */
const LONGEST_TITLE = 80;

/** So many conversations are listed; others are found by typing. */
const MOST_ITEMS = 500;

export class HistoryItems {
  readonly #buttons: Readonly<Record<HistoryAction, vscode.QuickInputButton>>;
  readonly #workspace: string | undefined;
  readonly #isRunning: (id: string) => boolean;

  /**
   * @param parts.workspace the URI of this window's, whose conversations need not name it
   * @param parts.isRunning whether a conversation is being answered
   */
  constructor(parts: { readonly workspace: string | undefined; readonly isRunning: (id: string) => boolean }) {
    const { t } = vscode.l10n;
    this.#workspace = parts.workspace;
    this.#isRunning = parts.isRunning;
    this.#buttons = {
      "open-in-editor": button("link-external", t("Open in Editor")),
      pin: button("pin", t("Pin")),
      unpin: button("pinned", t("Unpin")),
      rename: button("edit", t("Rename")),
      export: button("export", t("Export Chat")),
      delete: button("trash", t("Delete")),
    };
  }

  /** Everything, under its headings, as far as there is room. */
  grouped(groups: readonly SummaryGroup[]): readonly HistoryItem[] {
    const items: HistoryItem[] = [];
    let room = MOST_ITEMS;
    let left = 0;
    for (const { heading, summaries } of groups) {
      const shown = summaries.slice(0, room);
      room -= shown.length;
      left += summaries.length - shown.length;
      if (shown.length === 0) continue;
      items.push({ label: heading, kind: vscode.QuickPickItemKind.Separator });
      items.push(...shown.map((summary) => this.of(summary)));
    }
    return left === 0 ? items : [...items, more(left)];
  }

  /** What a button of an item is for. */
  actionOf(pressed: vscode.QuickInputButton): HistoryAction | undefined {
    return actions.find((action) => this.#buttons[action] === pressed);
  }

  /** @param excerpt where the words were found, for what is searched; it is shown whatever the filter says then */
  of(summary: ConversationSummary, excerpt?: string): HistoryItem {
    const { pinned } = summary;
    const { "open-in-editor": openInEditor, pin, unpin, rename, export: exported, delete: deleted } = this.#buttons;
    return {
      summary,
      label: toLabel(summary.title),
      ...(this.#isRunning(summary.id)
        ? { iconPath: new vscode.ThemeIcon("loading~spin"), description: vscode.l10n.t("is being answered") }
        : { description: this.#describe(summary) }),
      buttons: [openInEditor, pinned ? unpin : pin, rename, exported, deleted],
      ...(excerpt !== undefined && { alwaysShow: true }),
      ...(excerpt && { detail: plain(excerpt) }),
    };
  }

  #describe({ changedAt, turns, workspace }: ConversationSummary): string {
    const { t } = vscode.l10n;
    const date = new Date(changedAt).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
    if (workspace && workspace.uri !== this.#workspace) {
      return turns === 1
        ? t("{0}, 1 question, {1}", date, workspace.name)
        : t("{0}, {1} questions, {2}", date, turns, workspace.name);
    }
    return turns === 1 ? t("{0}, 1 question", date) : t("{0}, {1} questions", date, turns);
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function more(count: number): HistoryItem {
  return { label: vscode.l10n.t("Type to find {0} older chats", count), alwaysShow: true };
}

function toLabel(title: string): string {
  const line = plain(title.trim().replaceAll(/\s+/g, " "));
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
}

/** What somebody wrote must not become an icon. */
function plain(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
