import type { Random } from "../random.ts";
import type { Block } from "./block.ts";
import { blankContextDropped, contextMiswritten } from "./contextDamage.ts";
import { fewWords, listItem, muchProse } from "./fencing.ts";
import type { Fencing } from "./fencing.ts";
import { codeFormats, formats, pieceFormats } from "./formats.ts";
import type { Format } from "./formats.ts";
import { withNearDuplicate, withDuplicate } from "./duplicates.ts";
import {
  withElisionComment,
  withOddCharacters,
  withOddLineEnds,
  withoutFinalLineEnd,
  withTrailingSpaces,
} from "./fileDamage.ts";
import type { Numbers } from "./pieceFormats.ts";
import {
  curlyQuotes,
  doubledBackslashes,
  firstLineFlattened,
  htmlEntities,
  htmlEntitiesWithQuotes,
  indentationAdded,
  indentationFlattened,
  indentationRemoved,
  spacesToTabs,
  tabsToSpaces,
  trailingSpacesAdded,
} from "./rowDamage.ts";
import type { RowDamage } from "./rowDamage.ts";
import type { Site } from "./site.ts";

/** One way in which an answer, or the file that it is for, is not as plain as can be. */
export type Damage = {
  readonly name: string;
  readonly formats: readonly Format[];
  /** Changes the file before the answer is made from it. */
  readonly prepare?: (site: Site, random: Random) => Site | undefined;
  /** Changes the lines of the answer. */
  readonly rows?: RowDamage;
  /** The same, with the file at hand. */
  readonly context?: (block: Block, lines: readonly string[], random: Random) => Block | undefined;
  /** Changes the file in a way that the answer does not know of. */
  readonly soil?: (site: Site, blocks: readonly Block[]) => Site | undefined;
  readonly fencing?: (random: Random) => Partial<Fencing>;
  readonly numbers?: Numbers;
  readonly answer?: (answer: string) => string;
  /** What {@link createEdit} does itself. */
  readonly special?:
    | "no-fence"
    | "no-language"
    | "path-in-info"
    | "path-above"
    | "usage-example"
    | "other-file"
    | "foreign-comment";
};

const withoutDuplicates = formats.filter((format) => format !== "whole-file");

const withoutElisions = formats.filter((format) => !format.includes("elision"));

export const undamaged: Damage = { name: "none", formats };

export const damages: readonly Damage[] = [
  undamaged,
  { name: "prose around", formats, fencing: muchProse },
  { name: "fence in a list item", formats, fencing: listItem },
  { name: "no closing fence", formats, fencing: (random) => ({ ...fewWords(random), after: [], closed: false }) },
  { name: "longer fence", formats, fencing: (random) => ({ ...fewWords(random), length: random.between(4, 6) }) },
  { name: "tildes", formats, fencing: (random) => ({ ...fewWords(random), mark: "~" }) },
  { name: "usage example after", formats, special: "usage-example" },
  { name: "no fence", formats: pieceFormats, special: "no-fence" },
  { name: "no language at the fence", formats, special: "no-language" },
  { name: "path in info string", formats, special: "path-in-info" },
  { name: "path in the line above", formats, special: "path-above" },
  { name: "another file in the answer", formats: [...pieceFormats, "whole-file"], special: "other-file" },
  { name: "file has CRLF", formats, soil: (site) => ({ ...site, lineEnd: "\r\n" }) },
  { name: "answer has CRLF", formats, answer: (answer) => answer.replaceAll("\n", "\r\n") },
  { name: "file has a BOM", formats, soil: (site) => ({ ...site, byteOrderMark: true }) },
  { name: "no final line end", formats, soil: withoutFinalLineEnd },
  { name: "a few lines have CRLF", formats, soil: withOddLineEnds },
  { name: "odd characters elsewhere", formats, prepare: withOddCharacters },
  { name: "file holds an elision comment", formats: withoutElisions, prepare: withElisionComment },
  { name: "indentation removed", formats, rows: indentationRemoved },
  { name: "indented by two more", formats, rows: indentationAdded("  ") },
  { name: "indented by four more", formats, rows: indentationAdded("    ") },
  { name: "indented by a tab more", formats, rows: indentationAdded("\t") },
  { name: "indentation flattened", formats: pieceFormats, rows: indentationFlattened },
  { name: "first line not indented", formats: ["search-replace"], rows: firstLineFlattened },
  { name: "two spaces for a tab", formats, rows: tabsToSpaces(2) },
  { name: "four spaces for a tab", formats, rows: tabsToSpaces(4) },
  { name: "tabs for spaces", formats, rows: spacesToTabs },
  { name: "curly quotes", formats, rows: curlyQuotes },
  { name: "HTML entities", formats, rows: htmlEntities },
  { name: "HTML entities for quotes too", formats, rows: htmlEntitiesWithQuotes },
  { name: "doubled backslashes", formats, rows: doubledBackslashes },
  { name: "trailing spaces lost", formats: pieceFormats, soil: withTrailingSpaces },
  { name: "trailing spaces added", formats: pieceFormats, rows: trailingSpacesAdded },
  { name: "near-duplicate nearby", formats: withoutDuplicates, prepare: withNearDuplicate },
  { name: "duplicate nearby, right line numbers", formats: ["diff"], prepare: withDuplicate, numbers: "right" },
  { name: "duplicate nearby, selected", formats: ["selection", "selection-elision"], prepare: withDuplicate },
  { name: "wrong line numbers", formats: ["diff"], numbers: "wrong" },
  { name: "missing line numbers", formats: ["diff"], numbers: "missing" },
  { name: "a word of context wrong", formats: ["diff", "apply-patch"], context: contextMiswritten },
  { name: "an empty line of context missing", formats: ["diff", "apply-patch"], context: blankContextDropped },
  {
    name: "comment of another language",
    formats: codeFormats.filter((format) => format.includes("elision")),
    special: "foreign-comment",
  },
];

/** Whether the place must be the only one even among lines that differ by damage alone. */
export function isLoose(damage: Damage): boolean {
  return damage.rows !== undefined || damage.context !== undefined || damage.soil === withTrailingSpaces;
}
