import { Markdown } from "../markdown/markdown.ts";
import { Answer } from "./answer.ts";
import { ChangedFiles } from "./changedFiles.ts";
import { CodeBlock } from "./codeBlock.ts";
import { FormulaElement } from "./formulaElement.ts";
import { LongText } from "./longText.ts";
import { Menu } from "./menu.ts";
import { Question } from "./question.ts";
import { QuestionEditor } from "./questionEditor.ts";
import { TurnElement } from "./turn.ts";
import { TurnList } from "./turnList.ts";
import { VersionSwitch } from "./versionSwitch.ts";
import { Waiting } from "./waiting.ts";

/** The names of the elements that a turn is made of. With the Markdown parser they are most of the panel's script. */
const ELEMENTS = {
  "ask-answer": Answer,
  "ask-changed-files": ChangedFiles,
  "ask-code-block": CodeBlock,
  "ask-formula": FormulaElement,
  "ask-long-text": LongText,
  "ask-markdown": Markdown,
  "ask-menu": Menu,
  "ask-question": Question,
  "ask-question-editor": QuestionEditor,
  "ask-turn": TurnElement,
  "ask-turn-list": TurnList,
  "ask-version-switch": VersionSwitch,
  "ask-waiting": Waiting,
};

/** Makes the elements known to the page. To be called once, before the first turn is drawn. */
export function defineTurnElements(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
