import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, FrameLocator } from "playwright-core";
import { packagePath } from "../../scripts/package.ts";
import { launchBrowser } from "../host/browser.ts";
import { installVsix } from "../host/extensions.ts";
import { startVsCodeServer, type VsCodeServer } from "../host/vscodeServer.ts";
import { openWorkbench, type Workbench } from "../host/workbench.ts";
import { ScriptedOpenAi, type Script } from "../support/scriptedOpenAi.ts";

/** The key of every test here; it must turn up nowhere but in `Authorization`. */
export const testKey = "sk-test-1f9c7b6a5e4d3c2b";

export type World = AsyncDisposable & {
  readonly openAi: ScriptedOpenAi;
  readonly server: VsCodeServer;
  readonly workbench: Workbench;
  /** The chat panel. */
  readonly panel: FrameLocator;
  /** The opened project: the files of a real package. */
  readonly project: string;
  /** Where the extension is installed. */
  readonly extensionsDir: string;
};

/** A real VS Code with the packed extension, a real package as its project, and an OpenAI server. */
export async function openWorld(options: {
  readonly scripts: readonly Script[];
  readonly settings?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  /** Whether the server asks for {@link testKey}; it does by default. */
  readonly needsKey?: boolean;
  /** Opens a window without a folder. */
  readonly empty?: boolean;
  /** Puts more into the project before it is opened. */
  readonly prepare?: (project: string) => Promise<void>;
}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "e2e-"));
  const project = join(folder, "project");
  await copyRealPackage(project);
  await options.prepare?.(project);
  const openAi = await ScriptedOpenAi.start({
    scripts: options.scripts,
    ...(options.needsKey === false ? {} : { keys: [testKey] }),
  });
  const extensionsDir = join(folder, "extensions");
  await installVsix(await packagePath(), extensionsDir);
  const server = await startVsCodeServer({
    extensionsDir,
    ...(options.env ? { env: options.env } : {}),
    userSettings: {
      "askChatGPT.baseUrl": openAi.baseUrl,
      "askChatGPT.model": "test-model",
      "files.autoSave": "off",
      ...options.settings,
    },
  });
  const browser: Browser = await launchBrowser();
  const workbench = await openWorkbench(browser, server, options.empty ? {} : { folder: project });
  return {
    openAi,
    server,
    workbench,
    project,
    extensionsDir,
    get panel() {
      return workbench.panel();
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server.stop();
      await openAi.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The sources of a package that this project did not write. */
async function copyRealPackage(project: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve("mocha/package.json");
  await mkdir(project, { recursive: true });
  await cp(join(dirname(manifest), "lib"), join(project, "lib"), { recursive: true });
  await cp(manifest, join(project, "package.json"));
}

/** Every file below a folder that holds `text`; files come and go while VS Code runs. */
export async function filesHolding(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const held = await Promise.all(paths.map(async (path) => ((await contentOf(path)).includes(text) ? [path] : [])));
  return held.flat();
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
