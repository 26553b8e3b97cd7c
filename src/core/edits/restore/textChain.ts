import { isRecord } from "../../../shared/protocol/validate.ts";
import { hunksBetween } from "../hunks.ts";

/** A whole text, or no file. */
export type FileText = string | undefined;

/**
 * Texts that follow each other, most of them much alike: the first as it is, and what makes each of the others out of
 * the one before it. It is JSON, and gives back every byte.
 */
export type TextChain = readonly Link[];

/** `null` for no file, a whole text, or the lines of the text before that become others. */
type Link = null | string | readonly LineLink[];

/** Lines `start` to `end` (exclusive) become `text`. A line has its line break. */
type LineLink = { readonly start: number; readonly end: number; readonly text: string };

export function toChain(texts: readonly FileText[]): TextChain {
  return texts.map((text, index) => {
    const before = texts[index - 1];
    if (text === undefined) return null;
    return before === undefined ? text : linksBetween(before, text);
  });
}

export function fromChain(chain: TextChain): readonly FileText[] {
  let before = "";
  return chain.map((link) => {
    if (link === null) return undefined;
    before = typeof link === "string" ? link : followed(before, link);
    return before;
  });
}

export function isChain(value: unknown): value is TextChain {
  return Array.isArray(value) && value.every((link) => link === null || typeof link === "string" || areLines(link));
}

function areLines(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (link) =>
        isRecord(link) &&
        Number.isSafeInteger(link["start"]) &&
        Number.isSafeInteger(link["end"]) &&
        typeof link["text"] === "string",
    )
  );
}

function linksBetween(before: string, after: string): readonly LineLink[] {
  const oldLines = wholeLines(before);
  const newLines = wholeLines(after);
  return hunksBetween(oldLines, newLines).map(({ oldStart, oldEnd, newStart, newEnd }) => ({
    start: oldStart,
    end: oldEnd,
    text: newLines.slice(newStart, newEnd).join(""),
  }));
}

function followed(before: string, links: readonly LineLink[]): string {
  const lines = wholeLines(before);
  const parts = links.flatMap(({ start, text }, index) => [...lines.slice(links[index - 1]?.end ?? 0, start), text]);
  return [...parts, ...lines.slice(links.at(-1)?.end ?? 0)].join("");
}

function wholeLines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}
