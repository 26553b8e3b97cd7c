import { bracketsOpenAfter } from "./depths.ts";
import { placed, type CodeContext, type CodePlace } from "./codePlace.ts";
import { findDeclarations } from "./declarations.ts";
import type { FileLines } from "./fileLines.ts";
import type { Outline } from "./outline.ts";
import type { Rewritten } from "./rewrite.ts";
import { shellIn } from "./shell.ts";
import { isCutOff } from "./statements.ts";

/**
 * The places of the declarations that a block consists of. A result that no longer parses where the file did is none,
 * nor is a new declaration where the lines themselves fit several places.
 */
export async function placeDeclarations(
  outline: Outline,
  context: CodeContext,
  isAmbiguous: boolean,
): Promise<CodePlace | undefined> {
  const { file, parser } = context;
  if (outline.elision !== undefined || outline.segments.length > 1) return undefined;
  const loaded = await parser();
  if (!loaded) return undefined;
  const window = { startLine: 0, endLine: file.lines.length };
  const [lines = []] = outline.segments;
  const declared = findDeclarations(lines, file, loaded, window);
  if (!declared || declared.type === "ambiguous") return declared;
  const { parts, hasNew, parsed } = declared;
  const shell = await shellIn(parts, context.file, context.parser);
  if (shell !== undefined) return { type: "missing", reason: "elided", line: shell };
  if (hasNew && isAmbiguous) return undefined;
  // In another order than the file's they may be new ones of the same names.
  if (parts.some((part, index) => part.startLine < (parts[index - 1]?.endLine ?? 0))) return undefined;
  // A parser takes some texts for whole that lack their end, such as a macro.
  const isBalanced = parts.every(
    (part) => bracketsOpenAfter(part.lines) === bracketsOpenAfter(file.lines.slice(part.startLine, part.endLine)),
  );
  if (!isBalanced || parts.some((part) => isCutOff(part, file))) return undefined;
  const place = placed(parts, { file }, "declaration");
  if (place.type !== "placed" || loaded.parse(parsed.join("\n")).problems.length > 0) return place;
  const after = textAfter(place.parts, parsed, file);
  return loaded.parse(after, "problems").problems.length === 0 ? place : undefined;
}

/** What becomes of lines of the file that were parsed. */
function textAfter(parts: readonly Rewritten[], parsed: readonly string[], { lines }: FileLines): string {
  const after: string[] = [];
  let done = 0;
  for (const part of parts) {
    for (const line of parsed.slice(done, part.startLine)) after.push(line);
    after.push(...part.lines.map((line) => (typeof line === "number" ? (lines[line] ?? "") : line)));
    done = part.endLine;
  }
  return [...after, ...parsed.slice(done)].join("\n");
}
