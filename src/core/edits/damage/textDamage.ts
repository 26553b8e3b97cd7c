/** What models, chat pages and clipboards do to the characters of code. */
export type TextDamage =
  | "odd-spaces"
  | "zero-width"
  | "html-entities"
  | "curly-quotes"
  | "dashes"
  | "ellipses"
  | "escaped-backslashes"
  | "trailing-space";

/** One way in which a damage may have come about, and how a line was before; undefined when it cannot be so. */
export type Undo = { readonly damage: TextDamage; readonly undo: (line: string) => string | undefined };

const ODD_SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const SPACES_AT_END = /[ \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+$/;
const ZERO_WIDTH = /\u00AD|\u200B|\u200C|\u200D|\u2060|\uFEFF/g;
const ODD_INDENT = /^[ \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/;
const HAS_ODD_INDENT = /^[ \t]*[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;
const ENTITY = /&(?:([A-Za-z]+)|#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6}));/g;
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: "&",
    apos: "'",
    bsol: "\\",
    copy: "\u00A9",
    dollar: "$",
    equals: "=",
    grave: "`",
    gt: ">",
    hellip: "\u2026",
    laquo: "\u00AB",
    lbrace: "{",
    ldquo: "\u201C",
    lpar: "(",
    lsqb: "[",
    lsquo: "\u2018",
    lt: "<",
    mdash: "\u2014",
    nbsp: "\u00A0",
    ndash: "\u2013",
    num: "#",
    quot: '"',
    raquo: "\u00BB",
    rbrace: "}",
    rdquo: "\u201D",
    rpar: ")",
    rsqb: "]",
    rsquo: "\u2019",
    sol: "/",
  }),
);

/**
 * In the order in which they are undone: an entity may stand for a curly quote, never the other way round. Of several
 * ways of one damage no more than one is at work in an answer.
 */
export const undos: readonly Undo[] = [
  { damage: "html-entities", undo: withoutEntities },
  { damage: "odd-spaces", undo: (line) => line.replace(ODD_SPACES, " ") },
  { damage: "zero-width", undo: (line) => line.replace(ZERO_WIDTH, "") },
  { damage: "curly-quotes", undo: withStraightQuotes },
  dashes("-", "--"),
  dashes("-", "-"),
  dashes("--", "--"),
  dashes("--", "---"),
  { damage: "ellipses", undo: (line) => line.replaceAll("\u2026", "...") },
  { damage: "escaped-backslashes", undo: withHalfTheBackslashes },
  { damage: "trailing-space", undo: (line) => line.replace(SPACES_AT_END, "") },
];

/** The line with spaces for whatever else it is indented with, which no program is. */
export function withPlainIndent(line: string): string {
  return HAS_ODD_INDENT.test(line) ? line.replace(ODD_INDENT, (indent) => indent.replace(ODD_SPACES, " ")) : line;
}

/**
 * The line without anything that a damage may have put there or taken away, spaces at both ends included: lines that
 * are the same in this are perhaps the same line.
 */
export function sayingOf(line: string): string {
  if (IS_PLAIN.test(line)) return line.trim();
  let text = line;
  for (let previous = ""; previous !== text;) {
    previous = text;
    text = withoutEntities(text);
  }
  return withStraightQuotes(text.replace(ODD_SPACES, " ").replace(ZERO_WIDTH, ""))
    .replaceAll("\u2026", "...")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/\\{2,}/g, "\\")
    .trim();
}

const IS_PLAIN = /^(?:[\t !-%'-,./-[\]-~]|-(?!-))*$/;

export function withoutEntities(line: string): string {
  return line.replace(ENTITY, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0x1f && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
  });
}

function withStraightQuotes(line: string): string {
  return line
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"');
}

function dashes(short: string, long: string): Undo {
  return {
    damage: "dashes",
    undo: (line) => line.replace(/[\u2010-\u2013\u2212]/g, short).replace(/[\u2014\u2015]/g, long),
  };
}

/** Where every run of backslashes was doubled, none is of odd length. */
function withHalfTheBackslashes(line: string): string | undefined {
  let isDoubled = true;
  const halved = line.replace(/\\+/g, (run) => {
    isDoubled &&= run.length % 2 === 0;
    return run.slice(run.length / 2);
  });
  return isDoubled ? halved : undefined;
}
