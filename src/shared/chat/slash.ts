/** A command as it is typed into the composer: `/edit make it async`. */
export type Slash = {
  /** Without the slash. */
  readonly name: string;
  /** What goes with it; empty when nothing does. */
  readonly words: string;
};

/** Undefined for what is no command even where none has this name: a path, a comment, a division. */
export function parseSlash(text: string): Slash | undefined {
  const [, name, words = ""] = /^\/([\p{L}\p{M}\p{N}_-]+)(?:\s+([^]*))?$/u.exec(text.trimEnd()) ?? [];
  return name === undefined ? undefined : { name, words: words.trim() };
}

/** The name that something gets in the composer: words with hyphens between them. Empty when it has no letter. */
export function slashName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  return words.join("-");
}
