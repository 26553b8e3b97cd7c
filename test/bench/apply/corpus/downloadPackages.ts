import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runNpm } from "../../../host/npm.ts";
import { provideFolder } from "../../../host/provideFolder.ts";
import { packages } from "./packages.ts";
import type { PinnedPackage, PinnedVersion } from "./packages.ts";

/** A package of the corpus on disk. */
export type DownloadedPackage = { readonly name: string; readonly before: string; readonly after: string };

/**
 * The folders of all pinned packages, got through npm from the registry that npm is configured for, once.
 * @throws when npm cannot get one, or a tarball is not the pinned one
 */
export async function downloadPackages(
  folder: string,
  report: (line: string) => void,
): Promise<readonly DownloadedPackage[]> {
  const downloaded: DownloadedPackage[] = [];
  for (const { name, before, after } of packages) {
    downloaded.push({
      name,
      before: await downloadVersion(folder, name, before, report),
      after: await downloadVersion(folder, name, after, report),
    });
  }
  return downloaded;
}

async function downloadVersion(
  parent: string,
  name: PinnedPackage["name"],
  { version, integrity }: PinnedVersion,
  report: (line: string) => void,
): Promise<string> {
  const folder = join(parent, `${name.replace("/", "+")}@${version}`);
  await provideFolder({
    folder,
    stamp: integrity,
    report,
    fill: async (staging) => {
      report(`Getting ${name} ${version}.`);
      await runNpm(staging, "pack", `${name}@${version}`, "--ignore-scripts", "--pack-destination", staging);
      const tarball = (await readdir(staging)).find((file) => file.endsWith(".tgz"));
      if (tarball === undefined) throw new Error(`npm pack ${name}@${version} has left no tarball.`);
      const hash = createHash("sha512").update(await readFile(join(staging, tarball)));
      if (`sha512-${hash.digest("base64")}` !== integrity) {
        throw new Error(`${name} ${version} is not the pinned tarball: its hash is another.`);
      }
      await extract(staging, tarball);
      await rm(join(staging, tarball));
    },
  });
  return folder;
}

/** Windows, macOS and Linux all have a `tar`. */
async function extract(folder: string, tarball: string): Promise<void> {
  const child = spawn("tar", ["-xzf", tarball, "--strip-components=1"], { cwd: folder, stdio: "ignore" });
  const [code]: unknown[] = await once(child, "exit");
  if (code !== 0) throw new Error(`tar could not extract ${tarball} in ${folder}.`);
}
