import type { Question, Turn } from "../../shared/chat/state.ts";
import { AskError } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import { fitToBudget, requestBudget } from "../context/budget.ts";
import type { ModelMessage, ModelRequest } from "../ports/model.ts";
import type { Settings } from "../settings/settings.ts";
import { instructionsText } from "./instructions.ts";
import { questionText } from "./questionText.ts";
import { isEditTask } from "./taskPrompts.ts";

export type PreparedRequest = { readonly request: ModelRequest; readonly omissions: readonly string[] };

/**
 * Builds the request for `question` asked after `history`, made to fit what the model can read.
 * Turns with no answer are not repeated to the model.
 *
 * @throws AskError `context-too-long` for code that is to be replaced and does not fit: what the model did not read
 * would be lost.
 */
export function toModelRequest(
  question: Question,
  history: readonly Turn[],
  { model, contextTokens }: { readonly model: string; readonly contextTokens?: number },
  settings: Pick<Settings, "instructions" | "parameters" | "prompts">,
  t: Translate,
): PreparedRequest {
  const answered = history.filter((turn) => turn.answer.text !== "");
  const instructions = instructionsText(settings.instructions);
  const budget = requestBudget(contextTokens, settings.parameters.maxOutputTokens, [question, ...answered]);
  const fitted = fitToBudget(question, answered, budget - instructions.length, t);
  if (losesCode(question, fitted.question)) {
    throw new AskError({
      code: "context-too-long",
      detail: "",
      ...(contextTokens === undefined ? {} : { limit: contextTokens }),
    });
  }
  const earlier = fitted.history.flatMap((turn): ModelMessage[] => [
    { role: "user", text: questionText(turn.question, settings.prompts) },
    { role: "assistant", text: turn.answer.text },
  ]);
  return {
    request: {
      model,
      instructions,
      messages: [...earlier, { role: "user", text: questionText(fitted.question, settings.prompts) }],
      parameters: settings.parameters,
    },
    omissions: fitted.omissions,
  };
}

function losesCode(asked: Question, fitted: Question): boolean {
  // Tests are a text of their own: they replace nothing.
  if (!isEditTask(asked.task) || asked.task === "addTests") return false;
  return asked.attachments.some(({ text }, index) => text !== fitted.attachments[index]?.text);
}
