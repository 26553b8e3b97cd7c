import type { ModelEvent } from "../../core/ports/model.ts";
import { AskError } from "../../shared/failures.ts";
import type { AnswerReader } from "./apis/api.ts";
import { mediaType, notAnAnswer, parseJson, readPieces, readText, throwIfError, toReadError } from "./body.ts";
import type { Exchange } from "./exchange.ts";
import { requestIdOf, ServerError } from "./serverError.ts";
import type { Asked } from "./serverFailure.ts";
import { readPayloads } from "./sse.ts";

/**
 * The events of an answer, streamed or, whatever was asked for, in one piece. The last one is the `end`; there is none
 * when the answer was cut off.
 *
 * @throws ServerError for an error that the server put into the answer
 * @throws AskError for trouble with the connection, or an answer that is none
 */
export async function* readAnswer(
  response: Response,
  exchange: Exchange,
  reader: AnswerReader,
  asked: Asked,
): AsyncGenerator<ModelEvent> {
  if (mediaType(response) === "text/event-stream") {
    yield* readStreamed(response, exchange, reader, asked);
  } else {
    const body = parseJson(await readText(response, exchange, Number.POSITIVE_INFINITY));
    if (typeof body !== "object" || body === null) throw notAnAnswer(response);
    throwIfError(body, response);
    yield* reader.readWhole(body);
  }
  yield* reader.end() ?? [];
}

async function* readStreamed(
  response: Response,
  exchange: Exchange,
  reader: AnswerReader,
  asked: Asked,
): AsyncGenerator<ModelEvent> {
  try {
    for await (const payload of readStream(response, exchange, asked)) {
      throwIfError(payload, response);
      yield* reader.read(payload);
      if (reader.isDone) return;
    }
  } catch (error) {
    // Only the usage can be missing when the model has said that it is done: the answer is whole.
    if (reader.end() === undefined) throw error;
  }
}

/** The payloads of a streamed answer, with whatever interrupts it told as what it means. */
async function* readStream(response: Response, exchange: Exchange, asked: Asked): AsyncGenerator {
  const progress = { began: false, ended: false };
  try {
    for await (const payload of readPayloads(readPieces(response, exchange, progress))) {
      progress.began = true;
      yield payload;
    }
  } catch (error) {
    if (error instanceof AskError || error instanceof ServerError) throw error;
    throw toReadError(error, progress, asked, requestIdOf(response.headers));
  }
}
