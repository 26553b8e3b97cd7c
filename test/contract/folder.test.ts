import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "mocha";
import { DiskFolder } from "../../src/node/diskFolder.ts";
import { MemoryFolder } from "../support/memoryFolder.ts";
import { isFolder } from "./folder.contract.ts";

describe("a folder in memory", () => {
  isFolder(async () => new MemoryFolder());
});

describe("a folder on disk", () => {
  let root: string;
  let opened = 0;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "folder-"));
  });
  after(() => rm(root, { recursive: true, force: true }));

  isFolder(async () => new DiskFolder(join(root, `${++opened}`, "not-there-yet")));
});
