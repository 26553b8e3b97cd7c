import { declared, each, named, type DeclarationRules } from "./declarations.ts";

export const pythonRules: DeclarationRules = {
  rules: {
    ...each(["function_definition", "class_definition"], named),
    lambda: ({ parent }) => (parent?.type === "assignment" ? declared(parent, parent.childForFieldName("left")) : []),
  },
  wrappers: ["decorated_definition", "expression_statement"],
  prefixes: [],
};

export const javaRules: DeclarationRules = {
  rules: each(
    [
      "class_declaration",
      "interface_declaration",
      "enum_declaration",
      "record_declaration",
      "annotation_type_declaration",
      "method_declaration",
      "constructor_declaration",
      "compact_constructor_declaration",
    ],
    named,
  ),
  wrappers: [],
  prefixes: [],
};

export const csharpRules: DeclarationRules = {
  rules: {
    ...each(
      [
        "namespace_declaration",
        "class_declaration",
        "struct_declaration",
        "record_declaration",
        "interface_declaration",
        "enum_declaration",
        "delegate_declaration",
        "method_declaration",
        "constructor_declaration",
        "property_declaration",
        "event_declaration",
        "local_function_statement",
      ],
      named,
    ),
    destructor_declaration: (node) => declared(node, `~${node.childForFieldName("name")?.text ?? ""}`),
    indexer_declaration: (node) => declared(node, "this"),
    operator_declaration: (node) => declared(node, `operator ${node.childForFieldName("operator")?.text ?? ""}`),
    conversion_operator_declaration: (node) => declared(node, `operator ${node.childForFieldName("type")?.text ?? ""}`),
  },
  wrappers: ["global_statement"],
  prefixes: [],
};

export const phpRules: DeclarationRules = {
  rules: {
    ...each(
      [
        "function_definition",
        "method_declaration",
        "class_declaration",
        "interface_declaration",
        "trait_declaration",
        "enum_declaration",
      ],
      named,
    ),
    namespace_definition: (node) => (node.childForFieldName("body") ? named(node) : []),
    ...each(["anonymous_function", "arrow_function"], ({ parent }) =>
      parent?.type === "assignment_expression" ? declared(parent, parent.childForFieldName("left")) : [],
    ),
  },
  wrappers: ["expression_statement"],
  prefixes: [],
};

export const rubyRules: DeclarationRules = {
  rules: {
    ...each(["module", "class", "method"], named),
    singleton_method: (node) =>
      declared(node, ["object", "name"].map((field) => node.childForFieldName(field)?.text ?? "").join(".")),
  },
  wrappers: [],
  prefixes: [],
};

export const bashRules: DeclarationRules = { rules: { function_definition: named }, wrappers: [], prefixes: [] };

export const cssRules: DeclarationRules = {
  rules: {
    rule_set: (node) => declared(node, node.namedChild(0)),
    keyframes_statement: (node) => declared(node, `@keyframes ${node.namedChild(0)?.text ?? ""}`),
    media_statement: (node) => declared(node, /^[^{]*[^{\s]/.exec(node.text)?.[0]),
  },
  wrappers: [],
  prefixes: [],
};
