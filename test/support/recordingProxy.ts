import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came in; names of headers in lower case. */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** Whether the client closed the connection before the answer was over. */
  readonly closedEarly: boolean;
};

/** Stands before a server and writes down what reaches it, whole and with every header. */
export class RecordingProxy {
  readonly requests: RecordedRequest[] = [];
  readonly #server: http.Server;

  private constructor(port: number) {
    this.#server = http.createServer((request, response) => this.#pass(port, request, response));
  }

  /** @param port of the server behind it, on this computer */
  static async start(port: number): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(port);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #pass(port: number, request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method = "", url: path = "", headers } = request;
    const recorded = { method, path, headers, body: "", closedEarly: false };
    this.requests.push(recorded);
    const behind = http.request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    behind.on("error", () => response.destroy());
    request.setEncoding("utf8").on("data", (chunk: string) => {
      recorded.body += chunk;
      behind.write(chunk);
    });
    request.on("end", () => behind.end());
    response.on("close", () => {
      recorded.closedEarly = !response.writableFinished;
      behind.destroy();
    });
  }
}
