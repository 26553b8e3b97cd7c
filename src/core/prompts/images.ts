import type { Attachment, Question, Turn } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";

/** How much the images of one request may have together, in characters of base64: servers take about 50 MB. */
const MOST_IMAGES = 40_000_000;

type Asked = Pick<Turn, "question">;

/** The turns, oldest first, without the images that there is no room for; the newest are kept. */
export function fitImages<T extends Asked>(
  turns: readonly T[],
  t: Translate,
): { readonly turns: readonly T[]; readonly omissions: readonly string[] } {
  let room = MOST_IMAGES;
  const dropped: string[] = [];
  const kept = turns.toReversed().map((turn) => {
    const without = imagesOf([turn]).filter(({ image }) => (room -= image?.base64.length ?? 0) < 0);
    dropped.push(...without.map(({ label }) => label));
    return without.length === 0 ? turn : { ...turn, question: withoutImages(turn.question, new Set(without)) };
  });
  const omissions =
    dropped.length === 0 ? [] : [t("Left out, because the images are too large together: {0}.", dropped.join(", "))];
  return { turns: kept.toReversed(), omissions };
}

/** A question as it is asked of a model that reads no images: their names stay. */
export function withoutImages(
  question: Question,
  which: ReadonlySet<Attachment> = new Set(question.attachments),
): Question {
  return {
    ...question,
    attachments: question.attachments.map((attachment) => {
      if (!which.has(attachment)) return attachment;
      const { image: _, ...rest } = attachment;
      return rest;
    }),
  };
}

/** What to say of the images in these turns to a person whose model reads none; empty where there are none. */
export function imagesLeftOut(turns: readonly Asked[], model: string, t: Translate): readonly string[] {
  const images = imagesOf(turns);
  const labels = images.map(({ label }) => label).join(", ");
  return images.length === 0 ? [] : [t("Left out, because {0} does not read images: {1}.", model, labels)];
}

function imagesOf(turns: readonly Asked[]): readonly Attachment[] {
  return turns.flatMap(({ question }) => question.attachments.filter(({ image }) => image !== undefined));
}
