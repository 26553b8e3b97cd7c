import { isBlank, splitLines } from "../lines.ts";
import { declaredName } from "../locate/declaredName.ts";
import { isComment, similarity } from "../locate/similarity.ts";

/** Code of an answer that may be meant. */
export type Version = {
  readonly code: string;
  /** The answer introduces it as another way to do what a block above does. */
  readonly isAlternative: boolean;
};

/**
 * Whether a later block is another version of what an earlier one is, so that nothing says which one is meant: the
 * answer calls it that, or it begins as the earlier one does, or as the `original` that is to be replaced. An example
 * of how to use the code begins otherwise.
 */
export function areRivals(earlier: Version, later: Version, original = ""): boolean {
  const [one, other, own] = [earlier.code, later.code, original].map(meaning);
  if (!one || !other || !own || isSame(one, other) || isSame(other, own)) return false;
  return later.isAlternative || isNamesake(headOf(one), headOf(other)) || beginsAlike(headOf(other), headOf(own));
}

const LABEL = String.raw`(?:option|alternative|approach|solution|variant|version)`;
const NUMBER = String.raw`(?:#?\d+|[a-d]|one|two|three|four)`;
const ALTERNATIVE = new RegExp(
  String.raw`^[\s#>*_\-\d.)]*(?:${LABEL}\s*${NUMBER}\b|alternatively\b|or\b(?! later\b)|(?:another|a (?:second|different)) (?:way|option|alternative|approach|solution|variant|version)\b)`,
  "i",
);

const USAGE = /\b(?:usage|use it|used|call it|called|example|run)\b/i;

/** Whether words above a block say that it is another way to do the same. */
export function saysAlternative(words: readonly string[]): boolean {
  return words.some((line) => ALTERNATIVE.test(line) && !USAGE.test(line));
}

function meaning(code: string): readonly string[] {
  return splitLines(code)
    .filter((line) => !isBlank(line))
    .map((line) => line.trim());
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.join("\n") === other.join("\n");
}

/** What stands above the code of nearly every block says nothing about it. */
const PREAMBLE = /^(?:["']use |#include\b|@?import\b|from\s.+\simport\b|package\b|require\b|use\b|using\b)/;

function headOf(lines: readonly string[]): string {
  return lines.find((line) => !PREAMBLE.test(line) && !isComment(line) && !/^[@#[]/.test(line)) ?? "";
}

const FUNCTION_VALUE = /^(?:export\s+)?(?:const|let|var)\s+([\p{L}\p{N}_$]+).*(?:=>|\bfunction\b)/u;

function isNamesake(line: string, other: string): boolean {
  if (line === other) return /[\p{L}\p{N}]/u.test(line);
  const [name, otherName] = [line, other].map((text) => declaredName(text) ?? FUNCTION_VALUE.exec(text)?.[1]);
  return name !== undefined && name === otherName;
}

function beginsAlike(line: string, other: string): boolean {
  const [word = "", otherWord = ""] = [line, other].map((text) => /[\p{L}\p{N}_]+/u.exec(text)?.[0]);
  return word !== "" && word === otherWord && similarity(line, other) > 0;
}
