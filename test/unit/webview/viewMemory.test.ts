import assert from "node:assert/strict";
import { ViewMemory } from "../../../src/webview/viewMemory.ts";

describe("the view's memory", () => {
  it("keeps drafts and place together", () => {
    let saved: unknown;
    const api = { getState: () => saved, setState: (state: unknown) => void (saved = state) };
    const memory = new ViewMemory(api);
    memory.draft = "half a quest";
    memory.place = { conversationId: "c", turnId: "t", offset: 12 };
    memory.setEdit("t", { text: "edited", removed: ["a"] });
    memory.setEdit("u", { text: "cancelled", removed: [] });
    memory.setEdit("u", undefined);
    const later = new ViewMemory(api);
    assert.deepEqual(later.edit("t"), { text: "edited", removed: ["a"] });
    assert.equal(later.edit("u"), undefined);
    assert.equal(later.draft, "half a quest");
    assert.deepEqual(later.place, { conversationId: "c", turnId: "t", offset: 12 });
  });

  it("starts empty when nothing or nonsense was saved", () => {
    const nonsense = { draft: 1, place: { turnId: "t" }, edits: { t: { text: "x", removed: 1 }, u: null } };
    for (const saved of [undefined, null, "x", [], nonsense]) {
      const memory = new ViewMemory({ getState: () => saved, setState: () => {} });
      assert.equal(memory.draft, "");
      assert.equal(memory.place, undefined);
      assert.equal(memory.edit("t"), undefined);
    }
  });
});
