import { join } from "node:path";
import type { BuildOptions } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** How the panel is bundled into `outdir`: `main.js`, `main.css` and the chunks that `main.js` loads on demand. */
export function panelBundleOptions(outdir: string): BuildOptions {
  const source = join(root, "src/webview");
  return {
    entryPoints: [
      { in: join(source, "main.ts"), out: "main" },
      { in: join(source, "styles/panel.css"), out: "main" },
    ],
    outdir,
    bundle: true,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    legalComments: "none",
    loader: { ".svg": "dataurl" },
    // VS Code 1.106 is Chromium 138; vscode.dev also runs in the Safari and Firefox of that time.
    target: ["chrome138", "safari18", "firefox140"],
    metafile: true,
    logLevel: "warning",
  };
}
