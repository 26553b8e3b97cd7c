import { chromium, type Browser } from "playwright-core";
import { unpackChromium } from "./chromiumFromNpm.ts";
import { provideFonts } from "./fonts.ts";
import { findInstalledBrowser } from "./installedBrowser.ts";

export interface LaunchBrowserOptions {
  /** Shows the window; only an installed browser can. Default false. */
  readonly headed?: boolean;
  /** Receives lines of progress the first time. */
  readonly report?: (line: string) => void;
  /** More command line flags. */
  readonly args?: readonly string[];
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Tests reach this machine and nothing else.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * Starts Chromium: the one that `CHROME_PATH` names, else an installed one, else the one from npm.
 * On Linux all of them see the same fonts, so that a screenshot does not depend on the machine.
 */
export async function launchBrowser(options: LaunchBrowserOptions = {}): Promise<Browser> {
  const report = options.report ?? (() => {});
  const { executablePath, env } = await provideBrowser(report);
  return chromium.launch({
    executablePath,
    headless: options.headed !== true,
    args: [...flags, ...(options.args ?? [])],
    env: { ...process.env, ...env },
  });
}

/** The browser's path, and the variables to add to its environment. */
async function provideBrowser(
  report: (line: string) => void,
): Promise<{ executablePath: string; env: Record<string, string> }> {
  const installed = findInstalledBrowser();
  if (installed !== undefined) {
    const env = process.platform === "linux" ? await provideFonts([], report) : {};
    return { executablePath: installed, env };
  }
  const unpacked = await unpackChromium(report);
  const fonts = await provideFonts([unpacked.fontFolder], report);
  return { executablePath: unpacked.executable, env: { ...unpacked.env, ...fonts } };
}
