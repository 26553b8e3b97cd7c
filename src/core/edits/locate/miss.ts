import { isBlank } from "../lines.ts";
import { runsOf, toBare, type DocumentLines } from "./documentLines.ts";
import type { MissReason } from "./located.ts";
import { hasWords } from "./similarity.ts";
import type { WantedLines } from "./wantedLines.ts";

/** What models do to text on its way, each undone on both sides to see whether the texts are then the same. */
const damages: readonly (readonly [MissReason, (line: string) => string])[] = [
  ["invisible-characters", withoutInvisibles],
  ["curly-quotes", withoutTypography],
  ["html-entities", withoutEntities],
  ["escaped-backslashes", (line) => line.replace(/\\+/g, "\\")],
];

/** Why wanted lines are not there although something that says the same is; undefined when nothing does. */
export function reasonOfMiss(
  document: DocumentLines,
  wanted: WantedLines,
): { readonly reason: MissReason; readonly nearest: { readonly line: number } } | undefined {
  const applied = appliedAt(document.bare, wanted, toBare);
  if (applied !== undefined) return { reason: "already-applied", nearest: { line: applied } };
  const original = wanted.original.map(toBare);
  const [line] = runsOf(original, document.bare);
  if (line !== undefined) return { reason: "indentation", nearest: { line } };
  for (const [reason, undo] of damages) {
    const repair = (text: string): string => toBare(undo(text));
    const [damaged] = runsOf(wanted.original.map(repair), document.lines.map(repair));
    if (damaged !== undefined) return { reason, nearest: { line: damaged } };
  }
  return undefined;
}

/**
 * Where the replacement stands in `document`, whose lines `normalize` made: if it says enough for that to be no
 * accident, which is a new line with words or two old ones.
 */
export function appliedAt(
  document: readonly string[],
  { original, replacement }: WantedLines,
  normalize: (line: string) => string,
): number | undefined {
  const old = new Set(original.map(normalize));
  const lines = replacement.map(normalize);
  const telling = lines.filter(hasWords);
  const isTelling = telling.length > 1 || telling.some((line) => !old.has(line));
  return isTelling ? runsOf(lines, document)[0] : undefined;
}

/**
 * Whether wanted lines that were found at `line` are already a part of their own replacement, as when lines are added
 * to lines that stay. Added brackets alone prove nothing: one more of them may be what is wanted.
 */
export function isAppliedAround(line: number, document: DocumentLines, wanted: WantedLines): boolean {
  const original = wanted.original.map(toBare);
  const lines = wanted.replacement.map(toBare);
  const added = lines.length - original.length;
  if (added <= 0) return false;
  return runsOf(original, lines).some((offset) => {
    const news = [...lines.slice(0, offset), ...lines.slice(offset + original.length)];
    return (
      news.some((text) => !isBlank(text) && hasWords(text)) &&
      lines.every((text, index) => document.bare[line - offset + index] === text)
    );
  });
}

function withoutInvisibles(line: string): string {
  return line
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, " ")
    .replace(/\u00AD|\u200B|\u200C|\u200D|\u2060|\uFEFF/g, "");
}

function withoutTypography(line: string): string {
  return line
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/--+/g, "-")
    .replace(/\u2026/g, "...");
}

function withoutEntities(line: string): string {
  const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'", amp: "&" };
  return line.replace(/&(lt|gt|quot|apos|#39|amp);/g, (entity, name: string) => entities[name] ?? entity);
}
