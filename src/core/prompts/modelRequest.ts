import type { Question, Turn } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { fitToBudget, requestBudget } from "../context/budget.ts";
import type { ModelMessage, ModelRequest } from "../ports/model.ts";
import type { Settings } from "../settings/settings.ts";
import { instructionsText } from "./instructions.ts";
import { questionText } from "./questionText.ts";

export type PreparedRequest = { readonly request: ModelRequest; readonly omissions: readonly string[] };

/** Builds the request for `question` asked after `history`. Turns with no answer are not repeated to the model. */
export function toModelRequest(
  question: Question,
  history: readonly Turn[],
  model: string,
  settings: Pick<Settings, "instructions" | "parameters" | "prompts">,
  t: Translate,
): PreparedRequest {
  const answered = history.filter((turn) => turn.answer.text !== "");
  const fitted = fitToBudget(question, answered, requestBudget, t);
  const earlier = fitted.history.flatMap((turn): ModelMessage[] => [
    { role: "user", text: questionText(turn.question, settings.prompts) },
    { role: "assistant", text: turn.answer.text },
  ]);
  return {
    request: {
      model,
      instructions: instructionsText(settings.instructions),
      messages: [...earlier, { role: "user", text: questionText(fitted.question, settings.prompts) }],
      parameters: settings.parameters,
    },
    omissions: fitted.omissions,
  };
}
