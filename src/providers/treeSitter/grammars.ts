import type { Node } from "@vscode/tree-sitter-wasm";
import type { SyntaxProblem } from "../../core/ports/syntax.ts";
import { cppRules } from "./cppRules.ts";
import type { DeclarationRules } from "./declarations.ts";
import { goRules } from "./goRules.ts";
import { bashRules, csharpRules, cssRules, javaRules, phpRules, pythonRules, rubyRules } from "./otherRules.ts";
import { pythonIndentation } from "./pythonIndentation.ts";
import { rustRules } from "./rustRules.ts";
import { scriptRules } from "./scriptRules.ts";

export type Grammar = {
  /** The file in the package of grammars. */
  readonly file: string;
  readonly rules: DeclarationRules;
  /** Finds what the grammar lets pass, where it found nothing. */
  readonly moreProblems?: (root: Node, text: string) => readonly SyntaxProblem[];
  /** Makes a fragment a text of the language. What it puts in front has no line break. */
  readonly prefixFor?: (text: string) => string;
};

/** The runtime that every grammar needs. */
export const runtimeFile = "tree-sitter.wasm";

const javascript: Grammar = { file: "tree-sitter-javascript.wasm", rules: scriptRules };
const cpp: Grammar = { file: "tree-sitter-cpp.wasm", rules: cppRules };

/** The grammars that are shipped, by VS Code's id of the language. */
export const grammars: ReadonlyMap<string, Grammar> = new Map(
  Object.entries({
    typescript: { file: "tree-sitter-typescript.wasm", rules: scriptRules },
    typescriptreact: { file: "tree-sitter-tsx.wasm", rules: scriptRules },
    javascript,
    javascriptreact: javascript,
    python: { file: "tree-sitter-python.wasm", rules: pythonRules, moreProblems: pythonIndentation },
    java: { file: "tree-sitter-java.wasm", rules: javaRules },
    csharp: { file: "tree-sitter-c-sharp.wasm", rules: csharpRules },
    cpp,
    c: cpp,
    go: { file: "tree-sitter-go.wasm", rules: goRules },
    php: {
      file: "tree-sitter-php.wasm",
      rules: phpRules,
      // Without a tag, all of it would be text outside of PHP.
      prefixFor: (text) => (text.includes("<?") || text.trimStart().startsWith("<") ? "" : "<?php "),
    },
    rust: { file: "tree-sitter-rust.wasm", rules: rustRules },
    ruby: { file: "tree-sitter-ruby.wasm", rules: rubyRules },
    shellscript: { file: "tree-sitter-bash.wasm", rules: bashRules },
    css: { file: "tree-sitter-css.wasm", rules: cssRules },
  }),
);

/** Everything that is read from the package of grammars. */
export const grammarFiles: readonly string[] = [
  runtimeFile,
  ...new Set(Array.from(grammars.values(), ({ file }) => file)),
];
