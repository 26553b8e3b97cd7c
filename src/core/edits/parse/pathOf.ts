import type { FencedBlock } from "../fences.ts";
import { splitLines } from "../lines.ts";
import { isPath, pathIn } from "./pathNames.ts";

/** `path="src/a.ts"`; a title may be any text, the other keys name a file. */
const ATTRIBUTE =
  /(?:^|[\s{,])(title|name|path|file|filename|filepath|file_path|file-path)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([^\s,}"'`]+))/gi;
/** `ts:src/a.ts`, and `12:40:src/a.ts` with the lines that are shown. */
const AFTER_COLON = /^(?:\d+:\d+|[\w+#.-]{2,}):(.+)$/;
/** `c:src/a.c`; a drive has a slash behind it. */
const ONE_LETTER = /^[a-z]:(?![\\/])(.+)$/;
/** A first line that is a comment and nothing else. */
const COMMENT = /^\s*(?:\/\/+|#+|--+|;+|%+|\/\*+|<!--)\s/;

/**
 * The path that is named for a block: in its info string, alone in the line before it or as the only one in backticks
 * there, or in a comment that is its first line. As written, without quotes, marks of Markdown and line numbers; undefined when there is none.
 */
export function pathOf(block: Pick<FencedBlock, "info" | "code">, lineBefore: string): string | undefined {
  const [firstLine = ""] = splitLines(block.code);
  return (
    pathInInfo(block.info) ??
    pathIn(lineBefore) ??
    pathInProse(lineBefore) ??
    (COMMENT.test(firstLine) ? pathIn(firstLine) : undefined)
  );
}

/** “In `src/a.ts`, replace the loop:” */
function pathInProse(line: string): string | undefined {
  const named = Array.from(line.matchAll(/`([^`\s]+)`/g), ([, text = ""]) => pathIn(text)).filter(
    (path) => path !== undefined,
  );
  return new Set(named).size === 1 ? named[0] : undefined;
}

function pathInInfo(info: string): string | undefined {
  for (const [, key = "", ...values] of info.matchAll(ATTRIBUTE)) {
    const value = values.find((text) => text !== undefined)?.trim() ?? "";
    if (isPath(value) || (value !== "" && !/^(?:title|name)$/i.test(key))) return value;
  }
  return (
    info
      .split(/\s+/)
      // `Dockerfile` is the name of a language there.
      .filter((word, index) => index > 0 || /[./\\]/.test(word))
      .map((word) => pathIn(ONE_LETTER.exec(word)?.[1] ?? word) ?? pathIn(AFTER_COLON.exec(word)?.[1] ?? ""))
      .find((path) => path !== undefined)
  );
}
