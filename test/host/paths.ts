import { join, resolve } from "node:path";

/** The repository that this checkout of `test/host` belongs to. */
export const repositoryRoot = resolve(import.meta.dirname, "../..");

/** Git-ignored home of everything that is installed or unpacked for tests; deleting it is always safe. */
export const hostFolder = join(repositoryRoot, ".vscode-host");

/** Where tests leave what a person may want to look at afterwards, such as a screenshot of a failure. */
export const artifactsFolder = join(hostFolder, "artifacts");
