import type { Node } from "@vscode/tree-sitter-wasm";
import { declared, each, named, type DeclarationRules } from "./declarations.ts";

/** C++, and C as the part of it that it nearly is. */
export const cppRules: DeclarationRules = {
  rules: {
    ...each(["namespace_definition", "alias_declaration", "concept_definition", "preproc_function_def"], named),
    // Without a body these only mention a type.
    ...each(["class_specifier", "struct_specifier", "union_specifier", "enum_specifier"], (node) =>
      node.childForFieldName("body") ? declared(node, node.childForFieldName("name") ?? typedefName(node)) : [],
    ),
    function_definition: (node) => declared(node, functionName(node)),
  },
  wrappers: ["template_declaration", "type_definition", "declaration"],
  prefixes: [],
};

/** The name in `char *(*Type::name(int))`, with what qualifies it. */
function functionName(definition: Node): Node | undefined {
  let node = definition.childForFieldName("declarator");
  while (node && node.type !== "function_declarator") node = inner(node);
  while (node && node.type.endsWith("_declarator")) node = inner(node);
  return node ?? undefined;
}

/** The declarator inside of one; a few kinds do not name it. */
function inner(node: Node): Node | null {
  return (
    node.childForFieldName("declarator") ??
    node.namedChildren.find((child) => child?.type.includes("declarator")) ??
    null
  );
}

function typedefName({ parent }: Node): Node | null | undefined {
  return parent?.type === "type_definition" ? parent.childForFieldName("declarator") : undefined;
}
