import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { buildAll } from "../../scripts/build.ts";
import { repositoryRoot } from "../host/paths.ts";

export type OurPackage = {
  /** Built like a release. */
  readonly release: string;
  /** The same, but nothing activates it until it is asked for. */
  readonly dormant: string;
  /** The folder with the bundles that are in both. */
  readonly dist: string;
};

/** Builds and packs the extension inside `folder`, so that nothing else that builds in the checkout gets in the way. */
export async function packOurs(folder: string): Promise<OurPackage> {
  const staging = join(folder, "ours");
  const dist = join(staging, "dist");
  await buildAll(dist);
  const files = await listFiles({ cwd: repositoryRoot, packageManager: PackageManager.None });
  for (const file of [...files, ".vscodeignore"]) {
    if (file.startsWith("dist/")) continue;
    await mkdir(dirname(join(staging, file)), { recursive: true });
    await cp(join(repositoryRoot, file), join(staging, file));
  }
  const release = join(folder, "release.vsix");
  await pack(staging, release);
  const manifestPath = join(staging, "package.json");
  const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as Record<string, unknown>;
  await writeFile(manifestPath, JSON.stringify({ ...manifest, activationEvents: [] }));
  const dormant = join(folder, "dormant.vsix");
  await pack(staging, dormant);
  return { release, dormant, dist };
}

/** Packs the extension in `cwd` as `npm run package` does. */
export async function pack(cwd: string, packagePath: string): Promise<void> {
  await createVSIX({ cwd, packagePath, dependencies: false, rewriteRelativeLinks: false });
}
