import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { replaceFile } from "../../../src/node/replaceFile.ts";

describe("replacing a file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "replace-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it("makes the folder and leaves nothing but the file", async () => {
    await replaceFile(join(folder, "deep/a.json"), bytes("one"));
    await replaceFile(join(folder, "deep/a.json"), bytes("two"));
    assert.equal(await readFile(join(folder, "deep/a.json"), "utf8"), "two");
    assert.deepEqual(await readdir(join(folder, "deep")), ["a.json"]);
  });

  it("never lets a reader see a part of it, or none", async () => {
    const path = join(folder, "a.json");
    const texts = ["a", "b"].map((letter) => letter.repeat(200_000));
    await replaceFile(path, bytes(texts[0] ?? ""));
    const writes = { left: 30 };
    const writer = (async () => {
      for (; writes.left > 0; writes.left--) await replaceFile(path, bytes(texts[writes.left % 2] ?? ""));
    })();
    while (writes.left > 0) {
      await stat(path);
      assert.ok(texts.includes(await readFile(path, "utf8")));
    }
    await writer;
  });
});
