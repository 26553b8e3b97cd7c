import type { ApiName } from "../../shared/failures.ts";
import type { Connection } from "../settings/connection.ts";
import type { Refusal } from "./refusals.ts";

/** The whole URLs that requests go to. */
export type EndpointUrls = Readonly<Record<"models" | ApiName, string>>;

/** What an endpoint says about itself when it is asked for its models, whatever it answers. */
export type EndpointFacts = {
  /** The one that was asked. */
  readonly url: string;
  readonly status: number;
  /** From sending the request to having the answer's headers, or the whole of an error. */
  readonly milliseconds: number;
  /**
   * Those that tell which server this is, such as `server`, `x-powered-by`, `openai-version`, `openai-processing-ms`;
   * names in lower case. Never one that could hold a secret, such as `set-cookie`.
   */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId?: string;
};

/** One connection, looked at without a word to a model. */
export interface EndpointProbe {
  readonly urls: EndpointUrls;
  /** The one that a question goes to now. */
  readonly api: ApiName;
  /**
   * Asks for the models and does not read them: any status is an answer. Throws an `AskError`, or rejects
   * with the signal's reason when the signal is aborted; the connection is closed in every case.
   */
  inspect(signal: AbortSignal): Promise<EndpointFacts>;
}

/** Makes probes. Making one sends nothing. */
export interface EndpointProbes {
  /** @param refusals what the endpoint was found to refuse, which may change its URLs */
  open(connection: Connection, refusals: readonly Refusal[]): Promise<EndpointProbe>;
}
