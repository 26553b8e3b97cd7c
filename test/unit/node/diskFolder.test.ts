import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { DiskFolder } from "../../../src/node/diskFolder.ts";
import { isRunning, processes } from "../../../src/node/processes.ts";

describe("a folder that several processes write to", () => {
  let path: string;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "disk-folder-"));
  });
  afterEach(() => rm(path, { recursive: true, force: true }));

  it("lets one process at a time do what must not overlap", async () => {
    await writeFile(join(path, "count"), "0");
    const children = Array.from({ length: 3 }, () =>
      fork(join(import.meta.dirname, "../../support/countUp.ts"), [path]),
    );
    const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once("exit", resolve))));
    assert.deepEqual(codes, [0, 0, 0]);
    assert.equal(await readFile(join(path, "count"), "utf8"), "60");
    assert.deepEqual(await readdir(path), ["count"]);
  }).timeout(10_000);

  for (const [what, owner, age] of [
    ["of a process that ended", `${hostname()}:999999999:1`, 0],
    ["of an earlier process with this one's number", `${hostname()}:${process.pid}:1`, 0],
    ["of another computer, half a minute ago", "another-computer:1:1", 31],
    ["of a process that ended before it wrote its name", "", 3],
  ] as const) {
    it(`takes over the lock ${what}`, async () => {
      const lock = join(path, "a.lock");
      await writeFile(lock, owner);
      const at = Date.now() / 1_000 - age;
      await utimes(lock, at, at);
      assert.equal(await new DiskFolder(path).exclusively("a", async () => "done"), "done");
      assert.deepEqual(await readdir(path), []);
    });
  }

  it("waits for the lock of another computer", async () => {
    const lock = join(path, "a.lock");
    await writeFile(lock, "another-computer:1:1");
    let isDone = false;
    const work = new DiskFolder(path).exclusively("a", async () => {
      isDone = true;
    });
    for (let turns = 0; turns < 200; turns++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isDone, false);
    await rm(lock);
    await work;
  });

  it("sweeps up what a process that was killed left, and nothing that is being written", async () => {
    const folder = new DiskFolder(path);
    for (const name of ["old.json.1-1.saving", "new.json.1-2.saving"]) await writeFile(join(path, name), "{");
    await utimes(join(path, "old.json.1-1.saving"), 1, 1);
    assert.deepEqual(await folder.list(), []);
    assert.deepEqual(await readdir(path), ["new.json.1-2.saving"]);
  });

  it("keeps the old file, and nothing else, when a new one cannot be written", async () => {
    const folder = new DiskFolder(path);
    await folder.replace("a", "old");
    // A folder cannot be replaced by a file.
    await folder.replace("b/inside", "x");
    await assert.rejects(folder.replace("b", "new"));
    assert.equal((await folder.read("a"))?.text, "old");
    assert.deepEqual((await readdir(path)).toSorted(), ["a", "b"]);
  });
});

describe("the name of a process", () => {
  it("says whether it runs", () => {
    assert.equal(processes.isOpen(processes.self), true);
    assert.equal(isRunning(`${hostname()}:${process.ppid}:7`), true);
    assert.equal(isRunning(`${hostname()}:999999999:7`), false);
    assert.equal(isRunning("another-computer:1:7"), undefined);
    assert.equal(isRunning("nonsense"), undefined);
  });
});
