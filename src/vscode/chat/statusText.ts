import { toNotice } from "../../shared/failureNotice.ts";
import type { Failure } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { Setup } from "../../shared/protocol/panel.ts";

/** What goes on in all conversations of the window; `failed` until the next question. */
export type ChatStatus =
  | { readonly type: "idle" }
  | { readonly type: "answering"; readonly count: number }
  | { readonly type: "failed"; readonly failure: Failure };

/** What the status bar shows, and the sentence for whoever points at it or hears it. */
export type StatusText = { readonly icon: string; readonly sentence: string };

/** A missing key comes before everything but a running answer: nothing else works without it. */
export function toStatusText(status: ChatStatus, { ready, endpoint, model }: Setup, t: Translate): StatusText {
  if (status.type === "answering") {
    return {
      icon: "loading~spin",
      sentence:
        status.count === 1
          ? t("An answer is on its way. Open the chat.")
          : t("{0} answers are on their way. Open the chat.", status.count),
    };
  }
  if (!ready)
    return { icon: "key", sentence: t("There is no API key for {0} yet. Open the chat to set one.", endpoint) };
  if (status.type === "failed") {
    return {
      icon: "error",
      sentence: t("The last question failed. {0} Open the chat.", toNotice(status.failure, t).what),
    };
  }
  const sentence =
    model === ""
      ? t("Questions go to {0}. Open the chat.", endpoint)
      : t("Questions go to {0} at {1}. Open the chat.", model, endpoint);
  return { icon: "comment-discussion", sentence: endpoint === "" ? t("Open the chat.") : sentence };
}
