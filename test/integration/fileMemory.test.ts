import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { replaceFile } from "../../src/node/replaceFile.ts";
import { FileMemory } from "../../src/vscode/fileMemory.ts";
import { fileReplacer } from "../../src/vscode/replaceFile.ts";

const replace = fileReplacer(replaceFile);

describe("the state of a workspace", () => {
  let folder: string;
  let file: vscode.Uri;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "state-"));
    file = vscode.Uri.file(join(folder, "deep/state.json"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is on disk when set resolves, and is there for the next window", async () => {
    const memory = await FileMemory.open(file, replace);
    await memory.set("current", "a");
    assert.deepEqual(JSON.parse(await readFile(file.fsPath, "utf8")), { current: "a" });
    assert.equal((await FileMemory.open(file, replace)).get("current"), "a");
  });

  it("has the last of many values that are set at once", async () => {
    const memory = await FileMemory.open(file, replace);
    await Promise.all(["1", "2", "3"].map((value) => memory.set("current", value)));
    assert.equal((await FileMemory.open(file, replace)).get("current"), "3");
  });

  it("forgets what is set to undefined", async () => {
    const memory = await FileMemory.open(file, replace);
    await memory.set("current", "a");
    await memory.set("current", undefined);
    assert.equal((await FileMemory.open(file, replace)).get("current"), undefined);
  });

  for (const [what, text] of [
    ["is empty", ""],
    ["is cut off", '{"current":"a'],
    ["is full of zeros", "\0\0\0"],
    ["holds something else", "[1,2]"],
  ] as const) {
    it(`starts over when its file ${what}, and can be written again`, async () => {
      await (await FileMemory.open(file, replace)).set("current", "a");
      await writeFile(file.fsPath, text);
      const memory = await FileMemory.open(file, replace);
      assert.equal(memory.get("current"), undefined);
      await memory.set("current", "b");
      assert.equal((await FileMemory.open(file, replace)).get("current"), "b");
    });
  }
});
