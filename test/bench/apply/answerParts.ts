import { readGrammarFile } from "../../../scripts/grammarFolder.ts";
import type { AnswerParts } from "../../../src/core/edits/answer/answerFile.ts";
import { TreeSitterSyntax } from "../../../src/providers/treeSitter/treeSitterSyntax.ts";
import { untranslated } from "../../../src/shared/l10n.ts";

/** What an answer needs besides its file, as the extension has it. */
export function createAnswerParts(): AnswerParts {
  return { syntax: new TreeSitterSyntax({ readFile: readGrammarFile }), t: untranslated };
}
