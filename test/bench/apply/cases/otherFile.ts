import type { Random } from "../random.ts";
import { fenced, fewWords, plainFencing } from "./fencing.ts";
import type { Format } from "./formats.ts";
import { pathAbove } from "./pathHints.ts";
import type { Content } from "./pieceFormats.ts";
import type { Site } from "./site.ts";

const PATH = "tools/unrelated/registerExtras.js";

/** The answer with an edit of another file in front of it or behind it, each with its path. */
export function withOtherFile(
  contents: readonly Content[],
  { path }: Pick<Site, "path">,
  format: Format,
  random: Random,
): string | undefined {
  const [content] = contents;
  if (!content || contents.length > 1) return undefined;
  const isFirst = random.chance(0.5);
  if (format === "diff" || format === "apply-patch") {
    const own = format === "diff" ? content.lines : content.lines.slice(1, -1);
    const all = isFirst ? [...ofOtherFile(format), ...own] : [...own, ...ofOtherFile(format)];
    const lines = format === "diff" ? all : ["*** Begin Patch", ...all, "*** End Patch"];
    return fenced(lines, content.info, { ...plainFencing, ...fewWords(random) });
  }
  const own = fenced(content.lines, content.info, { ...plainFencing, before: pathAbove(path, random) });
  const other = fenced(ofOtherFile(format), "js", { ...plainFencing, before: pathAbove(PATH, random) });
  return (isFirst ? [other, "", own] : [own, "", other]).join("\n");
}

/** The same answer for a file that is not the one at hand. */
export function onlyOtherFile(format: Format, random: Random): string {
  const lines = ofOtherFile(format);
  const all = format === "apply-patch" ? ["*** Begin Patch", ...lines, "*** End Patch"] : lines;
  const before = format === "diff" || format === "apply-patch" ? [] : pathAbove(PATH, random);
  return fenced(all, format === "diff" ? "diff" : "js", { ...plainFencing, before });
}

function ofOtherFile(format: Format): readonly string[] {
  const [before, after] = ["registerExtras(registry, { eager: true });", "registerExtras(registry, { eager: false });"];
  switch (format) {
    case "search-replace":
      return ["<<<<<<< SEARCH", before, "=======", after, ">>>>>>> REPLACE"];
    case "diff":
      return [`--- a/${PATH}`, `+++ b/${PATH}`, "@@ -3,1 +3,1 @@", `-${before}`, `+${after}`];
    case "apply-patch":
      return [`*** Update File: ${PATH}`, "@@", `-${before}`, `+${after}`];
    default:
      return ['import { registerExtras } from "./extras.js";', "", after, "export default registry;"];
  }
}
