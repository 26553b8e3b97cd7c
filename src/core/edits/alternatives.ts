import { withLf } from "./lines.ts";

/** What a model gave to choose from for one proposal. */
export type Alternatives = {
  /** Of the proposal, which stays the same whichever is shown. */
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** The whole document as it was when they were asked for. */
  readonly base: string;
  /** What the whole of `base` is to become: at least two, no two alike. */
  readonly texts: readonly string[];
  /** The one that is shown. */
  readonly index: number;
};

/** The texts without those that come again, whatever their line breaks. */
export function distinctTexts(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.map((text) => [withLf(text), text] as const).toReversed()).values()].toReversed();
}

/** Shows the next one or the one before; after the last comes the first. */
export function stepped(alternatives: Alternatives, direction: "next" | "previous"): Alternatives {
  const { index, texts } = alternatives;
  const by = direction === "next" ? 1 : texts.length - 1;
  return { ...alternatives, index: (index + by) % texts.length };
}
