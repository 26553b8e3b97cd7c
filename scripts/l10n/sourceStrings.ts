import { readFile } from "node:fs/promises";
import { join } from "node:path";
import treeSitter, { type Language, type Node } from "@vscode/tree-sitter-wasm";
import { runtimeFile } from "../../src/providers/treeSitter/grammars.ts";
import { readGrammarFile } from "../grammarFolder.ts";

/** A string that the sources hand to a function named `t`. */
export type SourceString = { readonly message: string; readonly path: string; readonly line: number };

/** A call of `t` whose string cannot be known before it runs, so that no translation can be made for it. */
export type UnknownString = { readonly code: string; readonly path: string; readonly line: number };

export type SourceStrings = { readonly strings: readonly SourceString[]; readonly unknown: readonly UnknownString[] };

/** Finds what the sources translate: every call `t("…")`, whatever `t` is a member of, with one string or a choice of them. */
export async function readSourceStrings(root: string, paths: readonly string[]): Promise<SourceStrings> {
  const options = { wasmBinary: await readGrammarFile(runtimeFile), locateFile: () => runtimeFile };
  await treeSitter.Parser.init(options);
  const language = await treeSitter.Language.load(await readGrammarFile("tree-sitter-typescript.wasm"));
  const found = await Promise.all(
    paths.map(async (path) => sourceStrings(await readFile(join(root, path), "utf8"), path, language)),
  );
  return { strings: found.flatMap(({ strings }) => strings), unknown: found.flatMap(({ unknown }) => unknown) };
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
  for (const call of calls) {
    const argument = call.childForFieldName("arguments")?.namedChildren.find((child) => child?.type !== "comment");
    const messages = argument && literals(argument);
    const line = call.startPosition.row + 1;
    if (messages) strings.push(...messages.map((message) => ({ message, path, line })));
    else unknown.push({ code: call.text, path, line });
  }
  tree.delete();
  parser.delete();
  return { strings, unknown };
}

function translates(call: Node): boolean {
  const callee = call.childForFieldName("function");
  const name = callee?.type === "member_expression" ? callee.childForFieldName("property") : callee;
  return name?.text === "t" || name?.text === "#t";
}

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
