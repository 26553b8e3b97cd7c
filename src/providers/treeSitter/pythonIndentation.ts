import type { Node } from "@vscode/tree-sitter-wasm";
import type { SyntaxProblem } from "../../core/ports/syntax.ts";

/** Their parts begin lines with one and the same indentation. */
const blocks = ["module", "block", "decorated_definition"];

/** They begin lines with the indentation of the statement that they belong to. */
const clauses = ["elif_clause", "else_clause", "except_clause", "except_group_clause", "finally_clause"];

/**
 * Where the indentation of Python is wrong, which its grammar does not mind: a block that is missing, and lines that
 * stand neither in their block nor below it.
 */
export function pythonIndentation(root: Node, text: string): readonly SyntaxProblem[] {
  const indentOf = (node: Node): string | undefined => {
    const before = text.slice(node.startIndex - node.startPosition.column, node.startIndex);
    return before.trim() === "" ? before : undefined;
  };
  const lines = root.descendantsOfType([...blocks, ...clauses]).flatMap((node): readonly number[] => {
    if (!node) return [];
    if (clauses.includes(node.type)) {
      const indent = indentOf(node);
      const statement = node.parent && indentOf(node.parent);
      return indent === undefined || indent === statement ? [] : [node.startPosition.row];
    }
    const parts = node.namedChildren.filter((child): child is Node => child !== null && !child.isExtra);
    if (node.type === "block" && parts.length === 0) return [node.startPosition.row];
    const indents = parts.map((part) => indentOf(part));
    const own = indents.find((indent) => indent !== undefined);
    return parts.flatMap((part, index) => {
      const indent = indents[index];
      return indent === undefined || indent === own ? [] : [part.startPosition.row];
    });
  });
  return Array.from(new Set(lines), (line) => ({ line }));
}
