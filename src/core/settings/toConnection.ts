import type { Connection } from "./connection.ts";
import type { Settings } from "./settings.ts";

const OPENAI_FIRST_BYTE = 60_000;
/** A local server may have to load the model first. */
const OTHER_FIRST_BYTE = 300_000;

/** Settles what the defaults mean for this endpoint. */
export function toConnection(settings: Settings, key: string | undefined): Connection {
  const { endpoint, api, organization, project, headers, idleTimeout } = settings;
  return {
    endpoint,
    api,
    headers,
    timeouts: {
      firstByte: settings.firstByteTimeout ?? (endpoint.isOpenAi ? OPENAI_FIRST_BYTE : OTHER_FIRST_BYTE),
      idle: idleTimeout,
    },
    ...(key === undefined ? {} : { key }),
    ...(organization === undefined ? {} : { organization }),
    ...(project === undefined ? {} : { project }),
  };
}
