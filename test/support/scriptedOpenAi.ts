import { LLMock, type JournalEntry } from "@copilotkit/aimock";

/** What the model answers to a prompt, and how fast. */
export type Script = {
  /** Matches the last message of the request. */
  readonly when: RegExp;
  readonly answer: string | ((prompt: string) => string);
  /** Tokens a second; as fast as it can when absent. */
  readonly tokensPerSecond?: number;
};

/** An OpenAI-compatible server that this project did not write (aimock), with the answers of a test. */
export class ScriptedOpenAi implements AsyncDisposable {
  readonly #server: LLMock;

  private constructor(server: LLMock) {
    this.#server = server;
  }

  /** `keys`: the keys that are accepted; any, or none, when absent. */
  static async start(options: { readonly keys?: readonly string[]; readonly scripts: readonly Script[] }): Promise<ScriptedOpenAi> {
    const server = new LLMock({
      port: 0,
      host: "127.0.0.1",
      ...(options.keys ? { auth: { apiKeys: options.keys } } : {}),
    });
    for (const { when, answer, tokensPerSecond } of options.scripts) {
      server.on(
        { model: "test-model", endpoint: "chat", predicate: ({ messages }) => when.test(lastText(messages)) },
        ({ messages }) => ({ content: typeof answer === "string" ? answer : answer(lastText(messages)) }),
        tokensPerSecond === undefined ? {} : { streamingProfile: { ttft: 0, tps: tokensPerSecond } },
      );
    }
    await server.start();
    return new ScriptedOpenAi(server);
  }

  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  /** Every request so far, oldest first. */
  get requests(): readonly JournalEntry[] {
    return this.#server.getRequests();
  }

  /** Answers the next request with this error. */
  failNext(status: number, error: { readonly message: string; readonly code?: string; readonly type?: string }): void {
    this.#server.nextRequestError(status, error);
  }

  forget(): void {
    this.#server.clearRequests();
  }

  stop(): Promise<void> {
    return this.#server.stop();
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
