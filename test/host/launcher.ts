import { mkdir } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { parseLauncherArguments, type LauncherArguments } from "./launcherArguments.ts";
import { artifactsFolder } from "./paths.ts";
import { provideSecretKey } from "./secretKey.ts";
import { parseSuiteLine } from "./suiteLine.ts";
import { readSettings } from "./userSettings.ts";
import { startVsCodeServer, type VsCodeServer } from "./vscodeServer.ts";

/** Seconds that a suite may take, its start included. */
const timeoutVariable = "TEST_HOST_TIMEOUT";
const defaultTimeout = 600;

const runner = join(import.meta.dirname, "suiteRunner.ts");

/** Runs the suite that `args` name in VS Code and leaves its result in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  // Exiting, rather than dying of the signal, lets the browser and the server be taken along.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  try {
    process.exitCode = await launch(parseLauncherArguments(args));
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function launch(options: LauncherArguments): Promise<number> {
  const { userDataDir } = options;
  const userSettings =
    userDataDir === undefined ? undefined : await readSettings(join(userDataDir, "User", "settings.json"));
  await using server = await startVsCodeServer({
    ...(options.extensionsDir === undefined ? {} : { extensionsDir: options.extensionsDir }),
    ...(userSettings === undefined ? {} : { userSettings }),
    trust: options.trust,
    development: true,
    env: { TEST_SUITE_PATH: options.testsPath },
    report,
  });
  await using browser = await launchBrowser({ report });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await provideSecretKey(context);
  const page = await context.newPage();
  return await runSuite(page, { browser, server, options });
}

/**
 * @returns the exit code of the suite
 * @throws when it has none: it ran out of time, or what it ran in went away
 */
async function runSuite(
  page: Page,
  host: { browser: Browser; server: VsCodeServer; options: LauncherArguments },
): Promise<number> {
  const { server, options } = host;
  const { promise: exitCode, resolve, reject } = Promise.withResolvers<number>();
  const fail = (message: string): void => reject(new Error(message));
  let ended = false;

  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    const line = typeof args[0] === "string" ? parseSuiteLine(args[0]) : undefined;
    if (line?.kind === "out") process.stdout.write(`${line.text}\n`);
    if (line?.kind === "err") process.stderr.write(`${line.text}\n`);
    if (line?.kind === "end") ended = true;
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => {
    // The workbench says 0 as well when the extension host is killed half-way.
    if (ended) resolve(code);
    else fail("The extension host ended before the suite did. Look for what crashed it.");
  });
  page.once("crash", () => fail("The page of the workbench crashed before the suite ended."));
  host.browser.once("disconnected", () => fail("The browser ended before the suite did."));
  void server.exited.then((code) => fail(`VS Code's server ended with ${code} before the suite did.`));

  const seconds = Number(process.env[timeoutVariable] ?? defaultTimeout);
  const watchdog = setTimeout(() => {
    void screenshot(page).then((shot) =>
      fail(
        `The suite did not end within ${seconds} s and was stopped (${timeoutVariable} sets the limit). ` +
          `What the workbench showed: ${shot}`,
      ),
    );
  }, seconds * 1000);
  try {
    const url = server.url({ ...options.target, payload: payload(server, options) });
    return await Promise.race([exitCode, page.goto(url, { waitUntil: "commit" }).then(() => exitCode)]);
  } finally {
    clearTimeout(watchdog);
  }
}

function payload(server: VsCodeServer, options: LauncherArguments): [string, string][] {
  return [
    ["skipWelcome", "true"],
    ...options.developmentPaths.map((path): [string, string] => ["extensionDevelopmentPath", server.remoteUri(path)]),
    ["extensionTestsPath", server.remoteUri(runner)],
  ];
}

/** @returns where the picture is, or why there is none */
async function screenshot(page: Page): Promise<string> {
  const path = join(artifactsFolder, `suite-stopped-${process.pid}.png`);
  try {
    await mkdir(artifactsFolder, { recursive: true });
    await page.screenshot({ path, timeout: 10_000 });
    return path;
  } catch (error) {
    return `no picture could be taken (${String(error)})`;
  }
}
