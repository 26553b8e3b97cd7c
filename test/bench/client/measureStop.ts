import { epochNow } from "../epochNow.ts";
import type { BenchServer } from "./benchServer.ts";
import type { Client } from "./clients.ts";

/** Milliseconds from the abort of an answer that comes to the server's seeing the connection closed. */
export async function measureStop(client: Client, server: BenchServer): Promise<number> {
  const abort = new AbortController();
  const closed = server.nextClose();
  let stoppedAt = 0;
  let count = 0;
  await client(
    server.baseUrl("endless"),
    () => {
      count++;
      if (count !== 5) return;
      // Not within the reader's own turn: a person stops at any time.
      setTimeout(() => {
        stoppedAt = epochNow();
        abort.abort();
      }, 3);
    },
    abort.signal,
  );
  return (await closed) - stoppedAt;
}
