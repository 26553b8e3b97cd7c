import type { ModelInfo } from "../ports/model.ts";

/** Ids of models that do not answer text with text, or only through another API. */
const notForChat =
  /embed|whisper|tts|dall-e|image|audio|realtime|moderation|transcribe|speech|sora|davinci|babbage|instruct|search|research|computer-use|rerank|ocr|veo|guard/i;
/** Larger, smaller or dated variants of a model: fine when chosen, but not a first choice. */
const variant = /(?:^|[-_.])(?:pro|mini|nano|lite|preview|codex|latest|cyber|\d{4}-\d{2}-\d{2})(?:$|[-_.])/i;

/**
 * The model to start with, from the endpoint's own list: the newest plain one that answers text.
 * Where the server says no dates, its own order counts. Undefined when it offers none.
 */
export function pickDefaultModel(models: readonly ModelInfo[]): string | undefined {
  const usable = models.filter(({ id }) => !notForChat.test(id));
  const plain = usable.filter(({ id }) => !variant.test(id));
  const candidates = plain.length > 0 ? plain : usable;
  return candidates.reduce<ModelInfo | undefined>(
    (best, model) => (best === undefined || (model.created ?? 0) > (best.created ?? 0) ? model : best),
    undefined,
  )?.id;
}
