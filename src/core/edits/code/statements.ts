import { isBlank } from "../lines.ts";
import { declaredName } from "../locate/declaredName.ts";
import { isComment } from "../locate/similarity.ts";
import { CONTINUATION, nestedOf, type Nested } from "./blocks.ts";
import { isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";

/** The first line of a statement, and whether lines further in belong to it. */
type Statement = { readonly head: number; readonly hasBlock: boolean };

/**
 * Whether a part would take away what lies between statements, each with its block, that the answer shows one below
 * the other: other statements, or the comment above one of them. It may show only those that it is about, unless it
 * marks what it leaves out.
 */
export function isGappy(part: Placed, file: FileLines): boolean {
  return hasGap(part, file, "apart") || hasGap(part, file, "joined");
}

/** What is written above a declaration is a statement, or belongs to the next one; either way nothing may be lost. */
type Annotations = "apart" | "joined";

function hasGap(part: Placed, file: FileLines, annotations: Annotations): boolean {
  const [given, own] = nestedOf(part, file);
  const statements = statementsOf(given, annotations);
  const ownStatements = statementsOf(own, annotations);
  if (!statements || !ownStatements) return false;
  const pairs = pairLines(part, file).map((line) => (line === undefined ? undefined : line - part.startLine));
  const places = statements.map(({ head }) => ownStatements.findIndex((statement) => statement.head === pairs[head]));
  let previous = -1;
  for (const [index, place] of [...places, ownStatements.length].entries()) {
    if (place === -1) continue;
    const before = statements[previous];
    const after = statements[index];
    const areBlocks = before?.hasBlock === true && after?.hasBlock !== false;
    const added = index - previous - 1;
    const lost = place - (places[previous] ?? 0) - 1;
    if (areBlocks && lost > added) return true;
    if (before?.hasBlock === true && after && lost === 0 && losesRemark(after.head, place)) return true;
    previous = index;
  }
  return false;

  function losesRemark(head: number, place: number): boolean {
    const line = (ownStatements?.[place]?.head ?? 0) - 1;
    return isRemark(own.lines[line]) && !pairs.includes(line) && !isRemark(given.lines[head - 1]);
  }
}

/** Whether a part would make of a declaration one of another name, which the file does not have. */
export function isRenamed(part: Placed, file: FileLines): boolean {
  const [given, own] = nestedOf(part, file);
  const [first, second] = statementsOf(given, "apart") ?? [];
  const [ownFirst] = statementsOf(own, "apart") ?? [];
  if (!first || second || !ownFirst) return false;
  const name = declaredName((given.lines[first.head] ?? "").trim());
  const ownName = declaredName((own.lines[ownFirst.head] ?? "").trim());
  return name !== undefined && ownName !== undefined && name !== ownName;
}

const ANNOTATION = /^@[\w.]+(?:\(.*\))?$/;

/** The outermost statements; undefined where the lines begin within one. */
function statementsOf({ lines, depths }: Nested, annotations: Annotations): readonly Statement[] | undefined {
  const outer = Math.min(...depths.filter((_, index) => isCode(lines[index] ?? "")));
  const statements: Statement[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isCode(line)) continue;
    const last = statements.at(-1);
    const isBelow = last?.hasBlock === false && ANNOTATION.test((lines[last.head] ?? "").trim());
    if (annotations === "joined" && isBelow && depths[index] === outer) continue;
    if ((depths[index] ?? 0) === outer && !CONTINUATION.test(line.trim())) {
      statements.push({ head: index, hasBlock: false });
    } else if (last) {
      statements[statements.length - 1] = { ...last, hasBlock: true };
    } else {
      return undefined;
    }
  }
  return statements;
}

function isRemark(line = ""): boolean {
  const text = line.trim();
  return !isBlank(line) && (isComment(text) || text.startsWith("*") || text.startsWith("#"));
}
