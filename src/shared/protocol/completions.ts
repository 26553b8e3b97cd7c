/** Where a character of the composer opens a list: at the beginning of a word, or only of the whole text. */
export type TriggerPlace = "word" | "start";

/** What opens a list of completions while a question is written. The host has a source for each of them. */
export const completionTriggers = { "@": "word", "/": "start" } as const satisfies Readonly<
  Record<string, TriggerPlace>
>;

export type CompletionTrigger = keyof typeof completionTriggers;

/** One thing that can be taken from the list. */
export type Completion = {
  /** Known to the host until it has offered other things. */
  readonly id: string;
  readonly kind: CompletionKind;
  readonly label: string;
  /** Tells apart what has the same label; empty when nothing more is to be said. */
  readonly detail: string;
  /** What stands in the text in place of the trigger and the query. */
  readonly text: string;
};

export type CompletionKind =
  | "selection"
  | "file"
  | "folder"
  | "symbol"
  | "problems"
  | "editors"
  | "changes"
  | "terminal"
  | "command"
  /** One of the person's own. */
  | "prompt";
