import type { ModelEvent } from "../../core/ports/model.ts";
import type { AnswerReader } from "./apis/api.ts";
import { readPieces, toReadError } from "./body.ts";
import { AnswerText } from "./answerText.ts";
import type { Exchange } from "./exchange.ts";
import type { Asked } from "./serverFailure.ts";

/** A good status, and not a word. */
export class EmptyAnswer extends Error {}

/**
 * The events of an answer, streamed or, whatever was asked for, in one piece; in the
 * pieces in which they arrived. The last one is the `end`; there is none when the answer was cut off.
 *
 * @throws ServerError for an error that the server put into the answer
 * @throws AskError for trouble with the connection, or an answer that is none
 * @throws EmptyAnswer for a stream with nothing in it
 */
export async function* readAnswer(
  response: Response,
  exchange: Exchange,
  reader: AnswerReader,
  asked: Asked,
): AsyncGenerator<readonly ModelEvent[]> {
  const answer = new AnswerText(response, reader);
  let ended = false;
  try {
    for await (const piece of readPieces(response, exchange)) {
      answer.feed(piece);
      if (answer.isDone) break;
      if (reader.isWhole) exchange.expectEnd();
      yield answer.takeEvents();
    }
    ended = true;
    answer.end();
    if (!answer.began) throw new EmptyAnswer();
  } catch (error) {
    // Only the usage can be missing when the model has said that it is done: the answer is whole.
    if (error instanceof EmptyAnswer) throw error;
    if (!reader.isWhole) {
      yield answer.takeEvents();
      throw toReadError(error, { began: answer.began, ended }, asked, response);
    }
  }
  yield answer.takeEvents();
  yield reader.end() ?? [];
}
