import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { diffArrays } from "diff";
import { languageOfPath } from "../../../../src/core/edits/languageOfPath.ts";
import type { DownloadedPackage } from "./downloadPackages.ts";
import type { Change, Pair } from "./pair.ts";

const LARGEST_FILE = 1_500_000;
const LONGEST_LINE = 600;
/** So that no package speaks for all. */
const MOST_PER_LANGUAGE = 40;
const MOST_CHANGED_LINES = 1500;
const GENERATED = /(?:^|\/)(?:src\/parser\.c|package-lock\.json|\.yarn\/)|\.min\.|-lock\./;
const UNWANTED = new Set(["plaintext", "diff"]);

/** The files that differ between the two versions of a package and that a person could have edited. */
export async function readPairs({ name, before, after }: DownloadedPackage): Promise<readonly Pair[]> {
  const newer = new Set(await listFiles(after));
  const paths = (await listFiles(before)).filter((path) => newer.has(path) && isWanted(path));
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const pairs: Pair[] = [];
  for (const path of paths.toSorted(byHash)) {
    const languageId = languageOfPath(path);
    const count = counts.get(languageId) ?? 0;
    if (count >= MOST_PER_LANGUAGE) continue;
    const [old, now] = await Promise.all([readLines(join(before, path)), readLines(join(after, path))]);
    if (old === undefined || now === undefined) continue;
    const changes = changesBetween(old, now);
    // Packages often hold the same code in several shapes of modules.
    const key = createHash("sha1").update(JSON.stringify(changes)).digest("base64");
    if (changes.length === 0 || seen.has(key)) continue;
    seen.add(key);
    counts.set(languageId, count + 1);
    pairs.push({ package: name, path, languageId, lines: old, changes });
  }
  return pairs;
}

/** Empty when the files are the same, or hardly share anything. */
export function changesBetween(old: readonly string[], now: readonly string[]): readonly Change[] {
  const parts = diffArrays([...old], [...now], { maxEditLength: MOST_CHANGED_LINES });
  if (parts === undefined) return [];
  const changes: Change[] = [];
  let line = 0;
  let open: { start: number; end: number; lines: string[] } | undefined;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      open = undefined;
      line += value.length;
      continue;
    }
    if (!open) changes.push((open = { start: line, end: line, lines: [] }));
    if (removed) {
      line += value.length;
      open.end = line;
    } else {
      open.lines.push(...value);
    }
  }
  return changes;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    );
}

function isWanted(path: string): boolean {
  return !UNWANTED.has(languageOfPath(path)) && !GENERATED.test(path);
}

/** In an order that means nothing, so that a limit leaves files of all folders. */
function byHash(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => createHash("sha1").update(path).digest("hex"));
  return (one ?? "") < (other ?? "") ? -1 : 1;
}

/** Undefined for what is no text, is minified, or mixes line ends. */
async function readLines(path: string): Promise<readonly string[] | undefined> {
  if ((await stat(path)).size > LARGEST_FILE) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch {
    return undefined;
  }
  const normalized = text.replaceAll("\r\n", "\n");
  const isMixed = normalized.length !== text.length && /(?<!\r)\n/.test(text);
  if (isMixed || normalized.includes("\r") || text.includes("\0")) return undefined;
  const lines = normalized.replace(/\n$/, "").split("\n");
  if (lines.length < 5 || lines.some((line) => line.length > LONGEST_LINE)) return undefined;
  return lines;
}
