import type { Node } from "@vscode/tree-sitter-wasm";

/** A node that declares something, and the name that a person would call it by. */
export type Declaration = { readonly node: Node; readonly name: string };

/** What a node of a certain kind declares, if anything. */
export type DeclarationRule = (node: Node) => readonly Declaration[];

/** How a grammar writes declarations. */
export type DeclarationRules = {
  /** By the kind of node. */
  readonly rules: Readonly<Record<string, DeclarationRule>>;
  /** Kinds around a declaration that belong to it as long as they hold no other, such as `export_statement`. */
  readonly wrappers: readonly string[];
  /** Kinds before a declaration that belong to it, such as decorators and attributes. */
  readonly prefixes: readonly string[];
};

/** The node is the declaration, and its field `name` is its name. */
export const named: DeclarationRule = (node) => declared(node, node.childForFieldName("name"));

/** The same rule for each of the kinds. */
export function each(kinds: readonly string[], rule: DeclarationRule): Record<string, DeclarationRule> {
  return Object.fromEntries(kinds.map((kind) => [kind, rule]));
}

export function declared(node: Node, name: Node | string | null | undefined): readonly Declaration[] {
  const text = typeof name === "string" ? name : name?.text;
  return text ? [{ node, name: text.replace(/\s+/g, " ") }] : [];
}
