import { OpenAI } from "openai";
import { LONGEST_DELAY_MS } from "./timer.ts";
import type { createTransport } from "./transport.ts";

/**
 * The SDK's client, stripped of everything it would do on its own: it reads no environment variable, retries
 * nothing, logs nothing, keeps no time, and knows no key, which is the transport's business.
 *
 * `undefined` makes the SDK look into the environment, `null` does not (openai 7.57.0, client.mjs:181).
 */
export function createClient(baseUrl: string, fetch: ReturnType<typeof createTransport>): OpenAI {
  return withoutCustomHeaders(
    () =>
      new OpenAI({
        baseURL: baseUrl,
        // Must not be empty; the transport drops the header that is made of it.
        apiKey: "unused",
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        fetch,
        maxRetries: 0,
        timeout: LONGEST_DELAY_MS,
        logLevel: "off",
        // In the web extension host the key is the person's own, in their own browser.
        dangerouslyAllowBrowser: true,
      }),
  );
}

const CUSTOM_HEADERS = "OPENAI_CUSTOM_HEADERS";

/**
 * No option turns this variable off, and a malformed one makes the constructor throw. It is hidden while the
 * constructor runs, which is synchronous, so nothing else in the process can miss it.
 */
function withoutCustomHeaders<T>(construct: () => T): T {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const env = process?.env;
  const hidden = env?.[CUSTOM_HEADERS];
  if (env === undefined || hidden === undefined) return construct();
  Reflect.deleteProperty(env, CUSTOM_HEADERS);
  try {
    return construct();
  } finally {
    env[CUSTOM_HEADERS] = hidden;
  }
}
