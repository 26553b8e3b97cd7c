import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { pack } from "./ourPackage.ts";

const manifest = {
  name: "floor",
  displayName: "Floor",
  description: "An extension with one text field.",
  publisher: "bench",
  version: "1.0.0",
  license: "MIT",
  engines: { vscode: "^1.106.0" },
  main: "./extension.js",
  activationEvents: [],
  contributes: {
    // One view where ours is, and one that can be seen beside ours, for answers that come to both in turn.
    viewsContainers: {
      activitybar: [{ id: "benchFloor", title: "Floor", icon: "icon.svg" }],
      panel: [{ id: "benchFloorBelow", title: "Floor", icon: "icon.svg" }],
    },
    views: {
      benchFloor: [{ type: "webview", id: "benchFloor.view", name: "Floor" }],
      benchFloorBelow: [{ type: "webview", id: "benchFloor.below", name: "Floor" }],
    },
  },
};

/** Builds and packs the extension that shows what any extension costs; resolves with the package's path. */
export async function packFloor(folder: string): Promise<string> {
  const staging = join(folder, "floor");
  await mkdir(staging, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "floor/extension.ts")],
    outdir: staging,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  await writeFile(join(staging, "package.json"), JSON.stringify(manifest));
  await writeFile(join(staging, "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>');
  await writeFile(join(staging, "README.md"), "# Floor\n\nThe least that an extension can be.\n");
  await writeFile(join(staging, "LICENSE"), "MIT\n");
  const path = join(folder, "floor.vsix");
  await pack(staging, path);
  return path;
}
