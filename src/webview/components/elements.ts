import { ChatSettings } from "./chatSettings.ts";
import { Completions } from "./completions.ts";
import { Composer } from "./composer.ts";
import { ComposerNotice } from "./composerNotice.ts";
import { ContextList } from "./contextList.ts";
import { ModelNotice } from "./modelNotice.ts";
import { Transcript } from "./transcript.ts";
import { Welcome } from "./welcome.ts";

/** The names of the elements that the panel needs at once. Those of a turn are in `turnElements.ts`. */
const ELEMENTS = {
  "ask-chat-settings": ChatSettings,
  "ask-completions": Completions,
  "ask-composer": Composer,
  "ask-composer-notice": ComposerNotice,
  "ask-context-list": ContextList,
  "ask-model-notice": ModelNotice,
  "ask-transcript": Transcript,
  "ask-welcome": Welcome,
};

/** Makes the elements known to the page. To be called once; those in the page come alive. */
export function defineElements(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
