import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePath } from "./encodePath.ts";
import { installVsCode } from "./installVsCode.ts";
import { spawnGroup, type ProcessGroup } from "./processGroup.ts";
import { quietSettings } from "./quietSettings.ts";
import { serverEnvironment } from "./serverEnvironment.ts";
import { readSettings, userSettingsPath, writeSettings } from "./userSettings.ts";
import { within } from "./wait.ts";

export interface VsCodeServerOptions {
  /** Where the server keeps settings, state and logs. Default: a fresh folder that `stop` removes. */
  readonly dataDir?: string;
  /** Default: `extensions` in the data folder. */
  readonly extensionsDir?: string;
  /** The user's settings, application scope included; they win over the quiet defaults. */
  readonly userSettings?: Record<string, unknown>;
  /** Settings of the (remote) machine. */
  readonly machineSettings?: Record<string, unknown>;
  /** Whether workspace trust is asked for, so that a folder starts in Restricted Mode. Default false. */
  readonly trust?: boolean;
  /**
   * Whether a page's payload may name an extension under development and its tests. VS Code then shows no
   * notification toasts. Default false, which suits an extension in `extensionsDir`.
   */
  readonly development?: boolean;
  /** Added to this process's environment, from which `OPENAI_*` and `VSCODE_*` are taken out. */
  readonly env?: Record<string, string>;
  /** Default: any free one. */
  readonly port?: number;
  /** A file that receives what the server prints. */
  readonly log?: string;
  /** Receives lines of progress when VS Code has to be installed first. */
  readonly report?: (line: string) => void;
}

/** One thing to open, and pairs for the workbench such as `['skipWelcome', 'true']`. */
export type OpenTarget = ({ folder: string } | { workspace: string } | { empty: true }) & {
  readonly payload?: readonly (readonly [string, string])[];
};

export interface VsCodeServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly dataDir: string;
  /** Of the server's process, whose descendants are the extension hosts. */
  readonly pid: number;
  /** Settles when the server process has ended, wanted or not. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** The page to open; paths are absolute paths on this machine. */
  url(target: OpenTarget): string;
  /** How the workbench names a path of this machine. */
  remoteUri(path: string): string;
  /** Ends the server with all its children and removes the folders that starting it created. */
  stop(): Promise<void>;
}

const startTimeout = 60_000;

/** Starts a VS Code server on 127.0.0.1, installing it first if need be. Resolves once it answers. */
export async function startVsCodeServer(options: VsCodeServerOptions = {}): Promise<VsCodeServer> {
  const { serverMain } = await installVsCode(options.report ?? (() => {}));
  const scratch = await mkdtemp(join(tmpdir(), "vscode-"));
  const dataDir = options.dataDir ?? join(scratch, "data");
  await prepareSettings(dataDir, options);

  const group = spawnGroup(process.execPath, [serverMain, ...serverArguments(dataDir, options)], {
    ...(await serverEnvironment(scratch)),
    ...options.env,
  });
  const removeScratch = (): void => {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  // Whoever forgets to stop the server, or is interrupted, leaves nothing behind either.
  process.once("exit", removeScratch);
  const stop = async (): Promise<void> => {
    await group.stop();
    process.removeListener("exit", removeScratch);
    removeScratch();
  };
  try {
    const port = await listeningPort(group, options.log);
    const authority = `127.0.0.1:${port}`;
    const origin = `http://${authority}`;
    const answer = await fetch(`${origin}/version`);
    if (!answer.ok) throw new Error(`VS Code answered ${answer.status} instead of its version.`);
    return {
      origin,
      dataDir,
      pid: group.child.pid ?? 0,
      exited: group.exited,
      url: (target) => pageUrl(origin, target),
      remoteUri: (path) => `vscode-remote://${authority}${encodePath(path)}`,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(dataDir: string, options: VsCodeServerOptions): string[] {
  return [
    "--host",
    "127.0.0.1",
    "--port",
    String(options.port ?? 0),
    "--server-data-dir",
    dataDir,
    "--extensions-dir",
    options.extensionsDir ?? join(dataDir, "extensions"),
    // Seconds; otherwise the extension host of a window that a test has closed lives on for hours.
    "--reconnection-grace-time",
    "30",
    "--without-connection-token",
    "--accept-server-license-terms",
    "--disable-telemetry",
    ...(options.development === true ? ["--enable-smoke-test-driver"] : []),
    ...(options.trust === true ? [] : ["--disable-workspace-trust"]),
  ];
}

async function prepareSettings(dataDir: string, options: VsCodeServerOptions): Promise<void> {
  const user = userSettingsPath(dataDir);
  if (options.userSettings !== undefined || (await readSettings(user)) === undefined) {
    await writeSettings(user, { ...quietSettings, ...options.userSettings });
  }
  if (options.machineSettings !== undefined) {
    await writeSettings(join(dataDir, "data", "Machine", "settings.json"), options.machineSettings);
  }
}

/**
 * Waits until the server says on which port it listens.
 * @throws with what it said instead
 */
async function listeningPort(group: ProcessGroup, log: string | undefined): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const file = log === undefined ? undefined : createWriteStream(log, { flags: "a" });
  let output = "";
  const read = (chunk: Buffer): void => {
    file?.write(chunk);
    // What comes after the port line is only for the log file.
    if (output.length > 100_000) return;
    output += chunk.toString();
    const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
    if (port !== undefined) resolve(Number(port));
    if (output.includes("EADDRINUSE")) reject(new Error("The port is taken; leave it out to get any."));
  };
  group.child.stdout.on("data", read);
  group.child.stderr.on("data", read);
  group.child.once("error", reject);
  void group.exited.then((code) => reject(new Error(`It ended with ${code}.`)));
  try {
    return await within(promise, { what: "its port", timeout: startTimeout });
  } catch (error) {
    throw new Error(`VS Code's server did not start. ${String(error)}\n${output}`, { cause: error });
  }
}

function pageUrl(origin: string, target: OpenTarget): string {
  const query = new URLSearchParams();
  if ("folder" in target) query.set("folder", target.folder);
  else if ("workspace" in target) query.set("workspace", target.workspace);
  else query.set("ew", "true");
  if (target.payload !== undefined) query.set("payload", JSON.stringify(target.payload));
  return `${origin}/?${query}`;
}
