import type { Failure } from "../failures.ts";
import type { ProposedFile } from "./changedFiles.ts";

/** A conversation as it is stored, shown and exported. */
export type Conversation = {
  readonly id: string;
  /** The first question, shortened; empty before the first question. */
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The path that is shown and sent, from the first question on. */
  readonly turns: readonly Turn[];
  /** The paths that were left by asking differently; absent when there are none. */
  readonly branches?: readonly Branch[];
  readonly pinned?: true;
  /** Where it was begun; absent without a folder. */
  readonly workspace?: ConversationWorkspace;
  /** What this conversation asks for instead of what the settings say. */
  readonly options?: ConversationOptions;
};

/** Turns that are kept and not shown. */
export type Branch = {
  /** The turn that they follow; empty when they begin the conversation. */
  readonly after: string;
  /** Never empty. */
  readonly turns: readonly Turn[];
};

export type ConversationWorkspace = {
  /** Of the workspace file, or of the first folder. */
  readonly uri: string;
  /** For the person. */
  readonly name: string;
};

/** A missing member leaves it to the settings. */
export type ConversationOptions = {
  readonly model?: string;
  readonly reasoningEffort?: string;
};

/** One question and its answer. */
export type Turn = {
  readonly id: string;
  /** Milliseconds since the epoch; absent in conversations of older versions. */
  readonly askedAt?: number;
  /** The model that was picked for this turn alone. */
  readonly model?: string;
  readonly question: Question;
  readonly answer: Answer;
  /** What the answer, and those that it replaced, proposed for files; a later proposal comes later. */
  readonly files?: readonly ProposedFile[];
};

export type Question = {
  /** What the person typed, or the command's title when nothing was typed. */
  readonly text: string;
  readonly task: Task;
  readonly attachments: readonly Attachment[];
  /** What the person asked for in words, for tasks that take an instruction. */
  readonly instruction?: string;
  /** The problems to fix, one sentence each. */
  readonly diagnostics?: readonly string[];
};

/** What a turn is for: an answer to read, or code that becomes a proposal. */
export type Task =
  | "ask"
  | "explain"
  | "findBugs"
  | "refactor"
  | "edit"
  | "fix"
  | "optimize"
  | "addComments"
  | "addTests"
  | "complete"
  | "insert"
  | "custom";

/** A piece of a document, or something else to be read with a question, frozen at the moment it was attached. */
export type Attachment = {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** Shown to the person, for example `parser.ts:10-24`. */
  readonly label: string;
  /** As the model sees it: relative to the workspace folder, or the file name. */
  readonly path: string;
  /** Empty for what has no file. */
  readonly uri: string;
  readonly languageId: string;
  /** Empty for `cursor` and `image`. */
  readonly text: string;
  /** Present for pieces of a document. */
  readonly range?: TextRange;
  /** Present for `image`. */
  readonly image?: AttachedImage;
  /** What was left out when it was attached, a sentence. */
  readonly leftOut?: string;
  /** The lines around the range, sent with it so that the model knows where it is. */
  readonly surroundings?: Surroundings;
  /** About how many there are, where the text and its surroundings were left out: the panel shows only their size. */
  readonly tokens?: number;
};

export type AttachmentKind =
  /** Pieces of a document. */
  | "selection"
  | "symbol"
  | "file"
  | "cursor"
  | "terminal"
  /** The text of a file that is not in the workspace. */
  | "text"
  /** A list of the files, and the texts of those that fit. */
  | "folder"
  /** What the editor reports, a line each. */
  | "problems"
  /** A diff of Git. */
  | "changes"
  | "image";

/** The formats that models read. */
export const imageTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;

export type AttachedImage = { readonly mediaType: (typeof imageTypes)[number]; readonly base64: string };

export type Surroundings = { readonly before: string; readonly after: string };

/** Zero-based lines and UTF-16 characters, end exclusive, as in VS Code. */
export type TextRange = { readonly start: TextPosition; readonly end: TextPosition };
export type TextPosition = { readonly line: number; readonly character: number };

export type Answer = {
  readonly text: string;
  readonly state: AnswerState;
  /** Milliseconds from the question to the end, and from each request to go on; absent until then. */
  readonly durationMs?: number;
  /** The model that answers; absent until the request leaves. */
  readonly model?: string;
  /** Of every request that the answer took. */
  readonly usage?: AnswerUsage;
  /** A summary of what the model thought, for the person. */
  readonly reasoning?: string;
  readonly carried?: CarriedReasoning;
  /** What was left out of the request because it did not fit, a sentence each. */
  readonly omissions?: readonly string[];
  /** What became of the answer outside the panel, for example that it is proposed in a file. */
  readonly note?: string;
  /** The proposal that the note asks to review: it says nothing any more once that is decided. */
  readonly notedProposal?: string;
};

export type AnswerState =
  | { readonly type: "waiting"; readonly note?: WaitingNote }
  | { readonly type: "streaming"; readonly note?: SlowNote }
  | { readonly type: "complete" }
  | { readonly type: "stopped" }
  | { readonly type: "length" }
  | { readonly type: "filtered" }
  /** The window closed, or the process ended, while the answer was on its way. */
  | { readonly type: "interrupted" }
  | { readonly type: "failed"; readonly failure: Failure };

export type WaitingNote =
  | { readonly type: "retrying"; readonly attempt: number; readonly delayMs: number; readonly failure: Failure }
  | SlowNote;

/** Nothing has come for a while. */
export type SlowNote = { readonly type: "slow" };

/** Tokens as the API counted them; what it did not say is absent, never zero. */
export type Usage = {
  readonly input?: number;
  readonly cachedInput?: number;
  readonly output?: number;
  readonly reasoning?: number;
};

/** `estimated` where we counted, because the API did not. */
export type AnswerUsage = Usage & { readonly estimated?: true };

/** Encrypted reasoning, of use only to the model that wrote it at the endpoint with this base URL. */
export type CarriedReasoning = { readonly endpoint: string; readonly model: string; readonly items: readonly string[] };

/** Whether the answer's text can still grow. */
export function isRunning(state: AnswerState): boolean {
  return state.type === "waiting" || state.type === "streaming";
}

/** Whether the answer ended too early, so that the model can be asked to go on where the text stops. */
export function canContinue({ text, state }: Answer): boolean {
  if (text === "") return false;
  switch (state.type) {
    case "stopped":
    case "length":
    case "interrupted":
    case "failed":
      return true;
    case "waiting":
    case "streaming":
    case "complete":
    case "filtered":
      return false;
  }
}
