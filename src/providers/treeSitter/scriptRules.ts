import type { Node } from "@vscode/tree-sitter-wasm";
import { declared, each, type Declaration, type DeclarationRules } from "./declarations.ts";

const declarations = [
  "function_declaration",
  "generator_function_declaration",
  "class_declaration",
  "method_definition",
  "function_signature",
  "abstract_class_declaration",
  "abstract_method_signature",
  "method_signature",
  "interface_declaration",
  "type_alias_declaration",
  "enum_declaration",
  "internal_module",
  "module",
];

const values = ["arrow_function", "function_expression", "generator_function", "class"];

/** JavaScript and TypeScript: declarations, and what holds a function or a class without being one. */
export const scriptRules: DeclarationRules = {
  rules: {
    ...each(declarations, (node) => [...holdersOf(node), ...declared(node, unquoted(node.childForFieldName("name")))]),
    ...each(values, (node) => holdersOf(node)),
  },
  wrappers: [
    "export_statement",
    "ambient_declaration",
    "expression_statement",
    "lexical_declaration",
    "variable_declaration",
  ],
  prefixes: ["decorator"],
};

/** The variables, fields and properties that hold `node`, if it is a value; outermost first. */
function holdersOf(node: Node): readonly Declaration[] {
  const { parent } = node;
  if (!parent) return [];
  switch (parent.type) {
    case "variable_declarator":
    case "public_field_definition":
      return declared(parent, parent.childForFieldName("name"));
    case "field_definition":
      return declared(parent, parent.childForFieldName("property"));
    case "pair":
      return [...holdersOf(parent), ...declared(parent, unquoted(parent.childForFieldName("key")))];
    case "assignment_expression":
      return declared(parent, parent.childForFieldName("left"));
    case "export_statement":
      return parent.childForFieldName("value") ? declared(parent, "default") : [];
    case "object":
    case "parenthesized_expression":
    case "as_expression":
    case "satisfies_expression":
      return holdersOf(parent);
    case "arguments":
      // `const Button = memo(() => …)` is a function by another name; inside of functions it is a mere call.
      return parent.parent ? holdersOf(parent.parent).filter((holder) => isOutermost(holder.node)) : [];
    default:
      return [];
  }
}

function isOutermost({ parent }: Node): boolean {
  if (parent?.type === "export_statement" || parent?.type === "program") return true;
  return parent !== null && scriptRules.wrappers.includes(parent.type) && isOutermost(parent);
}

function unquoted(key: Node | null): string | undefined {
  return key?.text.replace(/^(["'])(.*)\1$/s, "$2");
}
