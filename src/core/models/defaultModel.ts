import type { ModelInfo } from "../ports/model.ts";
import { shutdownOf } from "./shutdown.ts";

/** Ids of models that do not answer text with text, or only through another API. */
const notForChat =
  /embed|whisper|tts|dall-e|image|audio|realtime|moderation|transcribe|speech|sora|davinci|babbage|instruct|search|research|computer-use|rerank|ocr|veo|guard/i;
/** Larger, smaller or dated variants of a model: fine when chosen, but not a first choice. */
const variant = /(?:^|[-_.])(?:pro|mini|nano|lite|preview|codex|latest|cyber|\d{4}-\d{2}-\d{2})(?:$|[-_.])/i;

/**
 * The model to start with, from the endpoint's own list: the newest plain one that answers text and is there to stay.
 * Where the server says no dates, its own order counts. Undefined when it offers none.
 *
 * @param now milliseconds since the epoch
 */
export function pickDefaultModel(models: readonly ModelInfo[], now: number): string | undefined {
  const usable = models.filter(({ id }) => !notForChat.test(id));
  const alive = usable.filter((model) => shutdownOf(model, now)?.state !== "past");
  const staying = alive.filter((model) => shutdownOf(model, now)?.state !== "soon");
  const offered = [staying, alive, usable].find((some) => some.length > 0) ?? [];
  const plain = offered.filter(({ id }) => !variant.test(id));
  const candidates = plain.length > 0 ? plain : offered;
  return candidates.reduce<ModelInfo | undefined>(
    (best, model) => (best === undefined || (model.created ?? 0) > (best.created ?? 0) ? model : best),
    undefined,
  )?.id;
}
