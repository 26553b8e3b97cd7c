import { setTimeout as sleep } from "node:timers/promises";
import type { ChatEvent } from "../../../src/shared/chat/events.ts";
import { EventBatcher } from "../../../src/vscode/chat/eventBatcher.ts";
import { longAnswer } from "../longAnswer.ts";

/** One message to the panel, in milliseconds after the first. */
export type Batch = { readonly at: number; readonly events: readonly ChatEvent[] };

const chunks = 1_000;
const duration = 10_000;

/** What the host sends to the panel while an answer of 100 KB comes in 1,000 pieces within ten seconds. */
export async function recordBatches(turnId: string): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  const startedAt = performance.now();
  const batcher = new EventBatcher((events) => batches.push({ at: performance.now() - startedAt, events }));
  batcher.add({ type: "turn-started", turnId, at: 0, question: { text: "Go on", task: "ask", attachments: [] } });
  batcher.add({ type: "request-prepared", turnId, model: "bench", omissions: [] });
  const size = Math.ceil(longAnswer.length / chunks);
  for (let index = 0; index < chunks; index++) {
    const early = startedAt + (index * duration) / chunks - performance.now();
    if (early > 0) await sleep(early);
    batcher.add({ type: "answer-delta", turnId, text: longAnswer.slice(index * size, (index + 1) * size) });
  }
  batcher.add({ type: "answer-end", turnId, state: { type: "complete" }, usage: { input: 1, output: 1 } });
  await sleep(100);
  batcher.dispose();
  return batches;
}
