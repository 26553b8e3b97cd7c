import type { Log } from "../../core/ports/log.ts";
import type { ModelConnector } from "../../core/ports/model.ts";
import type { Certificate } from "../../shared/failures.ts";
import { OpenAiModel } from "./openAiModel.ts";
import { Requester } from "./requester.ts";
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
  /** Is told which API is asked, at which address. */
  readonly log?: Log;
  /** Asks a server for its certificate, to name it in a failure; absent where that cannot be done. */
  readonly peerCertificate?: (origin: string) => Promise<Certificate | undefined>;
  readonly setTimer?: SetTimer;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

/** Models behind OpenAI's API and behind servers that imitate it. Connecting sends nothing. */
export function createOpenAiConnector(options: OpenAiOptions): ModelConnector {
  const { fetch, userAgent, setTimer = setRealTimer, now = Date.now, log, peerCertificate } = options;
  return {
    connect: async (connection, refusals) => {
      const transport = createTransport(connection, fetch, userAgent);
      const requester = new Requester({ connection, transport, setTimer, peerCertificate });
      return new OpenAiModel({ connection, refusals, requester, now, log });
    },
  };
}
