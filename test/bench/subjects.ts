/** An extension that is measured. `log` and `composer` are selectors inside its webview. */
export type Subject = {
  readonly name: "ours" | "floor";
  readonly extensionId: string;
  readonly focusCommand: string;
  /** Shows a view in which answers appear, so that both subjects can be seen at the same time. */
  readonly answersCommand: string;
  readonly askCommand: string;
  readonly composer: string;
  readonly log: string;
};

export const ours: Subject = {
  name: "ours",
  extensionId: "askchatgpt.ask-chatgpt",
  focusCommand: "askChatGPT.chat.focus",
  answersCommand: "askChatGPT.chat.focus",
  askCommand: "askChatGPT.ask",
  composer: "textarea",
  log: "[role=log]",
};

/** An extension with nothing in it but a view with one text field, and the shortest reader of an answer. */
export const floor: Subject = {
  name: "floor",
  extensionId: "bench.floor",
  focusCommand: "benchFloor.view.focus",
  answersCommand: "benchFloor.below.focus",
  askCommand: "benchFloor.ask",
  composer: "textarea",
  log: "[role=log]",
};

/** One measurement of both. */
export type Pair<T> = Readonly<Record<Subject["name"], T>>;
