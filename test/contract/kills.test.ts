import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { FolderConversationStore } from "../../src/core/persistence/folderConversationStore.ts";
import { DiskFolder } from "../../src/node/diskFolder.ts";
import { processes } from "../../src/node/processes.ts";
import { isRecord } from "../../src/shared/protocol/validate.ts";
import type { Conversation } from "../../src/shared/chat/state.ts";
import { MemoryLog } from "../support/chatWorld.ts";
import { ManualClock } from "../support/manualClock.ts";

const kills = Number(process.env["KILLS"] ?? 12);

describe(`a conversation whose window is killed ${kills} times at random moments`, () => {
  let path: string;
  before(async () => {
    path = await mkdtemp(join(tmpdir(), "kills-"));
  });
  after(() => rm(path, { recursive: true, force: true }));

  it("has every question and answer that was on disk, and the part of the last one, marked", async () => {
    const told = new Told();
    for (let window = 1; window <= kills; window++) {
      await killAtRandom(path, `w${window}`, told);
      const read = await readAgain(path);
      told.check(read);
    }
    assert.ok(told.ended.size > 0, "no window lived long enough to finish an answer");
    assert.ok(told.partial > 0, "no window was killed in the middle of an answer");
    const left = (await readdir(path)).filter((name) => name !== "c.json" && name !== "running");
    assert.deepEqual(
      left.filter((name) => !/\.(lock|saving|cache)$/.test(name)),
      [],
    );
  }).timeout(120_000);
});

/** What the windows said was on disk. */
class Told {
  readonly asked = new Set<string>();
  readonly ended = new Set<string>();
  readonly kept = new Map<string, string>();
  partial = 0;

  hear(message: unknown): void {
    if (!isRecord(message)) return;
    assert.equal(message["error"], undefined);
    assert.equal(message["notice"], undefined);
    if (typeof message["asked"] === "string") this.asked.add(message["asked"]);
    if (typeof message["ended"] === "string") this.ended.add(message["ended"]);
    if (typeof message["kept"] === "string") this.kept.set(message["kept"], String(message["text"]));
  }

  check({ turns }: Conversation): void {
    const byId = new Map(turns.map((turn) => [turn.id, turn]));
    for (const id of this.asked) assert.equal(byId.get(id)?.question.text, `Question ${id}`, `${id} is lost`);
    for (const id of this.ended) {
      assert.deepEqual(byId.get(id)?.answer.state, { type: "complete" });
      assert.ok(byId.get(id)?.answer.text.endsWith(`${id} says 19. `));
    }
    for (const { id, answer } of turns) {
      assert.ok(answer.text.startsWith(this.kept.get(id) ?? ""), `a part of ${id} is lost`);
      if (answer.state.type === "complete") continue;
      assert.deepEqual(answer.state, { type: "interrupted" });
      if (answer.text !== "") this.partial++;
    }
  }
}

async function killAtRandom(path: string, window: string, told: Told): Promise<void> {
  const child = fork(join(import.meta.dirname, "../support/answeringWindow.ts"), [path, window]);
  const isDead = new Promise((resolve) => child.once("exit", resolve));
  child.on("message", (message) => told.hear(message));
  await new Promise((resolve) => child.once("message", resolve));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
  child.kill("SIGKILL");
  await isDead;
}

async function readAgain(path: string): Promise<Conversation> {
  const store = new FolderConversationStore({
    folder: new DiskFolder(path),
    answers: new DiskFolder(join(path, "running")),
    windows: processes,
    clock: new Now(),
    log: new MemoryLog(),
    tell: (notice) => assert.fail(JSON.stringify(notice)),
  });
  const read = await store.load("c");
  if (read) return read;
  // It was killed before its first question was on disk.
  return { id: "c", title: "", createdAt: 0, turns: [] };
}

class Now extends ManualClock {
  override now(): number {
    return Date.now();
  }
}
