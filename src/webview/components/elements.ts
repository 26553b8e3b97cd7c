import { Markdown } from "../markdown/markdown.ts";
import { Answer } from "./answer.ts";
import { CodeBlock } from "./codeBlock.ts";
import { Composer } from "./composer.ts";
import { ContextList } from "./contextList.ts";
import { Question } from "./question.ts";
import { Transcript } from "./transcript.ts";
import { Waiting } from "./waiting.ts";
import { Welcome } from "./welcome.ts";

/** The names under which templates use the panel's elements. */
const ELEMENTS = {
  "ask-answer": Answer,
  "ask-code-block": CodeBlock,
  "ask-composer": Composer,
  "ask-context-list": ContextList,
  "ask-markdown": Markdown,
  "ask-question": Question,
  "ask-transcript": Transcript,
  "ask-waiting": Waiting,
  "ask-welcome": Welcome,
};

/** Makes the elements known to the page. To be called once; those in the page come alive. */
export function defineElements(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
