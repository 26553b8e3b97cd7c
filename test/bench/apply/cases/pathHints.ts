import type { Random } from "../random.ts";

/** The info string of a fence that names the file. */
export function pathInInfo(info: string, path: string, random: Random): string {
  return random.pick([`${info} ${path}`, `${info}:${path}`, `${info} title="${path}"`, path]).trim();
}

/** The lines above a fence that name the file. */
export function pathAbove(path: string, random: Random): readonly string[] {
  return random.pick([
    [`\`${path}\``],
    [`**${path}**`],
    [`**\`${path}\`**`, ""],
    [`File: ${path}`],
    [`### ${path}`, ""],
    [path],
  ]);
}
