import { declared, each, named, type DeclarationRules } from "./declarations.ts";

const declarations = [
  "function_item",
  "function_signature_item",
  "struct_item",
  "enum_item",
  "union_item",
  "trait_item",
  "mod_item",
  "type_item",
  "macro_definition",
];

export const rustRules: DeclarationRules = {
  rules: {
    ...each(declarations, named),
    impl_item: (node) => {
      const [trait, type] = ["trait", "type"].map((field) => node.childForFieldName(field)?.text);
      return declared(node, trait === undefined ? type : `${trait} for ${type ?? ""}`);
    },
  },
  wrappers: [],
  prefixes: ["attribute_item"],
};
