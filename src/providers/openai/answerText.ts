import type { ModelEvent } from "../../core/ports/model.ts";
import { AskError } from "../../shared/failures.ts";
import type { AnswerReader } from "./apis/api.ts";
import { LONGEST_TEXT, mediaType, notAnAnswer, parseJson, throwIfError } from "./body.ts";
import { EventStream } from "./sse.ts";

/**
 * The text of an answer's body. Whether it is a stream, JSON or a page shows in its first character: who is asked to
 * stream may answer in one piece all the same, and some servers call either by another name, or by none.
 *
 * Its methods throw what `readAnswer` throws, and a SyntaxError for an event that is not JSON.
 */
export class AnswerText {
  readonly #response: Response;
  readonly #reader: AnswerReader;
  readonly #stream = new EventStream((payload) => this.#readPayload(payload));
  #form: "unknown" | "json" | "stream" = "unknown";
  #json = "";
  #began = false;
  #events: ModelEvent[] = [];

  constructor(response: Response, reader: AnswerReader) {
    this.#response = response;
    this.#reader = reader;
  }

  /** Whether something of an answer has been read. */
  get began(): boolean {
    return this.#began;
  }

  /** Whether nothing that follows belongs to the answer. */
  get isDone(): boolean {
    return this.#stream.isDone || this.#reader.isDone;
  }

  /** What has been read since they were taken last. */
  takeEvents(): readonly ModelEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  feed(piece: string): void {
    if (this.#form === "unknown") this.#recognize(piece.trimStart().charAt(0));
    switch (this.#form) {
      case "unknown":
        return;
      case "json":
        this.#began = true;
        this.#json += piece;
        if (this.#json.length > LONGEST_TEXT) throw new AskError({ code: "oversized-event" });
        return;
      case "stream":
        this.#stream.feed(piece);
    }
  }

  /** After the last piece. */
  end(): void {
    if (this.#form === "json") this.#readWhole(parseJson(this.#json));
    else this.#stream.end();
    if (!this.#began && mediaType(this.#response) !== "text/event-stream") throw notAnAnswer(this.#response);
  }

  #recognize(first: string): void {
    if (first === "<") throw notAnAnswer(this.#response);
    if (first !== "") this.#form = first === "{" || first === "[" ? "json" : "stream";
  }

  #readPayload(payload: unknown): void {
    this.#began = true;
    throwIfError(payload, this.#response);
    // Nothing that follows the end of an answer is read, though it came with it.
    if (this.#reader.isDone) return;
    for (const event of this.#reader.read(payload)) this.#add(event);
  }

  /** Text that arrived together is one event, however many the server made of it. */
  #add(event: ModelEvent): void {
    const last = this.#events.at(-1);
    if (event.type === "text-delta" && last?.type === "text-delta" && event.choice === last.choice) {
      this.#events[this.#events.length - 1] = { ...last, text: last.text + event.text };
    } else {
      this.#events.push(event);
    }
  }

  #readWhole(body: unknown): void {
    throwIfError(body, this.#response);
    const events = this.#reader.readWhole(body);
    if (events === undefined) throw notAnAnswer(this.#response);
    this.#events.push(...events);
  }
}
