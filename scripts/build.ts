import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, context, type BuildOptions } from "esbuild";
import { grammarFiles } from "../src/providers/treeSitter/grammars.ts";
import { grammarFolder } from "./grammarFolder.ts";
import { writePanelStrings } from "./l10n/panelStrings.ts";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";

const root = join(import.meta.dirname, "..");

/** Modules that are bundles of their own, read when they are first needed. */
const lazyModules = {
  assistant: "src/vscode/assistant.ts",
  openai: "src/providers/openai/main.ts",
  syntax: "src/providers/treeSitter/treeSitterSyntax.ts",
};

/**
 * The bundle that VS Code reads at start, and next to it those that are read on first use. `outdir` is absolute.
 * All output is plain ASCII: one wider character would double the memory of the source.
 */
export function hostBundles(outdir: string, entry = "src/extension.ts"): BuildOptions {
  return {
    ...common(outdir),
    platform: "node",
    format: "cjs",
    target: "node22",
    entryPoints: { extension: entry, ...lazyModules },
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
    plugins: [
      {
        name: "lazy bundles",
        setup(plugin) {
          plugin.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
            if (kind !== "dynamic-import") return undefined;
            const lazy = Object.entries(lazyModules).find(
              ([, module]) => join(root, module) === join(resolveDir, path),
            );
            return lazy && { path: `./${lazy[0]}.cjs`, external: true };
          });
        },
      },
    ],
  };
}

/** The panel: `main.js` and `main.css`, and chunks that it fetches when they are needed. */
export function panelBundle(outdir: string): BuildOptions {
  return {
    ...common(outdir),
    platform: "browser",
    format: "esm",
    // VS Code 1.106 is Chromium 138; vscode.dev also runs in the Safari and Firefox of that time.
    target: ["chrome138", "safari18", "firefox140"],
    splitting: true,
    entryPoints: [
      { in: "src/webview/main.ts", out: "main" },
      { in: "src/webview/styles/panel.css", out: "main" },
    ],
    chunkNames: "chunks/[name]-[hash]",
    loader: { ".svg": "dataurl" },
  };
}

function common(outdir: string): BuildOptions {
  return {
    absWorkingDir: root,
    outdir,
    bundle: true,
    minify: true,
    charset: "ascii",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  };
}

/** Builds everything that the package holds into `dist`, with the licences of what the bundles hold. */
export async function buildAll(dist = join(root, "dist"), entry?: string): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const results = await Promise.all([build(hostBundles(dist, entry)), build(panelBundle(join(dist, "panel")))]);
  await Promise.all([copyGrammars(join(dist, "grammars")), writePanelStrings(root, join(dist, "panel", "l10n"))]);
  await escapeBundles(dist);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  await writeFile(join(dist, "THIRD-PARTY-NOTICES.txt"), await thirdPartyNotices(root, inputs));
}

async function copyGrammars(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(grammarFiles.map((name) => copyFile(join(grammarFolder, name), join(folder, name))));
}

/** Regular expressions are the one place in which the bundler leaves other characters as they are. */
async function escapeBundles(dist: string): Promise<void> {
  const names = (await readdir(dist, { recursive: true })).filter((name) => /\.c?js$/.test(name));
  for (const path of names.map((name) => join(dist, name))) {
    const code = await readFile(path, "utf8");
    const ascii = code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    if (ascii !== code) await writeFile(path, ascii);
  }
}

async function watch(): Promise<void> {
  const dist = join(root, "dist");
  await Promise.all([copyGrammars(join(dist, "grammars")), writePanelStrings(root, join(dist, "panel", "l10n"))]);
  const contexts = await Promise.all([context(hostBundles(dist)), context(panelBundle(join(dist, "panel")))]);
  await Promise.all(contexts.map((one) => one.watch()));
}

if (import.meta.main) await (process.argv.includes("--watch") ? watch() : buildAll());
