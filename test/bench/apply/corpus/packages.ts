import { readFileSync } from "node:fs";

/** A package of the npm registry at two consecutive published versions, with what npm says of their tarballs. */
export type PinnedPackage = { readonly name: string; readonly before: PinnedVersion; readonly after: PinnedVersion };

export type PinnedVersion = { readonly version: string; readonly integrity: string };

/** Where the corpus comes from. */
export const packages = JSON.parse(
  readFileSync(new URL("packages.json", import.meta.url), "utf8"),
) as readonly PinnedPackage[];
