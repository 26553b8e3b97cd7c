import { isLanguage } from "../languageNames.ts";
import { isBlank, splitLines } from "../lines.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import { readEdits, type AnswerEdit } from "../parse/readEdits.ts";
import { saysAlternative } from "./rivalBlocks.ts";

/** A block of an answer, read: a fenced one, or an edit that stands there without a fence. */
export type AnswerBlock = Pick<AnswerEdit, "block" | "edit"> & {
  /** The last line with text above it, and that before. */
  readonly above: string;
  /** It is introduced as another way to do what a block above does. */
  readonly isAlternative: boolean;
};

export function readBlocks(answer: string): readonly AnswerBlock[] {
  const lines = splitLines(answer);
  let free = 0;
  return readEdits(answer).map(({ block, edit, startLine }, index) => {
    const words = lines.slice(free, startLine).filter((line) => !isBlank(line));
    free = startLine + splitLines(block.code).length;
    const above = lines
      .slice(0, startLine)
      .filter((line) => !isBlank(line))
      .slice(-2);
    return { block, edit, above: above.join("\n"), isAlternative: index > 0 && saysAlternative(words) };
  });
}

/** What the blocks that are edits say about the file at `path`. */
export type EditsOfFile = {
  /** Pieces for this file, or for no file in particular. */
  readonly pieces: readonly PieceReplacement[];
  /** The whole file, where the answer creates it again. */
  readonly whole: string | undefined;
  /** Other files that edits are for. */
  readonly others: readonly string[];
  readonly isDeleted: boolean;
};

export function editsOf(blocks: readonly AnswerBlock[], path: string): EditsOfFile {
  const pieces: PieceReplacement[] = [];
  const others: string[] = [];
  let whole: string | undefined;
  let isDeleted = false;
  const isOwn = (name: string): boolean => {
    if (isSameFile(name, path)) return true;
    others.push(name);
    return false;
  };
  for (const { edit } of blocks) {
    if (edit.type === "replacements" && (edit.path === undefined || isOwn(edit.path)))
      pieces.push(...edit.replacements);
    if (edit.type !== "files") continue;
    for (const file of edit.files) {
      if (!isOwn(file.path)) continue;
      if (file.kind === "create") whole = file.text;
      else if (file.kind === "delete") isDeleted = true;
      else pieces.push(...file.replacements);
    }
  }
  return { pieces, whole, others, isDeleted };
}

/** Whether two paths can be the same file: one of them is the end of the other. */
export function isSameFile(named: string, path: string): boolean {
  const [one, other] = [named, path].map((text) =>
    text
      .replaceAll("\\", "/")
      .split("/")
      .filter((part) => part !== "" && part !== "."),
  );
  if (!one || !other) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 0 && short.every((part, index) => part === long[long.length - short.length + index]);
}

const NEVER_CODE =
  /^(?:sh|bash|shell|zsh|console|shellscript|cmd|bat|powershell|ps1|pwsh|output|log|text|txt|plaintext|diff|mermaid|http)$/i;
const FAMILIES = [
  [
    "js",
    "javascript",
    "mjs",
    "cjs",
    "jsx",
    "javascriptreact",
    "ts",
    "typescript",
    "tsx",
    "typescriptreact",
    "mts",
    "cts",
    "node",
  ],
  ["css", "scss", "sass", "less"],
  [
    "html",
    "vue",
    "svelte",
    "xml",
    "htm",
    "xhtml",
    "astro",
    "markup",
    "handlebars",
    "hbs",
    "php",
    "blade",
    "erb",
    "ejs",
    "twig",
    "jinja",
  ],
  ["json", "jsonc", "json5"],
  ["c", "cpp", "c++", "h", "hpp", "cc", "objc", "objective-c", "cuda-cpp", "cuda"],
  ["md", "markdown", "mdx"],
];

/** The blocks of code that can be for the file at `path`. */
export function likelyBlocks(blocks: readonly AnswerBlock[], languageId: string, path: string): readonly AnswerBlock[] {
  return blocks.filter((block) => {
    if (block.edit.type !== "code") return false;
    return block.edit.path === undefined ? isLikely(block, languageId) : isSameFile(block.edit.path, path);
  });
}

/** Whether a block can be code of a file with this language at all. */
function isLikely({ block: { language } }: AnswerBlock, languageId: string): boolean {
  if (language === "" || isLanguage(language, languageId)) return true;
  const name = language.toLowerCase();
  if (FAMILIES.some((family) => family.includes(name) && family.includes(languageId))) return true;
  return !NEVER_CODE.test(name) && !KNOWN.has(name);
}

const KNOWN = new Set([
  ...FAMILIES.flat(),
  ..."py python rb ruby go golang rs rust java kt kotlin swift php cs csharp c# yaml yml toml sql graphql dockerfile makefile ini lua r perl scala dart elixir haskell".split(
    " ",
  ),
]);

/** Whether the words above a block say that it is the whole file. */
export function saysWhole(above: string): boolean {
  return /\b(?:full|complete|entire|whole)\b[^.\n]*\b(?:file|source|module|script|document|stylesheet|contents?)\b/i.test(
    above,
  );
}
