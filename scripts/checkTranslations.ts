import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { languages } from "../src/shared/languages.ts";
import { compareStrings, type Texts } from "./l10n/compareStrings.ts";
import { readSourceStrings } from "./l10n/sourceStrings.ts";

/** Says, a line each, what is missing in a language or cannot be translated. `--missing LANGUAGE` prints that as JSON. */
const root = join(import.meta.dirname, "..");
const { strings, unknown, joined } = await readSourceStrings(
  root,
  await Array.fromAsync(glob("src/**/*.ts", { cwd: root })),
);
const said: Texts = Object.fromEntries(strings.map(({ message }) => [message, message]));
const manifest = await readTexts("package.nls.json");

const asked = process.argv[process.argv.indexOf("--missing") + 1];
if (process.argv.includes("--missing") && asked !== undefined) await printMissing(asked);
else await report();

async function report(): Promise<void> {
  const named = new Set((await readFile(join(root, "package.json"), "utf8")).match(/(?<=")%[\w.-]+%(?=")/g));
  const names = new Set(Object.keys(manifest).map((key) => `%${key}%`));
  const findings = [
    ...unknown.map(({ code, path, line }) => `${path}:${line}: ${code} has no string that could be translated.`),
    ...joined.map(
      ({ code, path, line }) => `${path}:${line}: ${code} puts words around a translation: give it a place.`,
    ),
    ...strings.flatMap(({ message, path, line }) =>
      /^[\s,.;:)]|[\s,(]$/.test(message)
        ? [`${path}:${line}: ${JSON.stringify(message)} is a piece of a sentence.`]
        : [],
    ),
    ...[...named.difference(names)].map((name) => `package.nls.json has no ${name}.`),
    ...[...names.difference(named)].map((name) => `package.json does not use ${name}.`),
  ];
  for (const language of languages) {
    findings.push(
      ...compareStrings(sayingsFile(language), said, await readTexts(sayingsFile(language))),
      ...compareStrings(manifestFile(language), manifest, await readTexts(manifestFile(language))),
    );
  }
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
}

async function printMissing(language: string): Promise<void> {
  const without = (source: Texts, translated: Texts): Texts =>
    Object.fromEntries(Object.entries(source).filter(([key]) => !Object.hasOwn(translated, key)));
  const missing = {
    said: without(said, await readTexts(sayingsFile(language))),
    manifest: without(manifest, await readTexts(manifestFile(language))),
  };
  console.log(JSON.stringify(missing, undefined, 2));
}

function sayingsFile(language: string): string {
  return `l10n/bundle.l10n.${language}.json`;
}

function manifestFile(language: string): string {
  return `package.nls.${language}.json`;
}

/** A file that is not there yet has no texts. */
async function readTexts(path: string): Promise<Texts> {
  try {
    return JSON.parse(await readFile(join(root, path), "utf8")) as Texts;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
