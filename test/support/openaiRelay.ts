import { once } from "node:events";
import net from "node:net";

/** A TCP relay in front of a server, which sees what the server alone does not tell: who holds a connection. */
export class OpenAiRelay {
  readonly #server: net.Server;
  readonly #open = new Set<net.Socket>();

  private constructor(server: net.Server) {
    this.#server = server;
  }

  static async start(port: number): Promise<OpenAiRelay> {
    const server = net.createServer();
    const relay = new OpenAiRelay(server);
    server.on("connection", (client) => relay.#join(client, net.connect(port, "127.0.0.1")));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return relay;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the relay does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Resolves when no client holds a connection, at once if none does. */
  async allClosed(): Promise<void> {
    for (const client of this.#open) await new Promise((resolve) => client.on("close", resolve));
  }

  async stop(): Promise<void> {
    for (const client of this.#open) client.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(client: net.Socket, server: net.Socket): void {
    this.#open.add(client);
    client.on("close", () => {
      this.#open.delete(client);
      server.destroy();
    });
    server.on("close", () => client.destroySoon());
    // A reset on one side is a close on the other; both are what is being tested.
    client.on("error", () => server.destroy());
    server.on("error", () => client.resetAndDestroy());
    client.pipe(server);
    server.pipe(client);
  }
}
