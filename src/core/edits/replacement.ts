import type { Translate } from "../../shared/l10n.ts";
import { findElision } from "./elisions.ts";
import { parseFences, type FencedBlock } from "./fences.ts";
import { isLanguage } from "./languageNames.ts";

/** What an answer is to replace. */
export type ReplacementTarget = {
  readonly languageId: string;
  /** The text that stands there now; empty for an insertion or a new file. */
  readonly original: string;
};

export type Replacement =
  | { readonly type: "replacement"; readonly text: string }
  | { readonly type: "refused"; readonly reason: ReplacementRefusal };

export type Replacements =
  | { readonly type: "replacements"; readonly texts: readonly string[] }
  | Extract<Replacement, { type: "refused" }>;

export type ReplacementRefusal =
  | { readonly code: "no-code" }
  | { readonly code: "several-blocks"; readonly count: number }
  /** `wanted` is how many were asked for. */
  | { readonly code: "other-count"; readonly count: number; readonly wanted: number }
  | { readonly code: "empty" }
  /** `line` is the comment that stands for the missing code. */
  | { readonly code: "elided"; readonly line: string };

/**
 * Reads the replacement out of a finished answer. The model was told to answer with one fenced block; what stands
 * around the block is dropped, and text outside a block is never code.
 */
export function readReplacement(answer: string, target: ReplacementTarget): Replacement {
  const blocks = parseFences(answer);
  const block = chooseBlock(blocks, target.languageId);
  if (!block) {
    return refused(blocks.length === 0 ? { code: "no-code" } : { code: "several-blocks", count: blocks.length });
  }
  return readBlock(block, target);
}

/**
 * The replacements for several targets. The model was told to answer with one fenced block for each, in their order;
 * with more or fewer, none of them is used.
 */
export function readReplacements(answer: string, targets: readonly ReplacementTarget[]): Replacements {
  const [only] = targets;
  if (only && targets.length === 1) return together([readReplacement(answer, only)]);
  const blocks = parseFences(answer);
  if (blocks.length === 0) return refused({ code: "no-code" });
  if (blocks.length !== targets.length) {
    return refused({ code: "other-count", count: blocks.length, wanted: targets.length });
  }
  return together(targets.flatMap((target, index) => (blocks[index] ? [readBlock(blocks[index], target)] : [])));
}

/** All or none. */
function together(replacements: readonly Replacement[]): Replacements {
  const texts: string[] = [];
  for (const replacement of replacements) {
    if (replacement.type === "refused") return replacement;
    texts.push(replacement.text);
  }
  return { type: "replacements", texts };
}

function readBlock({ code }: FencedBlock, { original }: ReplacementTarget): Replacement {
  if (code.trim() === "") return refused({ code: "empty" });
  const line = findElision(code, original);
  return line === undefined ? { type: "replacement", text: code } : refused({ code: "elided", line });
}

/** The only block, closed or not; else the only closed one in the target's language. */
function chooseBlock(blocks: readonly FencedBlock[], languageId: string): FencedBlock | undefined {
  if (blocks.length === 1) return blocks[0];
  const fitting = blocks.filter((block) => block.closed && isLanguage(block.language, languageId));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function refused(reason: ReplacementRefusal): Extract<Replacement, { type: "refused" }> {
  return { type: "refused", reason };
}

/** What to tell the person, with the next step. */
export function describeReplacementRefusal(reason: ReplacementRefusal, t: Translate): string {
  switch (reason.code) {
    case "no-code":
      return t("The answer has no code block, so nothing was proposed. Ask again, or copy from the answer.");
    case "several-blocks":
      return t(
        "The answer has {0} code blocks, and none is clearly the one to use. Copy the right one from the answer.",
        reason.count,
      );
    case "other-count":
      return t(
        "The answer has {0} code blocks for {1} selections, so nothing was proposed. Ask again, or select less.",
        reason.count,
        reason.wanted,
      );
    case "empty":
      return t("The answer's code block is empty, so nothing was proposed. To remove the code, delete it yourself.");
    case "elided":
      return t("The answer leaves code out (“{0}”), so nothing was proposed. Ask for the complete code.", reason.line);
  }
}
