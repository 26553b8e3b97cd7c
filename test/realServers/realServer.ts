import { createWriteStream, readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { type ProcessGroup, spawnGroup } from "../host/processGroup.ts";
import { waitUntil } from "../host/wait.ts";
import { HUB, LLAMA_CPP, LOGS, modelFile, TRANSFORMERS } from "./install.ts";
import { pythonIn } from "./python.ts";

const STARTS_WITHIN = 120_000;

/** What the context of the llama.cpp server holds, in tokens. */
export const CONTEXT_TOKENS = 4096;

type Program = {
  readonly name: string;
  readonly python: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers, with whatever status, as soon as the server is ready. */
  readonly readyPath: string;
};

export type RawAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Whether the server ended it; otherwise it closed the line in the middle. */
  readonly isWhole: boolean;
};

/** A server with a real model, on a port of its own. */
export class RealServer {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly #logFile: string;
  readonly #process: ProcessGroup;

  private constructor(origin: string, logFile: string, process: ProcessGroup) {
    this.origin = origin;
    this.#logFile = logFile;
    this.#process = process;
  }

  /** Knows its one model as `smollm2`, and wants the key if one is given. */
  static async startLlamaCpp(key?: string): Promise<RealServer> {
    const model = ["--model", await modelFile(), "--model_alias", "smollm2", "--n_ctx", String(CONTEXT_TOKENS)];
    return await RealServer.#start({
      name: key === undefined ? "llama-cpp" : "llama-cpp-with-key",
      python: pythonIn(LLAMA_CPP),
      args: ["-m", "llama_cpp.server", ...model, ...(key === undefined ? [] : ["--api_key", key])],
      env: { PYTHONUNBUFFERED: "1" },
      readyPath: "/v1/models",
    });
  }

  /** Loads a model when it is first asked for. */
  static async startTransformers(): Promise<RealServer> {
    return await RealServer.#start({
      name: "transformers",
      python: pythonIn(TRANSFORMERS),
      args: ["-m", "transformers.cli.transformers", "serve", "--device", "cpu", "--log-level", "info"],
      env: { HF_HOME: HUB, HF_HUB_OFFLINE: "1", PYTHONUNBUFFERED: "1" },
      readyPath: "/health",
    });
  }

  static async #start({ name, python, args, env, readyPath }: Program): Promise<RealServer> {
    const port = String(await freePort());
    const group = spawnGroup(python, [...args, "--host", "127.0.0.1", "--port", port], { ...process.env, ...env });
    const logFile = join(LOGS, `${name}.log`);
    const log = createWriteStream(logFile);
    group.child.stdout.pipe(log, { end: false });
    group.child.stderr.pipe(log, { end: false });
    const server = new RealServer(`http://127.0.0.1:${port}`, logFile, group);
    let ended = false;
    void group.exited.then(() => (ended = true));
    try {
      await waitUntil(async () => ended || (await server.#answers(readyPath)), {
        what: `the ${name} server`,
        timeout: STARTS_WITHIN,
        interval: 500,
      });
      if (ended) throw new Error(`The ${name} server did not start: see ${logFile}.`);
    } catch (error) {
      await group.stop();
      throw error;
    }
    return server;
  }

  /** What the server has written so far. */
  get log(): string {
    return readFileSync(this.#logFile, "utf8");
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  /**
   * A request without our client; a text goes out as it is. It has a line of its own, because these servers close
   * theirs after some errors without saying so, and the next request may already be on its way.
   */
  async post(path: string, body: unknown): Promise<RawAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const options = { method: "POST", agent: false, headers: { "content-type": "application/json" } };
    const asked = request(this.origin + path, options, resolve);
    asked.once("error", reject);
    asked.end(typeof body === "string" ? body : JSON.stringify(body));
    const answer = await promise;
    const { text, isWhole } = await readText(answer);
    return {
      status: answer.statusCode ?? 0,
      contentType: answer.headers["content-type"] ?? "",
      text,
      isWhole,
    };
  }

  async #answers(path: string): Promise<boolean> {
    try {
      await (await fetch(this.origin + path)).arrayBuffer();
      return true;
    } catch (error) {
      // Nobody listens yet.
      if (error instanceof TypeError) return false;
      throw error;
    }
  }
}

async function readText(answer: IncomingMessage): Promise<Pick<RawAnswer, "text" | "isWhole">> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const piece of answer) text += decoder.decode(piece as Buffer, { stream: true });
    return { text, isWhole: true };
  } catch (error) {
    if (answer.complete) throw error;
    return { text, isWhole: false };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}
