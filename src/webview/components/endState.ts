import { canContinue, type Answer } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { PanelAction } from "../../shared/protocol/panel.ts";

/** How an answer ended that did not end by itself, and what can be done next. */
export type EndState = {
  readonly text: string;
  /** What to do about it, where a button alone does not say so. */
  readonly advice?: string;
  readonly actions: readonly PanelAction[];
};

/** Absent while the answer runs, when it is complete, and when its failure says everything. */
export function toEndState(answer: Answer, t: Translate): EndState | undefined {
  const proceed: readonly PanelAction[] = canContinue(answer) ? ["continue"] : [];
  switch (answer.state.type) {
    case "waiting":
    case "streaming":
    case "complete":
      return undefined;
    case "stopped":
      return { text: t("Stopped"), actions: [...proceed, "retry"] };
    case "length":
      return answer.text === "" ? allReasoning(t) : { text: t("Cut off at the length limit"), actions: proceed };
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

function allReasoning(t: Translate): EndState {
  return {
    text: t("Cut off at the length limit"),
    advice: t(
      "The whole limit went into reasoning, before the first word. Raise {0} or set {1} lower, then try again.",
      "askChatGPT.maxOutputTokens",
      "askChatGPT.reasoningEffort",
    ),
    actions: ["open-settings", "retry"],
  };
}
