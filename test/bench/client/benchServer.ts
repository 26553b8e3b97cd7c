import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export type ServerMessage =
  | { readonly type: "listening"; readonly port: number }
  /** A connection was closed while it was written to; `at` as `epochNow`. */
  | { readonly type: "closed"; readonly at: number };

export const PACED_EVENTS = 250;

/** What the server answers: see `serverProcess.ts`. */
export type AnswerName = "burst" | "paced" | "endless" | "huge";

/** The model server of the bench, in a process of its own. */
export class BenchServer implements Disposable {
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#port = port;
  }

  static async start(): Promise<BenchServer> {
    const child = fork(new URL("serverProcess.ts", import.meta.url), { execArgv: [] });
    const message = await nextMessage(child);
    if (message.type !== "listening") throw new Error("The bench's server did not listen.");
    return new BenchServer(child, message.port);
  }

  baseUrl(answer: AnswerName): string {
    return `http://127.0.0.1:${this.#port}/${answer}/v1`;
  }

  /** When the server saw the next connection close. */
  async nextClose(): Promise<number> {
    const message = await nextMessage(this.#process);
    if (message.type !== "closed") throw new Error("The bench's server said something else than expected.");
    return message.at;
  }

  [Symbol.dispose](): void {
    this.#process.kill();
  }
}

async function nextMessage(child: ChildProcess): Promise<ServerMessage> {
  const [message] = (await once(child, "message")) as [ServerMessage];
  return message;
}
