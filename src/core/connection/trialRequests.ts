import type { ModelImage, ModelParameters, ModelRequest, ModelTool } from "../ports/model.ts";

/** Room for a model that thinks before it answers; a question has no limit of ours. */
const QUESTION_TOKENS = 256;
/** OpenAI's Responses API takes no less. */
const FEW_TOKENS = 16;
/** A call is longer than a word: its name, its input, and what the model's template puts around them. */
const CALL_TOKENS = 64;

const READY: ModelTool = {
  name: "report",
  description: "Reports a word.",
  schema: {
    type: "object",
    properties: { word: { type: "string" } },
    required: ["word"],
    additionalProperties: false,
  },
};

/** One white pixel. */
const PIXEL: ModelImage = {
  mediaType: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4//8/AAX+Av4zEpUUAAAAAElFTkSuQmCC",
};

/** As a question would be asked, with what the person set; its answer is long enough to come in pieces. */
export function questionTrial(model: string, parameters: ModelParameters): ModelRequest {
  const { n: _, maxOutputTokens = QUESTION_TOKENS, ...others } = parameters;
  return {
    ...tiny(model, "Count from one to ten in words."),
    parameters: { ...others, maxOutputTokens: Math.min(maxOutputTokens, QUESTION_TOKENS) },
  };
}

export function apiTrial(model: string): ModelRequest {
  return tiny(model, "Answer with the word ready.");
}

export function toolTrial(model: string): ModelRequest {
  return {
    ...tiny(model, `Call the tool ${READY.name} with the word ready.`),
    parameters: { maxOutputTokens: CALL_TOKENS },
    tools: [READY],
  };
}

export function imageTrial(model: string): ModelRequest {
  const text = "What is in this picture? Answer with one word.";
  return { ...tiny(model, text), messages: [{ role: "user", text, images: [PIXEL] }] };
}

function tiny(model: string, text: string): ModelRequest {
  return { model, instructions: "", messages: [{ role: "user", text }], parameters: { maxOutputTokens: FEW_TOKENS } };
}
