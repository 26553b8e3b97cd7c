import { findPackageJSON } from "node:module";
import { dirname } from "node:path";

/**
 * The folder in which npm installed the package `name`, whatever the package exports.
 * @throws when it is not installed
 */
export function packageFolder(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  if (file === undefined) throw new Error(`${name} is not installed. Run "npm ci".`);
  return dirname(file);
}
