import { mapTexts } from "./block.ts";
import type { Block, Row } from "./block.ts";
import { isTelling } from "./occurrences.ts";

/**
 * Damages the lines of an answer's blocks. `proofs` is how many unchanged lines of each block must show the damage, so
 * that the answer proves it. Undefined when it does not, or when the lines hold nothing to damage.
 */
export type RowDamage = (blocks: readonly Block[], proofs: number) => readonly Block[] | undefined;

export const indentationRemoved: RowDamage = perBlock((block) => {
  const common = commonIndentation(block.rows);
  return common === "" ? undefined : (text) => text.slice(common.length);
});

export function indentationAdded(added: string): RowDamage {
  return perBlock(() => (text) => (text.trim() === "" ? text : added + text));
}

/** Every line begins at the margin. Only where each new line takes the place of an old one as deeply indented. */
export const indentationFlattened: RowDamage = perBlock((block) =>
  hasPairedIndentation(block.rows) ? (text) => text.trimStart() : undefined,
);

/** A space before the star of a comment is no indentation. */
const TABS = /^\t*(?=\S| \*|$)/;
const SPACES = /^ *?(?=\S| \*|$)/;

export function tabsToSpaces(width: number): RowDamage {
  return perBlock(({ rows }) =>
    rows.every(({ text }) => text.trim() === "" || TABS.test(text))
      ? (text) => text.replace(TABS, (tabs) => " ".repeat(tabs.length * width))
      : undefined,
  );
}

export const spacesToTabs: RowDamage = perBlock(({ rows }) => {
  const depths = rows.filter(({ text }) => text.trim() !== "").map(({ text }) => SPACES.exec(text)?.[0].length ?? NaN);
  const width = [4, 2].find((each) => depths.every((depth) => depth % each === 0));
  return width === undefined
    ? undefined
    : (text) => text.replace(SPACES, (spaces) => (text.trim() === "" ? spaces : "\t".repeat(spaces.length / width)));
});

export const curlyQuotes: RowDamage = perBlock(({ rows }) =>
  rows.some(({ text }) => /[\u2018\u2019\u201c\u201d]/.test(text)) ? undefined : curled,
);

export const htmlEntities: RowDamage = perBlock(({ rows }) =>
  rows.some(({ text }) => /&#?\w+;/.test(text))
    ? undefined
    : (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
);

/** Everything that HTML knows an entity for. */
export const htmlEntitiesWithQuotes: RowDamage = (blocks, proofs) =>
  htmlEntities(blocks, proofs)?.map((block) =>
    mapTexts(block, (text) => text.replaceAll('"', "&quot;").replaceAll("'", "&#39;")),
  );

/** Only the first line begins at the margin. It has to be one that stays. */
export const firstLineFlattened: RowDamage = (blocks) => {
  const damaged = blocks.map((block) => {
    const [first, ...others] = block.rows;
    if (first?.kind !== "same" || !isTelling(first.text) || first.text === first.text.trimStart()) return undefined;
    return { ...block, rows: [{ ...first, text: first.text.trimStart() }, ...others] };
  });
  return damaged.every((block) => block !== undefined) ? damaged : undefined;
};

export const doubledBackslashes: RowDamage = perBlock(() => (text) => text.replaceAll("\\", "\\\\"));

/** Spaces at the ends of lines that stay. */
export const trailingSpacesAdded: RowDamage = (blocks) => {
  const damaged = blocks.map((block) => ({
    ...block,
    rows: block.rows.map((row) =>
      row.kind === "same" && isTelling(row.text) ? { ...row, text: `${row.text}  ` } : row,
    ),
  }));
  return blocks.every(({ rows }) => rows.some(({ kind, text }) => kind === "same" && isTelling(text)))
    ? damaged
    : undefined;
};

function perBlock(choose: (block: Block) => ((text: string) => string) | undefined): RowDamage {
  return (blocks, proofs) => {
    const damaged: Block[] = [];
    for (const block of blocks) {
      // Nothing says what becomes of spaces that no one sees.
      if (block.rows.some(({ kind, text }) => kind === "new" && text !== text.trimEnd())) return undefined;
      const map = choose(block);
      if (!map) return undefined;
      const shown = block.rows.filter(({ kind, text }) => kind === "same" && isTelling(text) && map(text) !== text);
      if (shown.length < proofs) return undefined;
      damaged.push(mapTexts(block, map));
    }
    return damaged;
  };
}

function commonIndentation(rows: readonly Row[]): string {
  const texts = rows.map(({ text }) => text).filter((text) => text.trim() !== "");
  let common = /^\s*/.exec(texts[0] ?? "")?.[0] ?? "";
  for (const text of texts) while (!text.startsWith(common)) common = common.slice(0, -1);
  return rows.every(({ text }) => text.trim() !== "" || text === "" || text.startsWith(common)) ? common : "";
}

function hasPairedIndentation(rows: readonly Row[]): boolean {
  const indentations = (kind: Row["kind"]): string =>
    rows
      .map((row) => (row.kind === "same" ? "=" : row.kind === kind ? /^\s*/.exec(row.text)?.[0] : "!"))
      .filter((each) => each !== "!")
      .join("|");
  return indentations("old") === indentations("new");
}

function curled(text: string): string {
  return text
    .replace(/(^|[\s([{=,:])"/g, "$1\u201c")
    .replaceAll('"', "\u201d")
    .replace(/(^|[\s([{=,:])'/g, "$1\u2018")
    .replaceAll("'", "\u2019");
}
