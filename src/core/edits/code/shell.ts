import type { CodeSymbol, SyntaxParser } from "../../ports/syntax.ts";
import { indentOf } from "../indentation.ts";
import { hasWords } from "../locate/similarity.ts";
import { isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import type { Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";
import { isStretch } from "./statements.ts";

/** When fewer lines go than this, a declaration can hardly have lost most of its members. */
const LEAST_LOST = 3;
const LABEL = /^\w+:$/;
const HOLDS_MEMBERS = /class|interface|struct|impl|trait|object|module|enum|namespace|protocol|extension|contract/;

/** The head of a class or the like that comes without half of its members: they may be left out, not taken away. */
export async function shellIn(
  parts: readonly Placed[],
  file: FileLines,
  parser: () => Promise<SyntaxParser | undefined>,
): Promise<string | undefined> {
  for (const part of parts) {
    const { startLine, endLine, lines } = part;
    if (endLine - startLine - lines.length < LEAST_LOST || isStretch(part, file)) continue;
    const loaded = await parser();
    if (!loaded) return undefined;
    const own = file.lines.slice(startLine, endLine);
    const given = loaded.parse(lines.join("\n")).symbols.filter(({ kind }) => HOLDS_MEMBERS.test(kind));
    if (given.length === 0) continue;
    const { symbols } = loaded.parse(own.join("\n"));
    for (const symbol of given) {
      const ownSymbol = symbols.find(({ name }) => name === symbol.name);
      if (!ownSymbol) continue;
      const [names, ownNames] = [symbol, ownSymbol].map(({ children }) => children.map(({ name }) => name));
      const [heads, ownHeads] = [membersOf(symbol, lines), membersOf(ownSymbol, own)];
      if (areLost(names, ownNames) || (ownHeads.length > LEAST_LOST && areLost(heads, ownHeads))) {
        return lines[symbol.startLine];
      }
    }
  }
  return undefined;
}

/** What the outermost lines within a declaration say, as members do that a parser has no name for. */
function membersOf({ startLine, endLine }: CodeSymbol, lines: readonly string[]): readonly string[] {
  const [head = "", ...body] = lines.slice(startLine, endLine).filter(isCode);
  const inner = body.filter((line) => indentOf(line).length > indentOf(head).length && !LABEL.test(line.trim()));
  const depth = Math.min(...inner.map((line) => indentOf(line).length));
  return inner.filter((line) => indentOf(line).length === depth && hasWords(line)).map(sayingOfLine);
}

/** Whether half of the members or more are gone, and fewer came. */
function areLost(given: readonly string[] = [], own: readonly string[] = []): boolean {
  const lost = own.filter((member) => !given.includes(member)).length;
  const added = given.filter((member) => !own.includes(member)).length;
  return lost > 0 && lost * 2 >= own.length && lost > added;
}
