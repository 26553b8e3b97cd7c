import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

type Manifest = { readonly name: string; readonly version: string; readonly license?: string };

/**
 * The licences of every package that a bundle holds, and of the grammars next to them, for the package that is shipped.
 *
 * @param inputs the bundler's input paths, relative to `root`
 * @throws when a package says nothing about its licence
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const notices = await Promise.all(
    Array.from(folders)
      .toSorted()
      .map((folder) => notice(join(root, folder))),
  );
  const grammars = await readFile(join(import.meta.dirname, "grammarNotices.txt"), "utf8");
  return `Ask ChatGPT contains parts of these packages.\n\n${[...notices, grammars].join("\n")}`;
}

async function notice(folder: string): Promise<string> {
  const { name, version, license = "" } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const files = await readdir(folder);
  const file = files.find((candidate) => /^licen[cs]e/i.test(candidate));
  const text = file === undefined ? `License: ${license}\n` : await readFile(join(folder, file), "utf8");
  if (file === undefined && license === "") throw new Error(`${name} has no licence: it cannot be shipped.`);
  return `== ${name} ${version} (${license})\n\n${text.trim()}\n`;
}
