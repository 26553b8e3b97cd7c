import { createParser } from "eventsource-parser";
import { AskError } from "../../shared/failures.ts";

/** Far above any real event, in UTF-16 units. Without a limit one endless line would fill the memory. */
const LONGEST_EVENT = 32_000_000;

const DONE = "[DONE]";

/**
 * The JSON payloads of a `text/event-stream`, one for each event. Stops at `[DONE]`, with or without it.
 *
 * Passed over are comments, empty events, and keep-alives that some gateways send as `data: : keepalive`. Events that
 * lack the empty line between them are told apart.
 *
 * @param pieces of the body, split anywhere
 * @throws SyntaxError for an event that is not JSON
 * @throws AskError `oversized-event`
 */
export async function* readPayloads(pieces: AsyncIterable<Uint8Array>): AsyncGenerator {
  const decoder = new TextDecoder();
  let events: string[] = [];
  let oversized = false;
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: ({ data }) => void events.push(data),
    onError: ({ type }) => {
      oversized ||= type === "max-buffer-size-exceeded";
    },
  });
  for await (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (oversized) throw new AskError({ code: "oversized-event" });
    if (events.length === 0) continue;
    const complete = events;
    events = [];
    for (const data of complete) {
      if (data.trim() === DONE) return;
      yield* parsePayloads(data);
    }
  }
  // The last event may lack its empty line.
  parser.feed(`${decoder.decode()}\n\n`);
  for (const data of events) {
    if (data.trim() === DONE) return;
    yield* parsePayloads(data);
  }
}

function parsePayloads(data: string): readonly unknown[] {
  if (isNothing(data)) return [];
  try {
    return [JSON.parse(data)];
  } catch (error) {
    const lines = data.split("\n").filter((line) => !isNothing(line) && line.trim() !== DONE);
    if (lines.length < 2 && lines[0] === data) throw error;
    return lines.map((line): unknown => JSON.parse(line));
  }
}

function isNothing(data: string): boolean {
  return /^\s*(?::.*)?$/.test(data);
}
