import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { buildAll } from "./build.ts";

const root = join(import.meta.dirname, "..");

/** Where the package of this version goes. */
export async function packagePath(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  return join(root, `${name}-${version}.vsix`);
}

/** Builds and packs the extension; resolves with the package's path. */
export async function packageExtension(): Promise<string> {
  await buildAll();
  const path = await packagePath();
  await createVSIX({ cwd: root, packagePath: path, dependencies: false, rewriteRelativeLinks: false });
  return path;
}

if (import.meta.main) {
  const path = await packageExtension();
  const { size } = await stat(path);
  console.log(`${path}: ${(size / 1000).toFixed(0)} kB`);
}
