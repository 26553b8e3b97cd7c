/** A place that the words of an answer name. Lines are counted from 1. */
export type Reference =
  | { readonly type: "path"; readonly path: string; readonly line?: number; readonly lastLine?: number }
  | { readonly type: "symbol"; readonly name: string };

/** `:12`, `:12:5`, `:12-24`, `#L12`, `#L12-L24`, `(12,5)`, `, line 12`. */
const LINES = /(?::(\d+)(?:-(\d+)|:\d+)?|#L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?|\((\d+)(?:,\s?\d+)?\))$/;
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]{2,}(?:(?:\.|::|#)[\p{L}_$][\p{L}\p{N}_$]*)*(?:\(\))?$/u;
const ENDING = /\.[A-Za-z][A-Za-z0-9]{0,9}$/;
const LONGEST = 300;

/**
 * What a piece of text refers to; undefined when it is neither like a path nor like a name.
 *
 * @param isCode whether it stands in backticks: names of symbols count only there
 */
export function parseReference(written: string, isCode: boolean): Reference | undefined {
  const text = written.trim().replace(/^file:\/\//, "");
  if (text === "" || text.length > LONGEST || /[\n\r\t<>"|*?]/.test(text) || /^[a-z][a-z0-9+-]+:\/\//i.test(text))
    return undefined;
  const lines = LINES.exec(text);
  const path = (lines ? text.slice(0, lines.index) : text).replaceAll("\\", "/");
  if (looksLikePath(path, lines !== null)) {
    const [line, lastLine] = lines ? [lines[1] ?? lines[3] ?? lines[5], lines[2] ?? lines[4]] : [];
    return {
      type: "path",
      path,
      ...(line === undefined ? {} : { line: Number(line) }),
      ...(lastLine === undefined ? {} : { lastLine: Number(lastLine) }),
    };
  }
  return isCode ? parseName(text) : undefined;
}

/** The name of a symbol, such as `Chat.ask()`, which may look like a path too; undefined for anything else. */
export function parseName(written: string): Extract<Reference, { readonly type: "symbol" }> | undefined {
  return NAME.test(written) ? { type: "symbol", name: written.replace(/\(\)$/, "") } : undefined;
}

function looksLikePath(path: string, hasLines: boolean): boolean {
  if (path === "" || path.endsWith(".") || /\s{2}|^\s|\s$|\s\//.test(path)) return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^[\d.]+$/.test(name)) return false;
  return (
    ENDING.test(name) ||
    (path.includes("/") && hasLines) ||
    (/^[\w.@~-]+(?:\/[\w.@ -]+)+\/?$/.test(path) && !/\s/.test(path)) ||
    /^\.[a-z]{3,}$/i.test(name)
  );
}
