import type { Answer, Attachment, Question, Turn } from "../../shared/chat/state.ts";
import { AskError } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import { fitToBudget, messageBudget, requestBudget } from "../context/budget.ts";
import type { AssistantMessage, ModelMessage, ModelParameters, ModelRequest, UserMessage } from "../ports/model.ts";
import type { Settings } from "../settings/settings.ts";
import { continuationText } from "./continuation.ts";
import { instructionsText } from "./instructions.ts";
import { questionText, type PromptTemplates } from "./questionText.ts";
import { repairTranscript } from "./repairTranscript.ts";
import { isEditTask } from "./taskPrompts.ts";

export type PreparedRequest = { readonly request: ModelRequest; readonly omissions: readonly string[] };

export type RequestParts = {
  readonly turn: Turn;
  /** The turns before it. Those with no answer are not repeated to the model. */
  readonly history: readonly Turn[];
  readonly model: string;
  /** How many tokens the model can read and write in one request; absent when it is not known. */
  readonly contextTokens?: number;
  /** False for a model that is known to read no images: it gets none. */
  readonly readsImages?: boolean;
  readonly settings: Pick<Settings, "endpoint" | "alternatives" | "instructions" | "parameters" | "prompts">;
  readonly t: Translate;
};

/**
 * Builds the request for a turn's question, made to fit what the model can read; a turn whose answer has begun already
 * is gone on with.
 *
 * @throws AskError `context-too-long` for code that is to be replaced and does not fit: what the model did not read
 * would be lost.
 */
export function toModelRequest(parts: RequestParts): PreparedRequest {
  const { turn, history, model, contextTokens, readsImages = true, settings, t } = parts;
  const endpoint = settings.endpoint.baseUrl;
  const instructions = instructionsText(settings.instructions);
  const soFar = turn.answer.text;
  const answered = history.filter(({ answer }) => answer.text.trim() !== "");
  const whole = requestBudget(contextTokens, settings.parameters.maxOutputTokens, [turn, ...answered]);
  const budget = Math.max(0, whole - instructions.length);
  const room = budget - Math.min(soFar.length, messageBudget(budget));
  const fitted = fitToBudget(turn.question, answered, room, t);
  if (losesCode(turn.question, fitted.question)) {
    const limit = contextTokens === undefined ? {} : { limit: contextTokens };
    throw new AskError({ code: "context-too-long", detail: "", ...limit });
  }
  const ask = (question: Question): UserMessage => userMessage(question, settings.prompts, readsImages);
  const earlier = fitted.history.flatMap(({ question, answer }): ModelMessage[] => [
    ask(question),
    answerMessage(answer, endpoint, model),
  ]);
  const current: ModelMessage[] = [ask(fitted.question)];
  if (soFar !== "") {
    current.push(answerMessage(turn.answer, endpoint, model), { role: "user", text: continuationText });
  }
  const limit = (index: number): number => {
    // The question fits already; the words around what is attached to it come on top.
    if (index === earlier.length) return Infinity;
    return messageBudget(index < earlier.length ? room : budget);
  };
  const repaired = repairTranscript([...earlier, ...current], { limit, t });
  return {
    request: {
      model,
      instructions,
      messages: repaired.messages,
      parameters: { ...settings.parameters, ...severalOf(turn, settings.alternatives) },
      ...infillOf(fitted.question, soFar),
    },
    omissions: [
      ...fitted.omissions,
      ...repaired.omissions,
      ...(readsImages ? [] : imagesLeftOut([...fitted.history, turn], model, t)),
    ],
  };
}

function userMessage(question: Question, templates: PromptTemplates, readsImages: boolean): UserMessage {
  const attachments = readsImages ? question.attachments : question.attachments.map(withoutImage);
  const images = readsImages ? question.attachments.flatMap(({ image }) => (image ? [image] : [])) : [];
  return {
    role: "user",
    text: questionText({ ...question, attachments }, templates),
    ...(images.length > 0 ? { images } : {}),
  };
}

function withoutImage(attachment: Attachment): Attachment {
  const { image: _, ...rest } = attachment;
  return rest;
}

/** What to say of the images in these turns to a person whose model reads none; empty where there are none. */
export function imagesLeftOut(
  turns: readonly Pick<Turn, "question">[],
  model: string,
  t: Translate,
): readonly string[] {
  const images = turns.flatMap(({ question }) => question.attachments.filter(({ image }) => image !== undefined));
  const labels = images.map(({ label }) => label).join(", ");
  return images.length === 0 ? [] : [t("Left out, because {0} does not read images: {1}.", model, labels)];
}

/** Only what is proposed as changes of code can be stepped through. */
function severalOf({ question, answer }: Turn, alternatives: number): Pick<ModelParameters, "n"> {
  const isWanted = isEditTask(question.task) && question.task !== "addTests" && answer.text === "";
  return isWanted && alternatives > 1 ? { n: alternatives } : {};
}

function losesCode(asked: Question, fitted: Question): boolean {
  // Tests are a text of their own: they replace nothing.
  if (!isEditTask(asked.task) || asked.task === "addTests") return false;
  return asked.attachments.some(({ text }, index) => text !== fitted.attachments[index]?.text);
}

/** Reasoning can be read only by the model that wrote it, where it wrote it. */
function answerMessage({ text, carried }: Answer, endpoint: string, model: string): AssistantMessage {
  const ownReasoning = carried?.endpoint === endpoint && carried.model === model;
  return { role: "assistant", text, ...(ownReasoning ? { reasoning: carried.items } : {}) };
}

/** Code to go on with, for an API that takes what stands before and after it instead of words about it. */
function infillOf({ task, attachments }: Question, soFar: string): Pick<ModelRequest, "infill"> {
  const surroundings = attachments[0]?.surroundings;
  if (task !== "complete" || !surroundings) return {};
  return { infill: { prefix: surroundings.before + soFar, suffix: surroundings.after } };
}
