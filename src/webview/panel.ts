import type { Translate } from "../shared/l10n.ts";
import type { Remote } from "../shared/protocol/contract.ts";
import type { toHost } from "../shared/protocol/panel.ts";
import type { AwaitedFocus } from "./awaitedFocus.ts";
import type { DraftTeller } from "./draftTeller.ts";
import type { Highlight } from "./markdown/highlight.ts";
import type { Typeset } from "./markdown/typeset.ts";
import type { ViewMemory } from "./viewMemory.ts";

/** What every part of the panel is given to do its work. */
export type Panel = {
  readonly t: Translate;
  readonly host: Remote<typeof toHost>;
  readonly memory: ViewMemory;
  readonly drafts: DraftTeller;
  /** Loads the highlighter on first use. */
  readonly highlighter: () => Promise<Highlight>;
  /** Loads what draws formulas on first use. */
  readonly typesetter: () => Promise<Typeset>;
  /** Has a screen reader say a sentence without moving the focus. */
  readonly announce: (sentence: string) => void;
  /** Puts the caret into the composer, and `text` before it when it is not empty. A draft stays below the text. */
  readonly compose: (text: string) => void;
  /** Puts a quotation below the draft, and the caret below that. */
  readonly quote: (text: string) => void;
  readonly awaitedFocus: AwaitedFocus;
};
