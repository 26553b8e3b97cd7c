import { declared, each, named, type DeclarationRules } from "./declarations.ts";

export const goRules: DeclarationRules = {
  rules: {
    ...each(["function_declaration", "type_spec", "type_alias"], named),
    method_declaration: (node) => {
      const receiver = node.childForFieldName("receiver")?.text.match(/([\w.]+)\s*(?:\[[^\]]*\])?\s*\)$/)?.[1];
      const name = node.childForFieldName("name")?.text;
      return declared(node, receiver === undefined || name === undefined ? name : `${receiver}.${name}`);
    },
    func_literal: ({ parent }) => {
      const spec = parent?.parent;
      return spec?.type === "var_spec" ? named(spec) : [];
    },
  },
  wrappers: ["type_declaration", "var_declaration"],
  prefixes: [],
};
