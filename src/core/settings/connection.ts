import type { ApiName } from "../../shared/failures.ts";
import type { Endpoint } from "./endpoint.ts";

/** Everything a client needs to reach a model. Holds the key: never logged, stored or sent to the panel. */
export type Connection = {
  readonly endpoint: Endpoint;
  /** `auto` asks for the best one that the endpoint and the model have. */
  readonly api: "auto" | ApiName;
  /** Absent for an endpoint that wants none. */
  readonly key?: string;
  readonly organization?: string;
  readonly project?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: Timeouts;
};

/** Milliseconds. */
export type Timeouts = {
  /** From sending the request to the first byte of the answer. */
  readonly firstByte: number;
  /** Between two pieces of the answer. */
  readonly idle: number;
};
