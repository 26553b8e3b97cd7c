import { createServer, type ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import { epochNow } from "../epochNow.ts";
import { LAST_EVENTS, recordedAnswer, toEvent } from "./recordedAnswer.ts";
import { PACED_EVENTS, type ServerMessage } from "./benchServer.ts";

/** A process of its own, so that its work is not counted as the client's. Tells its parent by messages. */

const recorded = Buffer.from(recordedAnswer());

const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
  /** The recorded answer as fast as it can be read. */
  burst: (response) => void response.end(recorded),

  /** Events one by one, at about 250 a second; their text is the time at which they were written. */
  paced: async (response) => {
    for (let count = 0; count < PACED_EVENTS; count++) {
      response.write(toEvent(`${epochNow()};`));
      await setTimeout(4);
    }
    response.end(LAST_EVENTS);
  },

  /** Goes on until the client closes the connection. */
  endless: async (response) => {
    response.socket?.once("close", () => tell({ type: "closed", at: epochNow() }));
    while (!response.destroyed) {
      response.write(toEvent("word "));
      await setTimeout(2);
    }
  },

  /** 50 MB. */
  huge: async (response) => {
    const piece = Buffer.from(toEvent("word ").repeat(100));
    for (let sent = 0; sent < 50_000_000 && !response.destroyed; sent += piece.length) {
      if (!response.write(piece)) await new Promise<void>((resolve) => response.once("drain", resolve));
      await setImmediate();
    }
    response.end(LAST_EVENTS);
  },
};

const server = createServer((request, response) => {
  const answer = answers[request.url?.split("/")[1] ?? ""];
  request.resume();
  request.once("end", () => {
    response.writeHead(answer ? 200 : 404, { "content-type": "text/event-stream; charset=utf-8" });
    response.socket?.setNoDelay(true);
    void (answer ? answer(response) : response.end());
  });
});

server.listen(0, "127.0.0.1", () => tell({ type: "listening", port: (server.address() as AddressInfo).port }));
process.once("disconnect", () => process.exit());

function tell(message: ServerMessage): void {
  process.send?.(message);
}
