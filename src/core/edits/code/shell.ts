import type { SyntaxParser } from "../../ports/syntax.ts";
import type { FileLines } from "./fileLines.ts";
import type { Placed } from "./rewrite.ts";
import { isStretch } from "./statements.ts";

/** When fewer lines go than this, a declaration can hardly have lost most of its members. */
const LEAST_LOST = 3;
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
    const given = loaded.parse(lines.join("\n")).symbols.filter(({ kind }) => HOLDS_MEMBERS.test(kind));
    if (given.length === 0) continue;
    const { symbols } = loaded.parse(file.lines.slice(startLine, endLine).join("\n"));
    for (const { name, children, startLine: head } of given) {
      const own = symbols.find((symbol) => symbol.name === name)?.children;
      const names = new Set(children.map((child) => child.name));
      const lost = (own ?? []).filter((child) => !names.has(child.name)).length;
      if (own && lost > 0 && lost * 2 >= own.length && lost > children.length - (own.length - lost)) return lines[head];
    }
  }
  return undefined;
}
