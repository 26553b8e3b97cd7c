import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFolder } from "./packageFolder.ts";
import { hostFolder } from "./paths.ts";
import { provideFolder } from "./provideFolder.ts";

/**
 * Provides the same fonts on every Linux: DejaVu (monospaced included) and Noto Sans for Simplified Chinese
 * from npm, and whatever is in `fontFolders`. Fonts of the machine are left out on purpose.
 * @returns the variables that make a program which uses fontconfig see these fonts
 */
export async function provideFonts(
  fontFolders: readonly string[],
  report: (line: string) => void,
): Promise<Record<string, string>> {
  const folder = join(hostFolder, fontFolders.length === 0 ? "fonts" : "fonts-npm");
  const config = fontConfig(
    [
      ...fontFolders,
      join(packageFolder("dejavu-fonts-ttf"), "ttf"),
      join(packageFolder("@embedpdf/fonts-sc"), "fonts"),
    ],
    join(folder, "cache"),
  );
  await provideFolder({
    folder,
    stamp: config,
    report,
    fill: (staging) => writeFile(join(staging, "fonts.conf"), config),
  });
  return { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, "fonts.conf") };
}

function fontConfig(folders: readonly string[], cache: string): string {
  const chinese = "Noto Sans S Chinese";
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    ...folders.map((folder) => `<dir>${escapeXml(folder)}</dir>`),
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    alias("monospace", "DejaVu Sans Mono", chinese),
    alias("serif", "DejaVu Serif", chinese),
    alias("sans-serif", "Open Sans", "DejaVu Sans", chinese),
    alias("system-ui", "Open Sans", "DejaVu Sans", chinese),
    "</fontconfig>",
    "",
  ].join("\n");
}

function alias(generic: string, ...families: string[]): string {
  const prefer = families.map((family) => `<family>${family}</family>`).join("");
  return `<alias binding="strong"><family>${generic}</family><prefer>${prefer}</prefer></alias>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
