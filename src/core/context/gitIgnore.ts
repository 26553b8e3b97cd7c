type Rule = { readonly pattern: RegExp; readonly ignores: boolean; readonly foldersOnly: boolean };

/** What the `.gitignore` files of a folder say about the files below it. */
export class GitIgnore {
  readonly #files: readonly { readonly folder: string; readonly rules: readonly Rule[] }[];

  /** @param files the folder of each, relative to the top and empty there, and its text */
  constructor(files: readonly { readonly folder: string; readonly text: string }[]) {
    this.#files = files
      .map(({ folder, text }) => ({ folder, rules: text.split(/\r?\n/).flatMap(toRule) }))
      .toSorted((a, b) => a.folder.length - b.folder.length);
  }

  /** @param path of a file, relative to the top, with slashes */
  ignores(path: string): boolean {
    const segments = path.split("/");
    // What is below an ignored folder cannot be taken back.
    return segments.some((_, index) =>
      this.#decides(segments.slice(0, index + 1).join("/"), index < segments.length - 1),
    );
  }

  #decides(path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { folder, rules } of this.#files) {
      if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
      const inner = folder === "" ? path : path.slice(folder.length + 1);
      for (const { pattern, ignores, foldersOnly } of rules) {
        if ((isFolder || !foldersOnly) && pattern.test(inner)) ignored = ignores;
      }
    }
    return ignored;
  }
}

function toRule(line: string): readonly Rule[] {
  const written = line.replace(/(?<!\\)\s+$/, "");
  if (written === "" || written.startsWith("#")) return [];
  const ignores = !written.startsWith("!");
  const body = ignores ? written.replace(/^\\(?=[#!])/, "") : written.slice(1);
  const path = body.replace(/\/$/, "");
  // A slash that does not end the pattern ties it to its folder.
  const isTied = path.includes("/");
  const source = toSource(path.replace(/^\//, ""));
  if (source === undefined) return [];
  return [{ pattern: new RegExp(`^${isTied ? "" : "(?:.*/)?"}${source}$`), ignores, foldersOnly: body.endsWith("/") }];
}

/** A pattern of Git as the source of a regular expression; undefined for one that matches nothing. */
function toSource(pattern: string): string | undefined {
  const source = pattern.replace(
    /^\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|[^*?[\\]/g,
    (part: string): string => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "/**/") return "/(?:.*/)?";
      if (part === "/**") return "/.*";
      if (part.startsWith("*")) return "[^/]*";
      if (part === "?") return "[^/]";
      if (part.startsWith("[")) return `[${part.slice(1, -1).replace(/^!/, "^").replaceAll("\\", "\\\\")}]`;
      return escape(part.startsWith("\\") ? part.slice(1) : part);
    },
  );
  try {
    return new RegExp(source).source;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
