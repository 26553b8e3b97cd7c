import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { text } from "node:stream/consumers";
import { SELF_SIGNED } from "./openaiCertificate.ts";

export type Received = {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

export type Respond = (response: http.ServerResponse, received: Received) => void;

export type RunningServer = {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Resolves when the last connection that was opened is closed by the other side. */
  connectionClosed(): Promise<void>;
  breakConnections(): void;
} & AsyncDisposable;

/** A small server for what no other one does on purpose. */
export async function startServer(respond: Respond, options: { readonly tls?: boolean } = {}): Promise<RunningServer> {
  const received: Received[] = [];
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body: await text(request) };
    received.push(whole);
    respond(response, whole);
  };
  const listener: http.RequestListener = (request, response) => void serve(request, response);
  const server = options.tls ? https.createServer(SELF_SIGNED, listener) : http.createServer(listener);
  const sockets: net.Socket[] = [];
  let closed: Promise<unknown> = Promise.resolve();
  server.on("connection", (socket: net.Socket) => {
    sockets.push(socket);
    closed = new Promise((resolve) => socket.on("close", resolve));
  });
  return {
    origin: await listen(server, options.tls ? "https" : "http"),
    received,
    connectionClosed: async () => {
      await closed;
    },
    breakConnections: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The address of a port that nobody listens on. */
export async function unusedOrigin(): Promise<string> {
  const server = net.createServer();
  const origin = await listen(server, "http");
  server.close();
  await once(server, "close");
  return origin;
}

/** The head of a streamed answer, and its first events. */
export function beginStream(response: http.ServerResponse, ...events: readonly object[]): void {
  response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "req_1" });
  response.flushHeaders();
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
}

async function listen(server: net.Server, scheme: "http" | "https"): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return `${scheme}://127.0.0.1:${address.port}`;
}
