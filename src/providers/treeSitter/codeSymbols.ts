import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeSymbol } from "../../core/ports/syntax.ts";
import type { Declaration, DeclarationRules } from "./declarations.ts";

type Found = { readonly symbol: CodeSymbol; readonly children: CodeSymbol[]; readonly endIndex: number };

/** By the offset of what comes after it: where a decorator or an attribute begins. */
type Prefixes = ReadonlyMap<number, Pick<Node, "startIndex" | "startPosition">>;

/** What `text` declares, nested as it is there. `root` is its tree. */
export function codeSymbols(root: Node, text: string, rules: DeclarationRules): readonly CodeSymbol[] {
  const prefixes = prefixesIn(root, text, rules);
  const outermost: CodeSymbol[] = [];
  const around: Found[] = [];
  for (const declaration of declarationsIn(root, rules)) {
    const { node } = declaration;
    while ((around.at(-1)?.endIndex ?? Infinity) < node.endIndex) around.pop();
    const children: CodeSymbol[] = [];
    const symbol = toSymbol(declaration, children, { rules, prefixes });
    (around.at(-1)?.children ?? outermost).push(symbol);
    around.push({ symbol, children, endIndex: node.endIndex });
  }
  return outermost;
}

/** Each once, in their order, a holder before what it holds. */
function declarationsIn(root: Node, { rules }: DeclarationRules): readonly Declaration[] {
  const declarations = new Map<number, Declaration>();
  for (const node of root.descendantsOfType(Object.keys(rules))) {
    // A keyword has the kind of what it introduces, as in `class`.
    if (!node?.isNamed) continue;
    for (const declaration of rules[node.type]?.(node) ?? []) declarations.set(declaration.node.id, declaration);
  }
  return Array.from(declarations.values()).toSorted(
    (a, b) => a.node.startIndex - b.node.startIndex || b.node.endIndex - a.node.endIndex,
  );
}

function prefixesIn(root: Node, text: string, rules: DeclarationRules): Prefixes {
  const prefixes = new Map<number, Node>();
  if (rules.prefixes.length === 0) return prefixes;
  const between = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;
  for (const node of root.descendantsOfType([...rules.prefixes])) {
    if (!node) continue;
    between.lastIndex = node.endIndex;
    prefixes.set(node.endIndex + (between.exec(text)?.[0].length ?? 0), node);
  }
  return prefixes;
}

function toSymbol(
  { node, name }: Declaration,
  children: readonly CodeSymbol[],
  { rules, prefixes }: { readonly rules: DeclarationRules; readonly prefixes: Prefixes },
): CodeSymbol {
  const whole = withWrappers(node, rules);
  const startLine = withPrefixes(whole, prefixes).startPosition.row;
  const { row, column } = whole.endPosition;
  // Some grammars count the line break at the end.
  return { kind: node.type, name, startLine, endLine: Math.max(column === 0 ? row : row + 1, startLine + 1), children };
}

function withWrappers(node: Node, { wrappers }: DeclarationRules): Node {
  let whole = node;
  for (let { parent } = node; parent && wrappers.includes(parent.type); { parent } = parent) {
    const { id, type } = whole;
    if (parent.namedChildren.some((child) => child?.type === type && child.id !== id)) break;
    whole = parent;
  }
  return whole;
}

function withPrefixes(node: Node, prefixes: Prefixes): Pick<Node, "startPosition"> {
  let first: Pick<Node, "startIndex" | "startPosition"> = node;
  for (let prefix = prefixes.get(first.startIndex); prefix; prefix = prefixes.get(prefix.startIndex)) first = prefix;
  return first;
}
