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
  const type = mediaType(response);
  if (type === "text/html") throw notAnAnswer(response);
  if (type.endsWith("json")) yield* readWhole(response, exchange, reader, asked);
  else yield* readStreamed(response, exchange, reader, asked);
  yield* reader.end() ?? [];
}

/** Who is asked to stream may answer in one piece all the same. */
async function* readWhole(
  response: Response,
  exchange: Exchange,
  reader: AnswerReader,
  asked: Asked,
): AsyncGenerator<ModelEvent> {
  const body = parseJson(await readJsonText(response, exchange, asked));
  if (typeof body !== "object" || body === null) throw notAnAnswer(response);
  throwIfError(body, response);
  yield* reader.readWhole(body);
}

async function readJsonText(response: Response, exchange: Exchange, asked: Asked): Promise<string> {
  try {
    return await readText(response, exchange);
  } catch (error) {
    throw toReadError(error, { began: true, ended: false }, asked, requestIdOf(response.headers));
  }
}

async function* readStreamed(
  response: Response,
  exchange: Exchange,
  reader: AnswerReader,
  asked: Asked,
): AsyncGenerator<ModelEvent> {
  let isStream = mediaType(response) === "text/event-stream";
  try {
    for await (const payload of readStream(response, exchange, asked)) {
      isStream = true;
      throwIfError(payload, response);
      yield* reader.read(payload);
      if (reader.isDone) return;
    }
    // Some servers call a stream by another name, or by none.
    if (!isStream) throw notAnAnswer(response);
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
