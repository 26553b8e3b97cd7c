import type { FencedBlock } from "../edits/fences.ts";
import { isSameLanguage } from "../edits/languageNames.ts";

/** Prose of one line, such as “Here is the rest:”, that is not indented as code is. */
const LEAD_IN = String.raw`[\p{Lu}\p{Lo}*_(][^\n=;{}<>\[\]\\|#$%&]{0,150}[:.!…：。)*_]`;
const MARKS = "(?:`{3,}|~{3,})";
/** The line of a fence, with the line break, and what is said before it. */
const FENCE = new RegExp(String.raw`^(\n*)(${LEAD_IN}[ \t]*\n\s*)?[ \t]*${MARKS}[ \t]*([^\n${"`"}]*)(?:\n|$)`, "u");
/** What may become one. */
const BEGINNING = new RegExp(
  String.raw`^\n*(?:[\p{Lu}\p{Lo}*_(][^\n=;{}<>\[\]\\|#$%&]{0,160}|(?:${LEAD_IN}[ \t]*\n\s*)?[ \t]*(?:${"`"}{0,2}|~{0,2}|${MARKS}[^\n]*))?$`,
  "u",
);

export type Reopening =
  /** Not to be said yet. */
  | { readonly type: "unknown" }
  | { readonly type: "none" }
  /** The first `length` characters open a block that is open. */
  | { readonly type: "reopened"; readonly length: number }
  /** It closes the block, on a line that has yet to begin. */
  | { readonly type: "closes" };

/**
 * Whether `next`, which goes on inside the open `block` of `partial`, begins with opening that block again.
 * A bare fence is ambiguous: it closes the block, unless it stands in the middle of a line of code and more follows.
 */
export function findReopening(block: FencedBlock, partial: string, next: string, whole: boolean): Reopening {
  const [line, breaks = "", leadIn = "", info = ""] = FENCE.exec(next) ?? [];
  if (line === undefined || (!whole && !line.endsWith("\n"))) {
    return { type: !whole && BEGINNING.test(next) ? "unknown" : "none" };
  }
  const reopened = { type: "reopened", length: line.length } as const;
  const language = /^\S*/.exec(info)?.[0] ?? "";
  if (isMarkdown(block)) return language !== "" && isSameLanguage(language, block.language) ? reopened : none;
  if (leadIn !== "") return reopened;
  if (language !== "") return block.language === "" || isSameLanguage(language, block.language) ? reopened : none;
  if (breaks !== "" || partial.endsWith("\n")) return none;
  const following = next.charAt(line.length);
  if (following === "" && !whole) return { type: "unknown" };
  return following === "" || following === "\n" ? { type: "closes" } : reopened;
}

const none = { type: "none" } as const;

/** A block of Markdown holds fences of its own. */
function isMarkdown({ language }: FencedBlock): boolean {
  return isSameLanguage(language, "markdown");
}
