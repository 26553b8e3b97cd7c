import { LLMock } from "@copilotkit/aimock";
import { RecordingProxy, type RecordedRequest } from "./recordingProxy.ts";

/** What the model answers to a prompt, and how fast. */
export type Script = {
  /** Matches the last message of the request. */
  readonly when: RegExp;
  /** The model that answers so; `test-model` when absent. The list of models has each that is named. */
  readonly model?: string;
  readonly answer: string | ((prompt: string) => string);
  /** Tokens a second; as fast as it can when absent. */
  readonly tokensPerSecond?: number;
  /** Why the answer ends; `stop` when absent. */
  readonly finishReason?: "length";
};

/** An OpenAI-compatible server that this project did not write (aimock), with the answers of a test. */
export class ScriptedOpenAi implements AsyncDisposable {
  readonly #server: LLMock;
  /** The server's own journal blacks out keys and cuts long bodies, which are what tests want to see. */
  readonly #proxy: RecordingProxy;

  private constructor(server: LLMock, proxy: RecordingProxy) {
    this.#server = server;
    this.#proxy = proxy;
  }

  /** `keys`: the keys that are accepted; any, or none, when absent. */
  static async start(options: {
    readonly keys?: readonly string[];
    readonly scripts: readonly Script[];
  }): Promise<ScriptedOpenAi> {
    const server = new LLMock({
      port: 0,
      host: "127.0.0.1",
      ...(options.keys ? { auth: { apiKeys: options.keys } } : {}),
    });
    for (const { when, model = "test-model", answer, tokensPerSecond, finishReason } of options.scripts) {
      server.on(
        { model, endpoint: "chat", predicate: ({ messages }) => when.test(lastText(messages)) },
        ({ messages }) => ({
          content: typeof answer === "string" ? answer : answer(lastText(messages)),
          ...(finishReason ? { finishReason } : {}),
        }),
        tokensPerSecond === undefined ? {} : { streamingProfile: { ttft: 0, tps: tokensPerSecond } },
      );
    }
    await server.start();
    return new ScriptedOpenAi(server, await RecordingProxy.start(server.port));
  }

  get baseUrl(): string {
    return `${this.#proxy.origin}/v1`;
  }

  /** Every request so far, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.#proxy.requests;
  }

  /** Answers the next request with this error. */
  failNext(status: number, error: { readonly message: string; readonly code?: string; readonly type?: string }): void {
    this.#server.nextRequestError(status, error);
  }

  forget(): void {
    this.#proxy.requests.length = 0;
  }

  async stop(): Promise<void> {
    await this.#proxy.stop();
    await this.#server.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

function lastText(messages: readonly { readonly content: unknown }[]): string {
  const content = messages.at(-1)?.content;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (hasText(part) ? part.text : "")).join("");
}

function hasText(part: unknown): part is { readonly text: string } {
  return typeof part === "object" && part !== null && "text" in part && typeof part.text === "string";
}
