import { AskError } from "../../shared/failures.ts";
import { LONGEST_TEXT, parseJson } from "./body.ts";
import { ServerError } from "./serverError.ts";

const DONE = "[DONE]";

/**
 * Takes the JSON payloads out of a `text/event-stream`, whose text may be split anywhere. Nothing follows `[DONE]`,
 * which may be missing.
 *
 * Passed over are comments, empty events, and keep-alives that some gateways send as `data: : keepalive`. A line that
 * is JSON is an event at once, for some servers leave out the empty line; JSON over several lines ends with it.
 */
export class EventStream {
  readonly #onPayload: (payload: unknown) => void;
  /** What came of a line whose end has not. */
  #line = "";
  /** The lines so far of JSON that goes over several. */
  #data = "";
  #isError = false;
  #afterCarriageReturn = false;
  #isDone = false;

  constructor(onPayload: (payload: unknown) => void) {
    this.#onPayload = onPayload;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /**
   * @throws SyntaxError for an event that is not JSON
   * @throws ServerError for an event named `error`
   * @throws AskError `oversized-event`
   */
  feed(piece: string): void {
    const text = this.#withLineFeeds(piece);
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      this.#readLine(this.#line + text.slice(start, end));
      if (this.#isDone) return;
      this.#line = "";
      start = end + 1;
    }
    this.#line += text.slice(start);
    if (this.#line.length + this.#data.length > LONGEST_TEXT) throw new AskError({ code: "oversized-event" });
  }

  /** The text has ended, perhaps without its last line ends. @throws as `feed` does */
  end(): void {
    this.feed("\n\n");
  }

  /** Lines may end with LF, CRLF or CR. */
  #withLineFeeds(piece: string): string {
    if (piece === "") return piece;
    const text = this.#afterCarriageReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    this.#afterCarriageReturn = piece.endsWith("\r");
    return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  }

  #readLine(line: string): void {
    if (line === "") this.#endEvent();
    else if (line.startsWith("data:")) this.#readData(line.slice("data:".length));
    else if (line.startsWith("event:")) this.#isError = line.slice("event:".length).trim() === "error";
    // As llama.cpp sends it.
    else if (line.startsWith("error:")) throw toServerError(line.slice("error:".length));
  }

  #readData(data: string): void {
    if (this.#isError) throw toServerError(data);
    const payload = this.#data === "" ? parseJson(data) : undefined;
    if (payload !== undefined) return this.#onPayload(payload);
    const text = data.trim();
    if (text === DONE) this.#isDone = true;
    else if (text !== "" && !text.startsWith(":")) this.#data += `${data}\n`;
  }

  #endEvent(): void {
    this.#isError = false;
    if (this.#data === "") return;
    const data = this.#data;
    this.#data = "";
    this.#onPayload(JSON.parse(data));
  }
}

function toServerError(data: string): ServerError {
  return new ServerError({ body: parseJson(data) ?? data.trim() });
}
