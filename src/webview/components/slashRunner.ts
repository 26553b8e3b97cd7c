import type { Slash } from "../../shared/chat/slash.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import { failureOf } from "../../shared/failures.ts";
import type { SlashResult } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import type { ComposerNoticeContent } from "./composerNotice.ts";

/** What a command does to the composer. */
export type SlashComposer = {
  /** Empties the text field; the result is what was in it. */
  readonly takeText: () => string;
  /** Puts a text before what was typed meanwhile. */
  readonly giveBack: (text: string) => void;
  readonly openList: () => void;
  readonly sendAsText: () => void;
  readonly tell: (notice: ComposerNoticeContent) => void;
};

/** Has the host run a command. When nothing comes of it, what was typed comes back, with the reason. */
export async function runSlash(slash: Slash, panel: Panel, composer: SlashComposer): Promise<void> {
  const typed = composer.takeText();
  const result = await resultOf(slash, panel);
  switch (result.type) {
    case "done":
      return;
    case "list":
      composer.openList();
      return;
    case "refused":
      composer.giveBack(typed);
      if (result.sentence !== "") composer.tell({ sentence: result.sentence, actions: [] });
      return;
    case "unknown":
      composer.giveBack(typed);
      composer.tell(unknownNotice(slash, result.meant, panel, composer));
  }
}

async function resultOf(slash: Slash, { host, t }: Panel): Promise<SlashResult> {
  try {
    return await host.slash(slash);
  } catch (error) {
    return { type: "refused", sentence: toNotice(failureOf(error), t).what };
  }
}

function unknownNotice(
  { name, words }: Slash,
  meant: string | undefined,
  panel: Panel,
  composer: SlashComposer,
): ComposerNoticeContent {
  const { t } = panel;
  const send = { label: t("Send as text"), run: composer.sendAsText };
  if (meant === undefined) {
    return { sentence: t("There is no command /{0}. Type / for a list.", name), actions: [send] };
  }
  const run = { label: t("Run /{0}", meant), run: () => void runSlash({ name: meant, words }, panel, composer) };
  return { sentence: t("There is no command /{0}. Did you mean /{1}?", name, meant), actions: [run, send] };
}
