import { callForms } from "../callForms.ts";
import type { ChatEvent } from "../chat/events.ts";
import { imageTypes, type Attachment, type Conversation, type ConversationOptions } from "../chat/state.ts";
import { completionTriggers, type Completion, type CompletionTrigger } from "./completions.ts";
import { event, request } from "./contract.ts";
import { count, list, nothing, object, oneOf, text, trusted } from "./validate.ts";

const trigger = oneOf(...(Object.keys(completionTriggers) as CompletionTrigger[]));

/** What the panel may ask of the host. The panel renders model output, so every parameter is checked. */
export const toHost = {
  /** The panel can receive messages; the host answers with a `snapshot`. */
  ready: event(nothing),
  /** The person has turned to this view. */
  focused: event(nothing),
  submit: event(object({ text })),
  /** What is written and not sent in a conversation, in time for a window that goes away: see {@link Draft}. */
  draft: event(object({ conversationId: text, text, at: count })),
  /** Runs what was typed after a slash. Resolves when it is clear what became of it, which may take an answer. */
  slash: request(object({ name: text, words: text }), trusted<SlashResult>()),
  /** What was asked in other conversations of this workspace lately, newest first, as it can be asked again. */
  earlierQuestions: request(nothing, trusted<readonly string[]>()),
  stop: event(nothing),
  newChat: event(nothing),
  addContext: event(nothing),
  /** Attaches what is open beside the panel: the selection, else the file. */
  addOpened: event(nothing),
  removeAttachment: event(object({ id: text })),
  /** Takes what the item was made from as it is now. */
  updateAttachment: event(object({ id: text })),
  /** What can stand for what is typed after a trigger, the best first. */
  completions: request(object({ trigger, query: text }), trusted<readonly Completion[]>()),
  takeCompletion: event(object({ trigger, id: text })),
  /** Attaches the selection that is on offer. */
  addSelection: event(nothing),
  /** Attaches files and folders that were dropped from VS Code itself. */
  addUris: event(object({ uris: list(text) })),
  /** Attaches a file whose bytes the panel has: dropped from elsewhere, or pasted. */
  addText: event(object({ name: text, text })),
  addImage: event(object({ name: text, mediaType: oneOf(...imageTypes), base64: text })),
  /** Says what could not be attached, and why: the panel has read no more than the name and the size. */
  notAdded: event(object({ name: text, reason: oneOf("image-too-large", "too-large", "not-text") })),
  /** What the words of an answer stand for in the workspace, in their order. */
  references: request(object({ turnId: text, references: list(text) }), trusted<readonly ReferenceState[]>()),
  openReference: event(object({ turnId: text, reference: text })),
  /** Asks the question of a turn again, as another version of it. `other` asks the person for a model first. */
  regenerate: event(object({ turnId: text, model: oneOf("same", "other") })),
  /**
   * Asks the question of a turn with other words, as another version of it, with those of its attachments whose ids are
   * given. The result is whether it was asked.
   */
  editQuestion: request(object({ turnId: text, text, attachments: list(text) }), trusted<boolean>()),
  /** Shows the version that begins with this turn. */
  showVersion: event(object({ turnId: text })),
  deleteTurn: event(object({ turnId: text })),
  /** Begins a new conversation with the turns up to this one. */
  fork: event(object({ turnId: text })),
  /** Shows another conversation in this view. */
  openChat: event(object({ conversationId: text })),
  copy: event(object({ text })),
  /** Opens the request that a turn was. */
  showApiCall: event(object({ turnId: text, as: oneOf(...callForms) })),
  /** Acts on a code block of an answer. The result is a sentence for the person, or an empty text. */
  codeAction: request(
    object({
      action: oneOf("insert", "apply", "create", "runInTerminal"),
      turnId: text,
      /** Which fenced block of the answer, counted from 0. */
      block: count,
      code: text,
      language: text,
    }),
    text,
  ),
  /** Acts on a file that the answer of a turn proposed to change, or on all of them where `uri` is empty. */
  fileAction: request(
    object({
      action: oneOf(
        "review",
        "review-all",
        "accept-all",
        "reject-all",
        "take-back",
        "apply-again",
        "rest",
        "delete",
        "compare",
        "open-before",
      ),
      turnId: text,
      uri: text,
    }),
    trusted<FileActionResult>(),
  ),
  /** Has this conversation ask for something else than the settings say; an empty value goes back to them. */
  setOption: event(object({ option: oneOf("model", "reasoningEffort"), value: text })),
  resetOptions: event(nothing),
  /** Makes what this conversation asks for the default of every conversation. */
  makeOptionsDefault: event(nothing),
  /** `label` is what is shown of the link. */
  openLink: event(object({ href: text, label: text })),
  /** Shows a text that is too long for the panel in an editor. `language` is as a fence names it, or empty. */
  openText: event(object({ text, language: text })),
  /** Has VS Code's own Markdown preview draw a diagram. */
  previewDiagram: event(object({ code: text, language: text })),
  /** A button of a notice or of an end state. */
  act: event(
    object({
      action: oneOf(
        "set-up",
        "set-key",
        "select-model",
        "open-settings",
        "open-proxy-settings",
        "open-billing",
        "test-connection",
        "show-log",
        "without-streaming",
        "new-chat",
        "retry",
        "continue",
      ),
      turnId: text,
    }),
  ),
};

/** What the host tells the panel. */
export const toPanel = {
  /** Everything the panel shows. Sent on `ready` and whenever another conversation is opened. */
  snapshot: event(trusted<PanelState>()),
  /** What happened since, in order. */
  chatEvents: event(trusted<readonly ChatEvent[]>()),
  attachments: event(trusted<readonly WaitingAttachment[]>()),
  /** What could be attached with one click; nothing when nothing is selected. */
  offer: event(trusted<SelectionOffer | undefined>()),
  setup: event(trusted<Setup>()),
  opened: event(trusted<Opened>()),
  elsewhere: event(trusted<readonly RunningChat[]>()),
  /** Puts the caret into the composer, and `text` before it when it is not empty. */
  focusComposer: event(trusted<{ readonly text: string }>()),
};

export type PanelAction = ReturnType<(typeof toHost)["act"]["params"]>["action"];
/** What needs a turn, which only the panel has. */
export type TurnAction = Extract<PanelAction, "retry" | "continue" | "without-streaming" | "new-chat">;
export type CodeAction = ReturnType<(typeof toHost)["codeAction"]["params"]>;

export type FileAction = ReturnType<(typeof toHost)["fileAction"]["params"]>;

/** What came of a command that was typed. */
export type SlashResult =
  | { readonly type: "done" }
  /** Nothing was asked, and the text goes back; `sentence` says why, and is empty where the person wanted it so. */
  | { readonly type: "refused"; readonly sentence: string }
  /** There is no command of this name; `meant` is probably the one. */
  | { readonly type: "unknown"; readonly meant?: string }
  /** The list of what can be typed is wanted. */
  | { readonly type: "list" };

/** What came of acting on a file. */
export type FileActionResult = {
  /** For the person; empty when the result is plain to see. */
  readonly sentence: string;
  /** What can be done about it, the next step first. */
  readonly offers: readonly FileOffer[];
};

/** `rest`: take back, or apply again, all but the lines that were edited since. */
export type FileOffer = Extract<FileAction["action"], "rest" | "delete" | "compare" | "open-before">;

export function isTurnAction(action: PanelAction): action is TurnAction {
  return action === "retry" || action === "continue" || action === "without-streaming" || action === "new-chat";
}

export type PanelState = {
  /** Names the view, also in the window after this one. */
  readonly viewId: string;
  readonly conversation: Conversation;
  /** What was written in it last as far as the host knows; the page may know better. */
  readonly draft?: Draft;
  /** Waiting in the composer for the next question. */
  readonly attachments: readonly WaitingAttachment[];
  readonly offer?: SelectionOffer;
  readonly setup: Setup;
  readonly opened: Opened;
  readonly elsewhere: readonly RunningChat[];
};

/** What is written and not sent, and when, in milliseconds since the epoch by the page's own clock. */
export type Draft = { readonly text: string; readonly at: number };

/** A conversation that is being answered and that no view shows. */
export type RunningChat = { readonly id: string; readonly title: string };

/** An attachment, with what became of its source since. */
export type WaitingAttachment = Attachment & { readonly since?: "changed" | "deleted" };

/** The selection of the active editor, which is not attached. */
export type SelectionOffer = {
  /** For example `parser.ts:10-24`. */
  readonly label: string;
  readonly path: string;
  readonly tokens: number;
};

/** `missing` is a place in a file that is not there; `unknown` may be anything. */
export type ReferenceState = "found" | "missing" | "unknown";

/** What is open beside the panel, and the name of its file, which is empty for nothing. */
export type Opened = { readonly type: "nothing" | "file" | "selection"; readonly name: string };

/** What the panel needs to know about the connection. Never the key. */
export type Setup = {
  /** Whether a question can be sent without asking for a key first. */
  readonly ready: boolean;
  /** The endpoint's host name, for example `api.openai.com`. */
  readonly endpoint: string;
  /** The id of the model that the next question goes to; empty until one is set or picked from the live list. */
  readonly model: string;
  /** Absent while the settings cannot be used. */
  readonly choices?: ModelChoices;
  /** Present when the model is gone, or soon will be. */
  readonly shutdown?: ModelShutdown;
};

/** What a conversation can ask for, and what it asks for by itself. */
export type ModelChoices = {
  /** What the settings say. A missing member is left to the endpoint or the model. */
  readonly defaults: ConversationOptions;
  /** The reasoning efforts that the model takes as far as is known; empty when it takes none. */
  readonly efforts: readonly string[];
  /** How many tokens the model can read and write in one request; absent when it is not known. */
  readonly contextTokens?: number;
};

export type ModelShutdown = {
  /** The last day: `2026-12-11`. */
  readonly date: string;
  readonly isPast: boolean;
};
