import { readGrammarFile } from "../../scripts/grammarFolder.ts";
import { answerFile } from "../../src/core/edits/answer/answerFile.ts";
import { languageOfPath } from "../../src/core/edits/languageOfPath.ts";
import { TreeSitterSyntax } from "../../src/providers/treeSitter/treeSitterSyntax.ts";
import { untranslated } from "../../src/shared/l10n.ts";

const parts = { syntax: new TreeSitterSyntax({ readFile: readGrammarFile }), t: untranslated };

/** The new text, or why there is none; nothing parses a `.txt`. */
export async function outcomeOf(text: string, code: string, path = "cart.txt"): Promise<string> {
  const answer = `\`\`\`\n${code}\n\`\`\``;
  const outcome = await answerFile({ path, text, answer, languageId: languageOfPath(path) }, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}
