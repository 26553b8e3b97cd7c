import type { Answer, Turn } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { messageBudget, fitToBudget, requestBudget } from "../context/budget.ts";
import type { AssistantMessage, ModelMessage, ModelRequest } from "../ports/model.ts";
import type { Settings } from "../settings/settings.ts";
import { continuationText } from "./continuation.ts";
import { instructionsText } from "./instructions.ts";
import { questionText } from "./questionText.ts";
import { repairTranscript } from "./repairTranscript.ts";

export type PreparedRequest = { readonly request: ModelRequest; readonly omissions: readonly string[] };

export type RequestParts = {
  readonly turn: Turn;
  /** The turns before it. Those with no answer are not repeated to the model. */
  readonly history: readonly Turn[];
  readonly model: string;
  readonly takesImages: boolean;
  readonly settings: Pick<Settings, "endpoint" | "instructions" | "parameters" | "prompts">;
  readonly t: Translate;
};

/** Builds the request for a turn's question; a turn whose answer has begun already is gone on with. */
export function toModelRequest({ turn, history, model, takesImages, settings, t }: RequestParts): PreparedRequest {
  const endpoint = settings.endpoint.baseUrl;
  const soFar = turn.answer.text;
  const answered = history.filter(({ answer }) => answer.text.trim() !== "");
  const fitted = fitToBudget(turn.question, answered, requestBudget - Math.min(soFar.length, messageBudget), t);
  const earlier = fitted.history.flatMap(({ question, answer }): ModelMessage[] => [
    { role: "user", text: questionText(question, settings.prompts) },
    answerMessage(answer, endpoint, model),
  ]);
  const current: ModelMessage[] = [{ role: "user", text: questionText(fitted.question, settings.prompts) }];
  if (soFar !== "") {
    current.push(answerMessage(turn.answer, endpoint, model), { role: "user", text: continuationText });
  }
  const repaired = repairTranscript([...earlier, ...current], {
    takesImages,
    limit: (index) => (index === earlier.length ? requestBudget : messageBudget),
    t,
  });
  return {
    request: {
      model,
      instructions: instructionsText(settings.instructions),
      messages: repaired.messages,
      parameters: settings.parameters,
    },
    omissions: [...fitted.omissions, ...repaired.omissions],
  };
}

/** Reasoning can be read only by the model that wrote it, where it wrote it. */
function answerMessage({ text, carried }: Answer, endpoint: string, model: string): AssistantMessage {
  const ownReasoning = carried?.endpoint === endpoint && carried.model === model;
  return { role: "assistant", text, ...(ownReasoning ? { reasoning: carried.items } : {}) };
}
