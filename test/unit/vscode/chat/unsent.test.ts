import assert from "node:assert/strict";
import type { Memory } from "../../../../src/core/ports/memory.ts";
import { Unsent, type UnsentMemories } from "../../../../src/vscode/chat/unsent.ts";
import { MapMemory, unsentMemories } from "../../../support/chatWorld.ts";
import { selection } from "../../../support/attachments.ts";

const open = (memories: UnsentMemories, viewId = "sidebar"): Unsent =>
  new Unsent(Promise.resolve(memories), viewId, (error) => assert.fail(String(error)));

/** Lets what has been begun end; nothing here takes longer than that. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("what waits in a view", () => {
  const text = { conversationId: "c", draft: { text: "half", at: 5 }, options: { model: "m" } };

  it("is there in the next window, for each view its own", async () => {
    const memories = unsentMemories();
    open(memories).keepText(text);
    open(memories).keepContext([selection("a")]);
    await settled();
    assert.deepEqual(await open(memories).text(), text);
    assert.deepEqual(await open(memories).context(), [selection("a")]);
    assert.equal(await open(memories, "tab").text(), undefined);
    assert.deepEqual(await open(memories, "tab").context(), []);
  });

  it("leaves nothing behind where nothing waits", async () => {
    const memories = unsentMemories();
    const unsent = open(memories);
    unsent.keepText(text);
    unsent.keepContext([selection("a")]);
    unsent.keepText({ conversationId: "c" });
    unsent.keepContext([]);
    await settled();
    assert.deepEqual([...memories.texts.values, ...memories.contexts.values], []);
    unsent.keepText(text);
    unsent.forget();
    await settled();
    assert.deepEqual([...memories.texts.values], []);
  });

  it("does not write what is written already", async () => {
    const texts = new MapMemory();
    let writes = 0;
    const counting: Memory = { get: (key) => texts.get(key), set: (key, value) => (writes++, texts.set(key, value)) };
    const unsent = open({ texts: counting, contexts: new MapMemory() });
    for (const at of [5, 5, 6]) unsent.keepText({ ...text, draft: { text: "half", at } });
    await settled();
    assert.equal(writes, 2);
  });

  it("is empty where it has another shape or cannot be read", async () => {
    for (const value of ["", "{", "[]", "{}", '{"conversationId":"c","draft":{"text":1}}', '[{"label":1}]']) {
      const memories = unsentMemories();
      for (const memory of Object.values(memories)) await memory.set("sidebar", value);
      assert.equal(await open(memories).text(), undefined);
      assert.deepEqual(await open(memories).context(), []);
    }
    const errors: unknown[] = [];
    const broken = new Unsent(Promise.reject(new Error("no disk")), "sidebar", (error) => void errors.push(error));
    assert.equal(await broken.text(), undefined);
    assert.equal(errors.length, 1);
  });
});
