import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatConversation } from "../src/core/persistence/conversationFile.ts";
import { FolderConversationStore } from "../src/core/persistence/folderConversationStore.ts";
import { DiskFolder } from "../src/node/diskFolder.ts";
import { processes } from "../src/node/processes.ts";
import type { Conversation } from "../src/shared/chat/state.ts";

/**
 * How long it takes to list and to search many conversations: without an index, with one, and after one conversation
 * changed. Prints JSON, times in milliseconds. `--conversations` says how many (10000).
 */
const { values } = parseArgs({ options: { conversations: { type: "string", default: "10000" } } });
const count = Number(values.conversations);
const folder = await mkdtemp(join(tmpdir(), "bench-history-"));
try {
  for (let index = 0; index < count; index++) {
    await writeFile(join(folder, `c${index}.json`), formatConversation(conversation(index)));
  }
  const listWithoutIndex = await time(() => open().list());
  // The index is written after the list is there.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const rounds: number[] = [];
  const processor = process.cpuUsage();
  for (let round = 0; round < 9; round++) rounds.push(await time(() => open().list()));
  const { user, system } = process.cpuUsage(processor);
  await writeFile(join(folder, "c0.json"), formatConversation({ ...conversation(0), title: "Changed" }));
  const listAfterOneChange = await time(() => open().list());
  const stop = new AbortController();
  const searchToTheEnd = await time(() => open().search("needle nowhere", stop.signal, () => undefined));
  const searchToFirst = await time(async () => {
    const found = new AbortController();
    await open().search(`question ${count - 1}`, found.signal, () => found.abort());
  });
  const median = rounds.toSorted((a, b) => a - b)[4];
  const figures = {
    conversations: count,
    listWithoutIndex,
    list: median,
    /** What is left of it on a computer that does nothing else. */
    listProcessorTime: Math.round((user + system) / 1_000 / rounds.length),
    listAfterOneChange,
    searchToTheEnd,
    searchToFirst,
  };
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function open(): FolderConversationStore {
  return new FolderConversationStore({
    folder: new DiskFolder(folder),
    answers: new DiskFolder(join(folder, "running")),
    windows: processes,
    clock: { now: () => Date.now(), sleep: async () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    tell: () => undefined,
  });
}

function conversation(index: number): Conversation {
  const turns = Array.from({ length: 4 }, (_, turn) => ({
    id: `${index}-${turn}`,
    askedAt: 1_700_000_000_000 + index * 60_000 + turn,
    question: { text: `This is question ${index} about something else`, task: "ask", attachments: [] } as const,
    answer: { text: "Words and words of an answer. ".repeat(40), state: { type: "complete" } } as const,
  }));
  const workspace = { uri: `file:///projects/project-${index % 20}`, name: `project-${index % 20}` };
  return { id: `c${index}`, title: `About question ${index}`, createdAt: 1, turns, workspace };
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
