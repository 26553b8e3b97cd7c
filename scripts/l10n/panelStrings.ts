import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { languages } from "../../src/shared/languages.ts";
import { readSourceStrings } from "./sourceStrings.ts";

/** Writes a module for each language with what the panel says: its page can load scripts and nothing else. */
export async function writePanelStrings(root: string, folder: string): Promise<void> {
  const said = await readPanelStrings(root);
  await mkdir(folder, { recursive: true });
  await Promise.all(
    languages.map(async (language) => {
      const strings = await readStrings(join(root, `l10n/bundle.l10n.${language}.json`));
      const own = Object.fromEntries(Object.entries(strings).filter(([message]) => said.has(message)));
      await writeFile(join(folder, `${language}.js`), `export default ${JSON.stringify(own)};\n`);
    }),
  );
}

/** What the panel says, in English. */
export async function readPanelStrings(root: string): Promise<ReadonlySet<string>> {
  const paths = await Array.fromAsync(glob("src/{webview,shared}/**/*.ts", { cwd: root }));
  return new Set((await readSourceStrings(root, paths)).strings.map(({ message }) => message));
}

async function readStrings(path: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await readFile(path, "utf8")) as Readonly<Record<string, string>>;
}
