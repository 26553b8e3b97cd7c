import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installVsCode } from "./installVsCode.ts";
import { serverEnvironment } from "./serverEnvironment.ts";

interface InstalledExtension {
  readonly relativeLocation: string;
  readonly metadata: { readonly installedTimestamp: number };
}

/**
 * Lets VS Code itself install a packed extension, as a user's "Install from VSIX…" would.
 * @param report receives lines of progress when VS Code has to be installed first
 * @returns the folder it was unpacked to, `publisher.name-version` inside `extensionsDir`
 * @throws with VS Code's own words when it does not accept the file
 */
export async function installVsix(
  vsixPath: string,
  extensionsDir: string,
  report: (line: string) => void = () => {},
): Promise<string> {
  const { serverMain } = await installVsCode(report);
  const scratch = await mkdtemp(join(tmpdir(), "vscode-"));
  try {
    await promisify(execFile)(
      process.execPath,
      [
        serverMain,
        "--install-extension",
        vsixPath,
        "--extensions-dir",
        extensionsDir,
        "--server-data-dir",
        join(scratch, "data"),
        "--accept-server-license-terms",
      ],
      { env: await serverEnvironment(scratch) },
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const list = await readFile(join(extensionsDir, "extensions.json"), "utf8");
  const installed: InstalledExtension[] = JSON.parse(list);
  const latest = installed.toSorted((a, b) => a.metadata.installedTimestamp - b.metadata.installedTimestamp).at(-1);
  if (latest === undefined) throw new Error(`VS Code did not install ${vsixPath}.`);
  return join(extensionsDir, latest.relativeLocation);
}
