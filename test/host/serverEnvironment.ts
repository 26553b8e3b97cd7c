import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Without a gallery VS Code does not look for extensions and their updates on the network. */
const offline = { EXTENSIONS_GALLERY: "{}" };

/**
 * The environment for VS Code's server: this process's own, without what would make a test depend on who
 * runs it. A key in the developer's shell must not get through, and nor must the VS Code that the shell
 * itself runs in.
 * @param scratch an existing folder that is removed after the server has ended
 */
export async function serverEnvironment(scratch: string): Promise<NodeJS.ProcessEnv> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(OPENAI|VSCODE|ELECTRON)_/i.test(name));
  return { ...Object.fromEntries(inherited), ...offline, ...(await ownTemporaryFolder(scratch)) };
}

/** VS Code leaves sockets and caches in the temporary folder, so it gets one that goes away with it. */
async function ownTemporaryFolder(scratch: string): Promise<Record<string, string>> {
  // Elsewhere the path of a socket would get longer than the system allows.
  if (process.platform !== "linux") return {};
  const folder = join(scratch, "tmp");
  await mkdir(folder);
  return { TMPDIR: folder, XDG_RUNTIME_DIR: folder };
}
