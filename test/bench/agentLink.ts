import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { within } from "../host/wait.ts";
import type { AgentCalls, AgentRequest, AgentResponse } from "./agent/contract.ts";

/** Longer than anything that an agent is asked for takes, a busy machine included. */
const patience = 120_000;

/** Where the agents of the windows call in. */
export class AgentLink implements AsyncDisposable {
  readonly #server: Server;
  readonly #arrived: Agent[] = [];
  #waiting: ((agent: Agent) => void) | undefined;

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#accept(new Agent(socket)));
  }

  static async listen(): Promise<AgentLink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new AgentLink(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The agent of the window that opens next. */
  async next(): Promise<Agent> {
    const agent = this.#arrived.shift();
    if (agent) return agent;
    const { promise, resolve } = Promise.withResolvers<Agent>();
    this.#waiting = resolve;
    return within(promise, { what: "the extension host to run the bench's agent", timeout: patience });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(agent: Agent): void {
    if (this.#waiting) this.#waiting(agent);
    else this.#arrived.push(agent);
    this.#waiting = undefined;
  }
}

/** The bench's hand in one extension host. */
export class Agent {
  readonly #socket: Socket;
  readonly #pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #nextId = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    createInterface(socket).on("line", (line) => this.#settle(JSON.parse(line) as AgentResponse));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      for (const waiting of this.#pending.values()) waiting.reject(new Error("The extension host ended too early."));
    });
  }

  /** @throws with the agent's sentence when it could not do it */
  async call<M extends keyof AgentCalls>(method: M, params: AgentCalls[M]["params"]): Promise<AgentCalls[M]["result"]> {
    const request: AgentRequest = { id: this.#nextId++, method, params };
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(request.id, { resolve, reject });
    this.#socket.write(`${JSON.stringify(request)}\n`);
    const result = await within(promise, { what: `the extension host to finish "${method}"`, timeout: patience });
    return result as AgentCalls[M]["result"];
  }

  /** Ends the suite that the agent is; resolves when it is gone. */
  async end(): Promise<void> {
    if (this.#socket.destroyed) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#socket.once("close", () => resolve(undefined));
    this.#socket.end();
    await within(promise, { what: "the bench's agent to end", timeout: patience });
  }

  #settle({ id, result, error }: AgentResponse): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}
