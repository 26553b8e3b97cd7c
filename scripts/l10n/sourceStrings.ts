import { readFile } from "node:fs/promises";
import { join } from "node:path";
import treeSitter, { type Language, type Node } from "@vscode/tree-sitter-wasm";
import { runtimeFile } from "../../src/providers/treeSitter/grammars.ts";
import { readGrammarFile } from "../grammarFolder.ts";

/** A string that the sources hand to a function named `t`. */
export type SourceString = { readonly message: string; readonly path: string; readonly line: number };

/** A call of `t` whose string cannot be known before it runs, so that no translation can be made for it. */
export type UnknownString = { readonly code: string; readonly path: string; readonly line: number };

/** A text that is put together from a translated string and other words, whose order differs between languages. */
export type JoinedString = UnknownString;

export type SourceStrings = {
  readonly strings: readonly SourceString[];
  readonly unknown: readonly UnknownString[];
  readonly joined: readonly JoinedString[];
};

/** Finds what the sources translate: every call `t("…")`, whatever `t` is a member of, with one string or a choice of them. */
export async function readSourceStrings(root: string, paths: readonly string[]): Promise<SourceStrings> {
  const options = { wasmBinary: await readGrammarFile(runtimeFile), locateFile: () => runtimeFile };
  await treeSitter.Parser.init(options);
  const language = await treeSitter.Language.load(await readGrammarFile("tree-sitter-typescript.wasm"));
  const found = await Promise.all(
    paths.map(async (path) => sourceStrings(await readFile(join(root, path), "utf8"), path, language)),
  );
  return {
    strings: found.flatMap(({ strings }) => strings),
    unknown: found.flatMap(({ unknown }) => unknown),
    joined: found.flatMap(({ joined }) => joined),
  };
}

function sourceStrings(text: string, path: string, language: Language): SourceStrings {
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  const tree = parser.parse(text);
  if (!tree) throw new Error(`${path} cannot be parsed.`);
  const calls = tree.rootNode
    .descendantsOfType("call_expression")
    .flatMap((call) => call ?? [])
    .filter(translates);
  const strings: SourceString[] = [];
  const unknown: UnknownString[] = [];
  const joined: JoinedString[] = [];
  for (const call of calls) {
    const argument = call.childForFieldName("arguments")?.namedChildren.find((child) => child?.type !== "comment");
    const messages = argument && literals(argument);
    const line = call.startPosition.row + 1;
    if (messages) strings.push(...messages.map((message) => ({ message, path, line })));
    else unknown.push({ code: call.text, path, line });
    const around = joinedWith(call);
    if (around) joined.push({ code: around.text, path, line });
  }
  tree.delete();
  parser.delete();
  return { strings, unknown, joined };
}

function translates(call: Node): boolean {
  const callee = call.childForFieldName("function");
  const name = callee?.type === "member_expression" ? callee.childForFieldName("property") : callee;
  return name?.text === "t" || name?.text === "#t";
}

/** What makes one text of a translated one and other words; a mark of Markdown, an icon and a file's ending are no words. */
function joinedWith(call: Node): Node | undefined {
  const { parent } = call;
  if (parent?.type === "binary_expression") {
    const others = parent.children.filter((child) => child?.id !== call.id);
    return others.some((child) => child?.type === "string" && WORDS.test(child.text)) ? parent : undefined;
  }
  const template = parent?.type === "template_substitution" ? parent.parent : null;
  if (template?.type !== "template_string" || template.parent?.type === "call_expression") return undefined;
  const words = template.children.flatMap((child) => (child?.type === "string_fragment" ? [child.text] : []));
  return words.some((text) => WORDS.test(text.replace(/^\$\([\w-]+\)|^\.\w+$/, ""))) ? template : undefined;
}

const WORDS = /\p{L}|[,;]/u;

/** The strings that an expression may be; undefined when it may be something else. */
function literals(expression: Node): readonly string[] | undefined {
  switch (expression.type) {
    case "string":
      return [toText(expression)];
    case "ternary_expression": {
      const branches = ["consequence", "alternative"].map((name) => expression.childForFieldName(name));
      const messages = branches.map((branch) => branch && literals(branch));
      return messages.every((one) => one !== null && one !== undefined) ? messages.flat() : undefined;
    }
    case "parenthesized_expression": {
      const inner = expression.namedChildren[0];
      return inner ? literals(inner) : undefined;
    }
    default:
      return undefined;
  }
}

/** The sources quote with `"`, so that their strings are those of JSON. */
function toText(string: Node): string {
  const text: unknown = JSON.parse(string.text);
  if (typeof text !== "string") throw new Error(`${string.text} is not a string.`);
  return text;
}
