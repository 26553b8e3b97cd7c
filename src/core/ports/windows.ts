/** The windows that share the conversations, each with a process of its own. */
export interface Windows {
  /** Names this window, among all there ever were. */
  readonly self: string;
  /** Undefined where that cannot be known, for example of a window of another computer. */
  isOpen(name: string): boolean | undefined;
}
