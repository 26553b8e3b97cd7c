import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { packageFolder } from "./packageFolder.ts";
import { hostFolder } from "./paths.ts";
import { provideFolder } from "./provideFolder.ts";

export interface UnpackedChromium {
  readonly executable: string;
  /** Open Sans, which comes with the package. */
  readonly fontFolder: string;
  /** What the executable needs on a machine without NSS. */
  readonly env: Record<string, string>;
}

/**
 * Unpacks the Chromium inside `@sparticuz/chromium` into the git-ignored `.vscode-host/chromium`, once.
 * That Chromium is a headless shell for Linux on x64.
 * @throws on any other platform
 */
export async function unpackChromium(report: (line: string) => void): Promise<UnpackedChromium> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chromium was found. Install Chrome, or set CHROME_PATH to a Chromium.");
  }
  const folder = join(hostFolder, "chromium");
  const manifest = await readFile(join(packageFolder("@sparticuz/chromium"), "package.json"), "utf8");
  await provideFolder({
    folder,
    stamp: manifest,
    report,
    fill: async (staging) => {
      report("Unpacking Chromium from npm (once) …");
      await unpackInto(staging);
    },
  });
  const libraries = [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"] ?? ""];
  return {
    executable: join(folder, "chromium"),
    fontFolder: join(folder, "fonts"),
    env: { LD_LIBRARY_PATH: libraries.join(delimiter) },
  };
}

/**
 * The package only unpacks into the system's temporary folder, which other programs share, and brings its
 * NSS libraries out only on the platform that it was made for. A process of its own can be told otherwise.
 */
async function unpackInto(folder: string): Promise<void> {
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
}
