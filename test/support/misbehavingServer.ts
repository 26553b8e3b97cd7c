import type http from "node:http";
import { setImmediate } from "node:timers/promises";
import { startServer, type Received, type RunningServer } from "./openaiServer.ts";

/** An answer to every request, however wrong. */
export type Misbehaviour = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Each is sent by itself. */
  readonly pieces: readonly (string | Uint8Array)[];
  /**
   * How the body ends: as it should, with the connection in the midst of it, or not at all.
   * As it should, if absent.
   */
  readonly ending?: "proper" | "broken" | "never";
};

export async function startMisbehavingServer(answer: (received: Received) => Misbehaviour): Promise<RunningServer> {
  return startServer((response, received) => void misbehave(response, answer(received)));
}

async function misbehave(response: http.ServerResponse, { headers, pieces, ending }: Misbehaviour): Promise<void> {
  response.writeHead(200, { "x-request-id": "req_1", ...(headers ?? { "content-type": "text/event-stream" }) });
  response.flushHeaders();
  const { socket } = response;
  socket?.setNoDelay(true);
  for (const piece of pieces) {
    response.write(piece);
    await setImmediate();
  }
  if (ending === undefined || ending === "proper") response.end();
  // Without the chunk of length zero that ends a body.
  else if (ending === "broken") socket?.end();
}
