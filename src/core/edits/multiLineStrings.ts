const LINE_STRINGS = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?`;
const BLOCK_COMMENT = String.raw`\/\*[\s\S]*?\*\/`;
const BACKTICK = String.raw`${"`"}(?:\\[\s\S]|[^${"`"}\\])*(?<end>${"`"}|$(?![\s\S]))`;
const TRIPLE_DOUBLE = String.raw`"""(?:\\[\s\S]|(?!""")[\s\S])*(?<end>"""|$(?![\s\S]))`;
const TRIPLE_SINGLE = String.raw`'''(?:\\[\s\S]|(?!''')[\s\S])*(?<end2>'''|$(?![\s\S]))`;
const HEREDOC = String.raw`<<<?-?\s*(['"]?)(?<mark>[A-Z_]\w*)\1[^\n]*\n(?:[\s\S]*?\n)??[ \t]*\k<mark>\b`;

/** What to skip or keep of a language: comments, strings of one line, strings of many lines. */
const backtick = [BLOCK_COMMENT, String.raw`\/\/.*`, BACKTICK, LINE_STRINGS];
const triple = [String.raw`#.*`, TRIPLE_DOUBLE, TRIPLE_SINGLE, LINE_STRINGS];
const tripleDouble = [BLOCK_COMMENT, String.raw`\/\/.*`, TRIPLE_DOUBLE, LINE_STRINGS];
const heredoc = [HEREDOC, LINE_STRINGS, String.raw`(?:^|\s)#.*`];

/**
 * Languages with strings over several lines whose text changes with its indentation. Text blocks whose common
 * indentation the language itself takes off (Java, Swift, C#, Elixir, GraphQL, YAML) move with the code.
 */
const tokensById: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    astro: backtick,
    dart: tripleDouble,
    go: backtick,
    groovy: tripleDouble,
    html: backtick,
    javascript: backtick,
    javascriptreact: backtick,
    kotlin: tripleDouble,
    perl: heredoc,
    php: heredoc,
    python: triple,
    ruby: heredoc,
    scala: tripleDouble,
    shellscript: heredoc,
    svelte: backtick,
    toml: triple,
    typescript: backtick,
    typescriptreact: backtick,
    vue: backtick,
  }),
);

/** What a string over several lines may begin with. */
const OPENING = /`|"""|'''|<</;

/** Whether a text may have strings over several lines at all. */
export function mayHaveLongStrings(text: string): boolean {
  return OPENING.test(text);
}

/**
 * The indexes of the lines that begin inside a string, so that their leading whitespace is part of the program.
 * Python's documentation strings do not count. Undefined when it cannot be told, as with a string that never ends.
 */
export function linesInStrings(lines: readonly string[], languageId: string): ReadonlySet<number> | undefined {
  const inside = new Set<number>();
  const tokens = tokensById.get(languageId);
  if (!tokens) return inside;
  const text = lines.join("\n");
  let [counted, first] = [0, 0];
  for (const match of text.matchAll(new RegExp(tokens.join("|"), "gm"))) {
    const [token] = match;
    if (match.groups?.["end"] === "" || match.groups?.["end2"] === "") return undefined;
    if (!token.includes("\n") || token.startsWith("/*") || isDocumentation(text, match.index, languageId)) continue;
    first += countLines(text.slice(counted, match.index));
    counted = match.index;
    const last = first + countLines(token);
    for (let line = first + 1; line <= last; line++) inside.add(line);
  }
  return inside;
}

/** Whether the string at `index` is a statement of its own. */
function isDocumentation(text: string, index: number, languageId: string): boolean {
  if (languageId !== "python") return false;
  return /^[ \t]*[rRuUbB]{0,2}$/.test(text.slice(text.lastIndexOf("\n", index) + 1, index));
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
