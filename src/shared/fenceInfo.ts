import { isPath, pathIn } from "./pathNames.ts";

/** `path="src/a.ts"`; a title may be any text, the other keys name a file. */
const ATTRIBUTE =
  /(?:^|[\s{,])(title|name|path|file|filename|filepath|file_path|file-path)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`|([^\s,}"'`]+))/gi;
/** `ts:src/a.ts`, and `12:40:src/a.ts` with the lines that are shown. */
const AFTER_COLON = /^(?:\d+:\d+|[\w+#.-]{2,}):(.+)$/;
/** `c:src/a.c`; a drive has a slash behind it. */
const ONE_LETTER = /^[a-z]:(?![\\/])(.+)$/;

/** The path that the info string of a fence names, as written. */
export function pathInInfo(info: string): string | undefined {
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
