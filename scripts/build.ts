import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build, context, type BuildOptions, type Metafile } from "esbuild";

const root = join(import.meta.dirname, "..");

/**
 * The bundle that VS Code reads at start, and next to it the one with the OpenAI SDK, which is read on first use.
 * `outdir` is absolute. All output is plain ASCII: one wider character would double the memory of the source.
 */
export function hostBundles(outdir: string, entry = "src/extension.ts"): BuildOptions {
  return {
    ...common(outdir),
    platform: "node",
    format: "cjs",
    target: "node22",
    entryPoints: { extension: entry, openai: "src/providers/openai/main.ts" },
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
    plugins: [
      {
        name: "sdk in a bundle of its own",
        setup(plugin) {
          plugin.onResolve({ filter: /providers\/openai\/main\.ts$/ }, ({ kind }) =>
            kind === "dynamic-import" ? { path: "./openai.cjs", external: true } : undefined,
          );
        },
      },
    ],
  };
}

/** The panel: one script, and chunks that it fetches when they are needed. */
export function panelBundle(outdir: string): BuildOptions {
  return {
    ...common(outdir),
    platform: "browser",
    format: "esm",
    target: "chrome138",
    splitting: true,
    entryPoints: { main: "src/webview/main.ts" },
    chunkNames: "[name]-[hash]",
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

/** Builds everything that the package holds into `dist`; resolves with what went into the host bundles. */
export async function buildAll(dist = join(root, "dist"), entry?: string): Promise<Metafile | undefined> {
  await rm(dist, { recursive: true, force: true });
  const [host] = await Promise.all([build(hostBundles(dist, entry)), build(panelBundle(join(dist, "panel")))]);
  return host.metafile;
}

async function watch(): Promise<void> {
  const dist = join(root, "dist");
  const contexts = await Promise.all([context(hostBundles(dist)), context(panelBundle(join(dist, "panel")))]);
  await Promise.all(contexts.map((one) => one.watch()));
}

if (import.meta.main) await (process.argv.includes("--watch") ? watch() : buildAll());
