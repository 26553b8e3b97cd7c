import type { Log } from "../../core/ports/log.ts";
import type { ModelConnector } from "../../core/ports/model.ts";
import type { EndpointProbes } from "../../core/ports/endpointProbe.ts";
import type { Connection } from "../../core/settings/connection.ts";
import type { Certificate } from "../../shared/failures.ts";
import { OpenAiModel } from "./openAiModel.ts";
import { createProbe } from "./openAiProbe.ts";
import { Requester } from "./requester.ts";
import { type SetTimer, setRealTimer } from "./timer.ts";
import { createTransport, describeHeaders, type Fetch } from "./transport.ts";

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
  const { now = Date.now, log } = options;
  return {
    connect: async (connection, refusals) =>
      new OpenAiModel({ connection, refusals, requester: createRequester(connection, options), now, log }),
  };
}

/** Looks at the same endpoints without a word to a model. */
export function createOpenAiProbes(options: OpenAiOptions): EndpointProbes {
  const { now = Date.now } = options;
  return {
    open: async (connection, refusals) =>
      createProbe({ connection, requester: createRequester(connection, options), now }, refusals),
  };
}

function createRequester(connection: Connection, options: OpenAiOptions): Requester {
  const { fetch, userAgent, setTimer = setRealTimer, peerCertificate } = options;
  return new Requester({
    connection,
    transport: createTransport(connection, fetch, userAgent),
    describeHeaders: () => describeHeaders(connection, userAgent),
    setTimer,
    peerCertificate,
  });
}
