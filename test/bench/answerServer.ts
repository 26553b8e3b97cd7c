import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { within } from "../host/wait.ts";
import { epochNow } from "./epochNow.ts";

const patience = 60_000;

/**
 * The least server that speaks chat completions. It answers with the headers of a stream at once, and says
 * nothing until it is told to.
 */
export class AnswerServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #arrived: PendingAnswer[] = [];
  #waiting: ((answer: PendingAnswer) => void) | undefined;

  private constructor() {
    this.#server = createServer((request, response) => {
      request.resume();
      request.once("end", () => this.#begin(response));
    });
  }

  static async listen(): Promise<AnswerServer> {
    const answers = new AnswerServer();
    await new Promise<void>((resolve) => answers.#server.listen(0, "127.0.0.1", resolve));
    return answers;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** The answer to the request that comes next. */
  async next(): Promise<PendingAnswer> {
    const answer = this.#arrived.shift();
    if (answer) return answer;
    const { promise, resolve } = Promise.withResolvers<PendingAnswer>();
    this.#waiting = resolve;
    return within(promise, { what: "a request to the bench's own model server", timeout: patience });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #begin(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.flushHeaders();
    // Otherwise the system may keep a small piece back until the one before it has been confirmed.
    response.socket?.setNoDelay(true);
    const answer = new PendingAnswer(response);
    if (this.#waiting) this.#waiting(answer);
    else this.#arrived.push(answer);
    this.#waiting = undefined;
  }
}

/** An answer whose headers have been sent. */
export class PendingAnswer {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Writes one delta; returns when it did, in milliseconds since 1970. */
  write(content: string): number {
    const event = toEvent({ content }, null);
    const writtenAt = epochNow();
    this.#response.write(event);
    return writtenAt;
  }

  end(): void {
    this.#response.end(`${toEvent({}, "stop")}data: [DONE]\n\n`);
  }
}

function toEvent(delta: { readonly content?: string }, reason: "stop" | null): string {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  const chunk = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 0, model: "bench", choices };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
