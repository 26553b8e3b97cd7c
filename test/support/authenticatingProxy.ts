import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** A request that reached the proxy: for a tunnel its target, `models.test:80`, otherwise the whole URL. */
export type ProxiedRequest = {
  readonly target: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Whether it was let through. */
  readonly passed: boolean;
};

/**
 * A forward proxy as companies run them: tunnels (CONNECT) and whole URLs, for people who give their name and password
 * (Basic). It finds every host on this computer, so that a test can use names that mean nothing elsewhere.
 */
export class AuthenticatingProxy implements AsyncDisposable {
  readonly requests: ProxiedRequest[] = [];
  readonly #server: http.Server;
  readonly #tunnels = new Set<Duplex>();
  readonly #authorization: string;
  readonly #names: boolean;

  private constructor(user: string, options: { readonly namesScheme: boolean }) {
    this.#authorization = `Basic ${Buffer.from(user).toString("base64")}`;
    this.#names = options.namesScheme;
    this.#server = http.createServer((request, response) => this.#forward(request, response));
    this.#server.on("connect", (request: http.IncomingMessage, socket: Duplex) => this.#tunnel(request, socket));
  }

  /**
   * @param user `name:password`
   * @param options `namesScheme`: whether a refusal says how to authenticate, as it has to; by default it does
   */
  static async start(user: string, options = { namesScheme: true }): Promise<AuthenticatingProxy> {
    const proxy = new AuthenticatingProxy(user, options);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Its address, with `name:password@` when given, which must be safe in a URL. */
  url(user?: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${user === undefined ? "" : `${user}@`}127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#tunnels) socket.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #admits({ headers, url: target = "" }: http.IncomingMessage): boolean {
    const passed = headers["proxy-authorization"] === this.#authorization;
    this.requests.push({ target, headers, passed });
    return passed;
  }

  #challenge(): Record<string, string> {
    return this.#names ? { "proxy-authenticate": 'Basic realm="the company"' } : {};
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (!this.#admits(request)) {
      response.writeHead(407, this.#challenge()).end("Proxy Authentication Required");
      return;
    }
    const { port, pathname, search } = new URL(request.url ?? "");
    const { "proxy-authorization": _, ...headers } = request.headers;
    const options = { host: "127.0.0.1", port: port || 80, method: request.method, path: pathname + search, headers };
    const behind = http.request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    behind.on("error", () => response.destroy());
    response.on("close", () => behind.destroy());
    request.pipe(behind);
  }

  #tunnel(request: http.IncomingMessage, socket: Duplex): void {
    this.#tunnels.add(socket);
    socket.on("close", () => this.#tunnels.delete(socket));
    if (!this.#admits(request)) {
      const challenge = Object.entries(this.#challenge()).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${challenge.join("")}content-length: 0\r\n\r\n`);
      return;
    }
    const port = Number(/:(\d+)$/.exec(request.url ?? "")?.[1]);
    const behind = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(behind).pipe(socket);
    });
    behind.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"));
    socket.on("error", () => behind.destroy());
    socket.on("close", () => behind.destroy());
  }
}
