import * as vscode from "vscode";

/** What a choice is for: one conversation, or every one that has no model of its own. */
export type ModelScope = "chat" | "default";

export type PickedModel = { readonly id: string; readonly scope: ModelScope } | "the default";

export type ModelItem = { readonly id: string; readonly description: string };

export type PickerModels = {
  readonly recent: readonly ModelItem[];
  readonly others: readonly ModelItem[];
  /** When the list is from, where it is not from now. */
  readonly listedAt?: number;
};

export type ModelPickerParts = {
  /** Where the models are. */
  readonly host: string;
  readonly scope: ModelScope;
  /** Whether the other scope is on offer, too. */
  readonly hasChat: boolean;
  /** What the conversation would go back to; absent where it has no model of its own. */
  readonly back?: string;
  /** Known already. */
  readonly models: PickerModels;
  /** Gives the list as it is now. */
  readonly refresh: (signal: AbortSignal) => Promise<PickerModels>;
};

type Item = vscode.QuickPickItem & { readonly choice?: PickedModel; readonly id?: string };

/** Lets the person pick from what is known at once and from the live list as soon as it is there, or type a name. */
export class ModelPicker {
  readonly #parts: ModelPickerParts;
  readonly #picker = vscode.window.createQuickPick<Item>();
  readonly #refreshing = new AbortController();
  #models: PickerModels;

  constructor(parts: ModelPickerParts) {
    this.#parts = parts;
    this.#models = parts.models;
    this.#picker.matchOnDescription = true;
    this.#picker.placeholder = vscode.l10n.t("Pick a model, or type the name of another");
    this.#picker.onDidChangeValue(() => this.#draw());
  }

  /** Undefined when the person leaves without a choice. */
  pick(): Promise<PickedModel | undefined> {
    const picker = this.#picker;
    this.#draw();
    void this.#refresh();
    return new Promise((resolve) => {
      const done = (picked: PickedModel | undefined): void => {
        resolve(picked);
        picker.hide();
      };
      picker.onDidAccept(() => {
        const typed = picker.value.trim();
        const [item] = picker.selectedItems;
        done(item?.choice ?? (typed === "" ? undefined : { id: typed, scope: this.#parts.scope }));
      });
      picker.onDidTriggerItemButton(({ item: { id } }) => {
        if (id !== undefined) done({ id, scope: otherThan(this.#parts.scope) });
      });
      picker.onDidHide(() => {
        this.#refreshing.abort();
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
    });
  }

  async #refresh(): Promise<void> {
    const { signal } = this.#refreshing;
    this.#picker.busy = true;
    const models = await this.#parts.refresh(signal);
    if (signal.aborted) return;
    this.#models = models;
    this.#picker.busy = false;
    this.#draw();
  }

  #draw(): void {
    const { back, host } = this.#parts;
    const { recent, others, listedAt } = this.#models;
    const picker = this.#picker;
    const { t } = vscode.l10n;
    const typed = picker.value.trim();
    const isListed = [...recent, ...others].some(({ id }) => id === typed);
    const active = picker.activeItems[0]?.label;
    picker.title = this.#title(host, listedAt);
    picker.items = [
      ...(back === undefined
        ? []
        : [{ label: t("Use the default"), description: back, choice: "the default" } as const]),
      ...group(
        t("Recently used"),
        recent.map((model) => this.#item(model)),
      ),
      ...group(
        t("All models"),
        others.map((model) => this.#item(model)),
      ),
      ...(typed === "" || isListed
        ? []
        : [{ ...this.#item({ id: typed, description: t("as typed") }), alwaysShow: true }]),
    ];
    // What comes meanwhile does not move what the person is about to take.
    const same = picker.items.find(({ label }) => label === active);
    if (same) picker.activeItems = [same];
  }

  #title(host: string, listedAt: number | undefined): string {
    const { t } = vscode.l10n;
    const isForChat = this.#parts.scope === "chat";
    if (listedAt === undefined) return isForChat ? t("Model of this chat, at {0}", host) : t("Model at {0}", host);
    const when = new Date(listedAt).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
    return isForChat
      ? t("Model of this chat, at {0}, from its last known list of {1}", host, when)
      : t("Model at {0}, from its last known list of {1}", host, when);
  }

  #item({ id, description }: ModelItem): Item {
    const { t } = vscode.l10n;
    const { scope, hasChat } = this.#parts;
    const other =
      scope === "chat"
        ? { iconPath: new vscode.ThemeIcon("pinned"), tooltip: t("Use as the default, in all chats") }
        : { iconPath: new vscode.ThemeIcon("comment"), tooltip: t("Use in this chat only") };
    return { id, label: id, description, choice: { id, scope }, ...(hasChat ? { buttons: [other] } : {}) };
  }
}

function otherThan(scope: ModelScope): ModelScope {
  return scope === "chat" ? "default" : "chat";
}

function group(label: string, items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
