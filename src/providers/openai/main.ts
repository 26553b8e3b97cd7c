import type { ModelConnector } from "../../core/ports/model.ts";
import { createClient } from "./client.ts";
import { OpenAiModel } from "./openAiModel.ts";
import { type SetTimer, setRealTimer } from "./timer.ts";
import { createTransport, type Fetch } from "./transport.ts";

export type OpenAiOptions = {
  /**
   * The extension host's `fetch`, which knows VS Code's proxy settings and the system's certificates.
   * Requests ask for `redirect: "error"`. In a browser that cannot be told from an unreachable server, so the
   * web entry passes a fetch that says `"manual"` instead.
   */
  readonly fetch: Fetch;
  readonly userAgent: string;
  readonly setTimer?: SetTimer;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

/** Models behind OpenAI's API and behind servers that imitate it. Connecting sends nothing. */
export function createOpenAiConnector(options: OpenAiOptions): ModelConnector {
  const { fetch, userAgent, setTimer = setRealTimer, now = Date.now } = options;
  return {
    connect: async (connection) => {
      const client = createClient(connection.endpoint.baseUrl, createTransport(connection, fetch, userAgent));
      return new OpenAiModel(client, connection, setTimer, now);
    },
  };
}
