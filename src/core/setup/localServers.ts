import { isRecord } from "../../shared/protocol/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Fetch } from "../ports/fetch.ts";

/** A server of this machine that speaks OpenAI's API. */
export type LocalServer = {
  /** With its `/v1`. */
  readonly baseUrl: string;
  /** Absent when neither its answer nor its port tells. */
  readonly name?: string;
  /** How many models it lists; absent when it lists none before it gets a key. */
  readonly models?: number;
};

/** `name` is that of the one server which listens there unless it is told otherwise; absent where there are more. */
export type UsualPort = { readonly port: number; readonly name?: string };

const USUAL_PORTS: readonly UsualPort[] = [
  { port: 11434, name: "Ollama" },
  { port: 1234, name: "LM Studio" },
  // llama.cpp, LocalAI
  { port: 8080 },
  // vLLM, transformers
  { port: 8000 },
  { port: 1337, name: "Jan" },
  { port: 5001, name: "KoboldCpp" },
  { port: 4891, name: "GPT4All" },
  { port: 5000, name: "text-generation-webui" },
];

/** What servers say of themselves in the header `server`, or as the owner of their models. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^llama\.?cpp/i, "llama.cpp"],
  [/kobold/i, "KoboldCpp"],
  [/^vllm/i, "vLLM"],
  [/^sglang/i, "SGLang"],
  [/^organization[-_]owner$/, "LM Studio"],
  [/^library$/, "Ollama"],
  [/^jan$/i, "Jan"],
];

/** A server of this machine answers within some milliseconds, or it is not there. */
const PATIENCE_MS = 700;

/**
 * Asks every usual port of this machine at once for its models: without a key, and following no redirect.
 * Resolves within 700 ms, however the servers behave; rejects only with the signal's reason.
 */
export async function findLocalServers(
  parts: { readonly fetch: Fetch; readonly clock: Clock },
  signal: AbortSignal,
  ports: readonly UsualPort[] = USUAL_PORTS,
): Promise<readonly LocalServer[]> {
  const over = new AbortController();
  const patience = AbortSignal.any([signal, over.signal]);
  const timer = parts.clock.sleep(PATIENCE_MS, patience).then(
    () => over.abort(),
    // All have answered before, or the person gave up.
    () => undefined,
  );
  const found = await Promise.all(ports.map((usual) => ask(parts.fetch, usual, patience)));
  over.abort();
  await timer;
  signal.throwIfAborted();
  return found.filter((server) => server !== undefined);
}

async function ask(fetch: Fetch, { port, name }: UsualPort, signal: AbortSignal): Promise<LocalServer | undefined> {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { accept: "application/json" },
      redirect: "error",
      signal,
    });
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    const body: unknown = isJson ? await response.json() : await response.body?.cancel();
    const read = readAnswer({ status: response.status, server: response.headers.get("server") ?? "", body });
    return read && { baseUrl, ...(name === undefined ? {} : { name }), ...read };
  } catch {
    // Nobody listens there, or something else does: either way there is no server to offer.
    return undefined;
  }
}

/**
 * What an answer to `GET /v1/models` tells about the server. Undefined when it is no such server.
 *
 * @param answer `body` is the parsed JSON, undefined when it was none
 */
export function readAnswer(answer: {
  readonly status: number;
  readonly server: string;
  readonly body: unknown;
}): Pick<LocalServer, "name" | "models"> | undefined {
  const { status, server, body } = answer;
  if (status === 401 && body !== undefined) return nameOf([server]);
  if (status !== 200 || !isRecord(body)) return undefined;
  // Ollama without a model says null.
  const list = body["object"] === "list" && body["data"] === null ? [] : body["data"];
  if (!Array.isArray(list)) return undefined;
  const owners = list.flatMap((model: unknown) => (isRecord(model) ? (model["owned_by"] ?? []) : []));
  return { ...nameOf([server, ...owners]), models: list.length };
}

function nameOf(hints: readonly unknown[]): { readonly name?: string } {
  for (const hint of hints) {
    const sign = SIGNS.find(([pattern]) => typeof hint === "string" && pattern.test(hint));
    if (sign) return { name: sign[1] };
  }
  return {};
}
