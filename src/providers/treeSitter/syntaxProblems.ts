import type { Node } from "@vscode/tree-sitter-wasm";
import type { SyntaxProblem } from "../../core/ports/syntax.ts";

/** Where the text under `root` is not valid, outermost places only, each line once for the same reason. */
export function syntaxProblems(root: Node): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  // Trees of broken texts can be deeper than the stack of calls.
  const open: Node[] = root.hasError ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    const problem = toProblem(node);
    const last = problems.at(-1);
    if (problem) {
      if (last?.line !== problem.line || last.missing !== problem.missing) problems.push(problem);
      continue;
    }
    for (const child of node.children.toReversed()) if (child?.hasError) open.push(child);
  }
  return problems;
}

function toProblem(node: Node): SyntaxProblem | undefined {
  const line = node.startPosition.row;
  if (node.isMissing) return node.isNamed ? { line } : { line, missing: node.type };
  return node.isError ? { line } : undefined;
}
