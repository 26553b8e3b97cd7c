import type { Page } from "playwright-core";
import { allTurns } from "../../src/shared/chat/branches.ts";
import { applyChatEvent, type ChatEvent } from "../../src/shared/chat/events.ts";
import type { Slash } from "../../src/shared/chat/slash.ts";
import { isRunning, type ConversationOptions } from "../../src/shared/chat/state.ts";
import type { Remote } from "../../src/shared/protocol/contract.ts";
import {
  toHost,
  toPanel,
  type CodeAction,
  type Draft,
  type FileAction,
  type FileActionResult,
  type Opened,
  type PanelAction,
  type PanelState,
  type RunningChat,
  type ReferenceState,
  type SelectionOffer,
  type Setup,
  type SlashResult,
  type WaitingAttachment,
} from "../../src/shared/protocol/panel.ts";
import type { Completion } from "../../src/shared/protocol/completions.ts";
import { connect } from "../../src/shared/protocol/rpc.ts";

/** What the panel said, in order. */
export type HostCall = { readonly method: keyof typeof toHost; readonly params: unknown };

/**
 * The extension's side of the panel, without VS Code and without a model: it keeps the conversation, the attachments
 * and the setup as the real host does, and answers as far as that goes. What a model would say, the test says.
 */
export class FakePanelHost {
  readonly calls: HostCall[] = [];
  state: PanelState;
  /** What a code block's button leads to. */
  onCodeAction: (action: CodeAction) => Promise<string> = async () => "";
  /** What a button of the list of changed files leads to. */
  onFileAction: (action: FileAction) => Promise<FileActionResult> = async () => ({ sentence: "", offers: [] });
  /** Whether an edited question is asked. */
  onEditQuestion: () => Promise<boolean> = async () => true;
  /** What comes of a command that was typed. */
  onSlash: (slash: Slash) => Promise<SlashResult> = async () => ({ type: "done" });
  /** What the page said last about what is written and not sent. */
  lastDraft: Draft | undefined;
  /** What was asked in other conversations. */
  earlierQuestions: readonly string[] = [];
  /** What the composer's list offers for a query. */
  onCompletions: (query: string) => Promise<readonly Completion[]> = async () => [];
  /** What is in the workspace. */
  onReference: (reference: string) => ReferenceState = () => "unknown";
  readonly #page: Page;
  readonly #panel: Remote<typeof toPanel>;
  #listener: (message: unknown) => void = () => {};
  #sent: Promise<unknown> = Promise.resolve();
  #turns = 0;

  /** Stands behind `page` from its next navigation on. */
  static async behind(page: Page, state: PanelState): Promise<FakePanelHost> {
    const host = new FakePanelHost(page, state);
    await page.exposeFunction("messageToHost", (message: unknown) => host.#listener(message));
    await page.addInitScript(installVsCodeApi);
    return host;
  }

  private constructor(page: Page, state: PanelState) {
    this.#page = page;
    this.state = state;
    this.#turns = state.conversation.turns.length;
    const record =
      (method: keyof typeof toHost, react: (params: never) => void = () => {}) =>
      (params: unknown): void => {
        this.calls.push({ method, params });
        react(params as never);
      };
    this.#panel = connect({
      pipe: {
        send: (message) => {
          this.#sent = Promise.all([this.#sent, page.evaluate((sent) => window.postMessage(sent, "*"), message)]);
        },
        receive: (listener) => {
          this.#listener = listener;
        },
      },
      outgoing: toPanel,
      incoming: toHost,
      handlers: {
        ready: record("ready", () => this.#panel.snapshot(this.state)),
        focused: record("focused"),
        draft: record("draft", (draft: Draft) => {
          this.lastDraft = draft;
        }),
        submit: record("submit", ({ text }: { text: string }) => this.#submit(text)),
        stop: record("stop", () => this.#stop()),
        newChat: record("newChat"),
        addContext: record("addContext"),
        addOpened: record("addOpened"),
        removeAttachment: record("removeAttachment", ({ id }: { id: string }) =>
          this.#setAttachments(this.state.attachments.filter((attachment) => attachment.id !== id)),
        ),
        regenerate: record("regenerate", ({ turnId, model }: { turnId: string; model: string }) => {
          // The person is asked for another one first.
          if (model === "same") this.#askInstead(turnId);
        }),
        editQuestion: async (params) => {
          this.calls.push({ method: "editQuestion", params });
          const asked = await this.onEditQuestion();
          if (asked) this.#askInstead(params.turnId, params);
          return asked;
        },
        showVersion: record("showVersion", ({ turnId }: { turnId: string }) =>
          this.#emit([{ type: "branch-shown", turnId }]),
        ),
        deleteTurn: record("deleteTurn", ({ turnId }: { turnId: string }) =>
          this.#emit([{ type: "turn-deleted", turnId }]),
        ),
        fork: record("fork"),
        openChat: record("openChat"),
        updateAttachment: record("updateAttachment"),
        completions: async (params) => {
          this.calls.push({ method: "completions", params });
          return this.onCompletions(params.query);
        },
        takeCompletion: record("takeCompletion"),
        addSelection: record("addSelection"),
        addUris: record("addUris"),
        addText: record("addText"),
        addImage: record("addImage"),
        notAdded: record("notAdded"),
        references: async (params) => {
          this.calls.push({ method: "references", params });
          return params.references.map((reference) => this.onReference(reference));
        },
        openReference: record("openReference"),
        copy: record("copy"),
        showApiCall: record("showApiCall"),
        openLink: record("openLink"),
        setOption: record("setOption", ({ option, value }: { option: keyof ConversationOptions; value: string }) => {
          const { [option]: _, ...others } = this.state.conversation.options ?? {};
          this.#setOptions(value === "" ? others : { ...others, [option]: value });
        }),
        resetOptions: record("resetOptions", () => this.#setOptions({})),
        makeOptionsDefault: record("makeOptionsDefault", () => this.#setOptions({})),
        slash: async (params) => {
          this.calls.push({ method: "slash", params });
          return this.onSlash(params);
        },
        earlierQuestions: async (params) => {
          this.calls.push({ method: "earlierQuestions", params });
          return this.earlierQuestions;
        },
        openText: record("openText"),
        previewDiagram: record("previewDiagram"),
        act: record("act", ({ action, turnId }: { action: PanelAction; turnId: string }) => {
          if (action === "continue") this.#emit([{ type: "turn-continued", turnId }]);
        }),
        codeAction: async (params) => {
          this.calls.push({ method: "codeAction", params });
          return this.onCodeAction(params);
        },
        fileAction: async (params) => {
          this.calls.push({ method: "fileAction", params });
          return this.onFileAction(params);
        },
      },
      onInvalid: (reason) => {
        throw new Error(`The panel sent an invalid message: ${reason}`);
      },
      onError: (error) => {
        throw error;
      },
    });
  }

  /** The parameters of every call of `method`. */
  paramsOf(method: keyof typeof toHost): readonly unknown[] {
    return this.calls.filter((call) => call.method === method).map(({ params }) => params);
  }

  /** Lets events happen. Resolves once the panel has drawn them. */
  async emit(...events: readonly ChatEvent[]): Promise<void> {
    this.#emit(events);
    await this.drawn();
  }

  async show(state: PanelState): Promise<void> {
    this.state = state;
    this.#panel.snapshot(state);
    await this.drawn();
  }

  async setAttachments(attachments: readonly WaitingAttachment[]): Promise<void> {
    this.#setAttachments(attachments);
    await this.drawn();
  }

  async setOffer(offer: SelectionOffer | undefined): Promise<void> {
    this.#panel.offer(offer);
    await this.drawn();
  }

  async setSetup(setup: Setup): Promise<void> {
    this.state = { ...this.state, setup };
    this.#panel.setup(setup);
    await this.drawn();
  }

  async setOpened(opened: Opened): Promise<void> {
    this.state = { ...this.state, opened };
    this.#panel.opened(opened);
    await this.drawn();
  }

  async setElsewhere(elsewhere: readonly RunningChat[]): Promise<void> {
    this.state = { ...this.state, elsewhere };
    this.#panel.elsewhere(elsewhere);
    await this.drawn();
  }

  async focusComposer(text: string): Promise<void> {
    this.#panel.focusComposer({ text });
    await this.drawn();
  }

  /** Resolves when everything sent so far has reached the screen. */
  async drawn(): Promise<void> {
    await this.#sent;
    await this.#page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise((next) => requestAnimationFrame(next));
    });
  }

  #emit(events: readonly ChatEvent[]): void {
    this.state = { ...this.state, conversation: events.reduce(applyChatEvent, this.state.conversation) };
    this.#panel.chatEvents(events);
  }

  #setAttachments(attachments: readonly WaitingAttachment[]): void {
    this.state = { ...this.state, attachments };
    this.#panel.attachments(attachments);
  }

  #submit(text: string): void {
    const { attachments } = this.state;
    const turnId = `turn-${++this.#turns}`;
    this.#emit([{ type: "turn-started", turnId, at: 0, question: { text, task: "ask", attachments } }]);
    this.#setAttachments([]);
  }

  #askInstead(replaces: string, edited?: { readonly text: string; readonly attachments: readonly string[] }): void {
    const before = allTurns(this.state.conversation).find(({ id }) => id === replaces);
    if (!before) return;
    const { attachments } = before.question;
    const question = edited
      ? {
          ...before.question,
          text: edited.text,
          attachments: attachments.filter(({ id }) => edited.attachments.includes(id)),
        }
      : before.question;
    const at = (before.askedAt ?? 0) + 1;
    this.#emit([{ type: "turn-started", turnId: `turn-${++this.#turns}`, question, at, replaces }]);
  }

  #setOptions(options: ConversationOptions): void {
    this.#emit([{ type: "options-changed", options }]);
    const { setup } = this.state;
    const model = options.model ?? setup.choices?.defaults.model ?? setup.model;
    this.state = { ...this.state, setup: { ...setup, model } };
    this.#panel.setup(this.state.setup);
  }

  #stop(): void {
    const running = this.state.conversation.turns.filter(({ answer }) => isRunning(answer.state));
    this.#emit(running.map(({ id }) => ({ type: "answer-end", turnId: id, state: { type: "stopped" } })));
  }
}

/** Runs in the page before its scripts: VS Code's api for webviews, as far as the panel uses it. */
function installVsCodeApi(): void {
  const key = "vscode-webview-state";
  let acquired = false;
  const page = globalThis as unknown as {
    messageToHost: (message: unknown) => Promise<void>;
    acquireVsCodeApi: () => unknown;
  };
  page.acquireVsCodeApi = () => {
    if (acquired) throw new Error("An instance of the VS Code API has already been acquired");
    acquired = true;
    return Object.freeze({
      postMessage: (message: unknown) => void page.messageToHost(message),
      getState: () => JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
    });
  };
}
