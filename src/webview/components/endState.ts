import type { Answer } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { PanelAction } from "../../shared/protocol/panel.ts";

/** How an answer ended that did not end by itself, and what can be done next. */
export type EndState = { readonly text: string; readonly actions: readonly PanelAction[] };

/** Absent while the answer runs, when it is complete, and when its failure says everything. */
export function toEndState(answer: Answer, t: Translate): EndState | undefined {
  const proceed: readonly PanelAction[] = answer.text === "" ? [] : ["continue"];
  switch (answer.state.type) {
    case "waiting":
    case "streaming":
    case "complete":
      return undefined;
    case "stopped":
      return { text: t("Stopped"), actions: [...proceed, "retry"] };
    case "length":
      return { text: t("Cut off at the length limit"), actions: ["continue"] };
    case "filtered":
      return { text: t("Ended by the content filter"), actions: ["retry"] };
    case "interrupted":
      return { text: t("Incomplete"), actions: [...proceed, "retry"] };
    case "failed": {
      const { code } = answer.state.failure;
      const cutOff = answer.text !== "" || code === "cut-off" || code === "stalled";
      // The alert below offers to retry.
      return cutOff ? { text: t("Incomplete"), actions: proceed } : undefined;
    }
  }
}
