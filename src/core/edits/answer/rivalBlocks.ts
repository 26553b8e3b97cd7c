import { parseFences } from "../fences.ts";
import { isLanguage } from "../languageNames.ts";
import { isBlank, splitLines } from "../lines.ts";
import { similarity } from "../locate/similarity.ts";

/**
 * How many code blocks of an answer begin as the code begins that is to be replaced, each in another way than it: with
 * two of them nothing says which one is meant. An example of how to use the code begins otherwise.
 */
export function countRivals(answer: string, original: string, languageId: string): number {
  const own = meaning(original);
  const rivals = parseFences(answer)
    .filter(({ language }) => language === "" || isLanguage(language, languageId))
    .map(({ code }) => meaning(code))
    .filter((lines) => lines.join("\n") !== own.join("\n") && beginsAlike(lines[0] ?? "", own[0] ?? ""));
  return new Set(rivals.map((lines) => lines.join("\n"))).size;
}

function meaning(code: string): readonly string[] {
  return splitLines(code)
    .filter((line) => !isBlank(line))
    .map((line) => line.trim());
}

function beginsAlike(line: string, other: string): boolean {
  const [word = "", otherWord = ""] = [line, other].map((text) => /[\p{L}\p{N}_]+/u.exec(text)?.[0]);
  return word !== "" && word === otherWord && similarity(line, other) > 0;
}
