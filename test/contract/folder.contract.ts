import assert from "node:assert/strict";
import { it } from "mocha";
import type { Folder } from "../../src/core/ports/folder.ts";

/** What every folder does. `open` gives a new one that is not there yet. */
export function isFolder(open: () => Promise<Folder>): void {
  const names = async (folder: Folder): Promise<readonly string[]> =>
    (await folder.list()).map(({ name }) => name).toSorted();

  it("has no files before the first is written", async () => {
    const folder = await open();
    assert.deepEqual(await folder.list(), []);
    assert.equal(await folder.read("a.json"), undefined);
    assert.equal(await folder.version("a.json"), undefined);
    await folder.delete("a.json");
    await folder.rename("a.json", "b.json");
  });

  it("gives back what was written, in every letter", async () => {
    const folder = await open();
    const text = "Größe 大小 🙂\n\0";
    const version = await folder.replace("a.json", text);
    assert.deepEqual(await folder.read("a.json"), { text, version });
    assert.equal(await folder.version("a.json"), version);
    const [entry, ...others] = await folder.list();
    assert.deepEqual(others, []);
    assert.equal(entry?.version, version);
  });

  it("has another version after each change", async () => {
    const folder = await open();
    const versions = new Set<string>();
    for (const text of ["one", "two", "three"]) versions.add(await folder.replace("a.json", text));
    assert.equal(versions.size, 3);
  });

  it("renames, copies and deletes", async () => {
    const folder = await open();
    await folder.replace("a.json", "one");
    await folder.copy("a.json", "a.json.v1");
    await folder.rename("a.json", "b.json");
    assert.deepEqual(await names(folder), ["a.json.v1", "b.json"]);
    assert.equal((await folder.read("a.json.v1"))?.text, "one");
    await folder.delete("b.json");
    assert.deepEqual(await names(folder), ["a.json.v1"]);
  });

  it("has one at a time do what must not overlap, also after one that failed", async () => {
    const folder = await open();
    await folder.replace("count", "0");
    const increase = async (fails: boolean): Promise<void> => {
      const count = Number((await folder.read("count"))?.text);
      await folder.replace("count", `${count + 1}`);
      if (fails) throw new Error("failed");
    };
    const work = Array.from({ length: 12 }, (_, index) => folder.exclusively("count", () => increase(index % 3 === 0)));
    const results = await Promise.allSettled(work);
    assert.equal(results.filter(({ status }) => status === "rejected").length, 4);
    assert.equal((await folder.read("count"))?.text, "12");
    assert.deepEqual(await names(folder), ["count"]);
  });
}
