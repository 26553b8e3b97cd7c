import { isAbsolute, resolve } from "node:path";
import type { OpenTarget } from "./vscodeServer.ts";

export interface LauncherArguments {
  readonly developmentPaths: readonly string[];
  readonly testsPath: string;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
  readonly trust: boolean;
  readonly target: OpenTarget;
}

/**
 * Reads the arguments that `@vscode/test-electron` gives to VS Code's executable; others are ignored.
 * @throws when no tests are named
 */
export function parseLauncherArguments(args: readonly string[]): LauncherArguments {
  const values = (name: string): string[] =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => resolve(arg.slice(name.length + 3)));
  const testsPath = values("extensionTestsPath").at(-1);
  if (testsPath === undefined) throw new Error("Name the tests with --extensionTestsPath=PATH.");
  return {
    developmentPaths: values("extensionDevelopmentPath"),
    testsPath,
    userDataDir: values("user-data-dir").at(-1),
    extensionsDir: values("extensions-dir").at(-1),
    trust: !args.includes("--disable-workspace-trust"),
    target: toTarget(args.find((arg) => !arg.startsWith("-"))),
  };
}

function toTarget(path: string | undefined): OpenTarget {
  if (path === undefined) return { empty: true };
  const absolute = isAbsolute(path) ? path : resolve(path);
  return absolute.endsWith(".code-workspace") ? { workspace: absolute } : { folder: absolute };
}
