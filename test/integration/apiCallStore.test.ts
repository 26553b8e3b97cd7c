import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { ApiCall } from "../../src/core/ports/apiCallStore.ts";
import { replaceFile } from "../../src/node/replaceFile.ts";
import { FileApiCallStore } from "../../src/vscode/apiCall/fileApiCallStore.ts";
import { fileReplacer } from "../../src/vscode/replaceFile.ts";

const call: ApiCall = {
  api: "chat",
  baseUrl: "http://localhost/v1",
  path: "/chat/completions",
  query: "",
  headers: [{ kind: "key", name: "authorization" }],
  body: '{"model":"m"}',
  at: 1,
  answered: true,
};

describe("the requests of turns on disk", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "calls-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (gone = ""): FileApiCallStore =>
    new FileApiCallStore(vscode.Uri.file(folder), fileReplacer(replaceFile), async (id) => id !== gone);
  const key = (turnId: string, conversationId = "chat"): { conversationId: string; turnId: string } => ({
    conversationId,
    turnId,
  });

  it("are there after a restart", async () => {
    await open().write(key("1"), call);
    assert.deepEqual(await open().read(key("1")), call);
    assert.equal(await open().read(key("2")), undefined);
  });

  it("are as good as gone when their file is damaged", async () => {
    await open().write(key("1"), call);
    await writeFile(join(folder, "chat/1.json"), '{"version":1');
    assert.equal(await open().read(key("1")), undefined);
  });

  it("make room for newer ones, written at the same time", async () => {
    const store = open();
    const large = { ...call, body: JSON.stringify({ text: "x".repeat(7_000_000) }) };
    await Promise.all(["1", "2", "3"].map((turnId) => store.write(key(turnId), large)));
    assert.equal(await store.read(key("1")), undefined);
    assert.deepEqual(await store.read(key("3")), large);
  });

  it("go with their conversation, in a later session", async () => {
    await open().write(key("1", "deleted"), call);
    await open("deleted").write(key("1"), call);
    assert.equal(await open().read(key("1", "deleted")), undefined);
    assert.deepEqual(await open().read(key("1")), call);
  });
});
