import assert from "node:assert/strict";
import { ViewMemory } from "../../../src/webview/viewMemory.ts";

describe("the view's memory", () => {
  it("keeps draft and place together", () => {
    let saved: unknown;
    const api = { getState: () => saved, setState: (state: unknown) => void (saved = state) };
    const memory = new ViewMemory(api);
    memory.draft = "half a quest";
    memory.place = { conversationId: "c", turnId: "t", offset: 12 };
    const later = new ViewMemory(api);
    assert.equal(later.draft, "half a quest");
    assert.deepEqual(later.place, { conversationId: "c", turnId: "t", offset: 12 });
  });

  it("starts empty when nothing or nonsense was saved", () => {
    for (const saved of [undefined, null, "x", [], { draft: 1, place: { turnId: "t" } }]) {
      const memory = new ViewMemory({ getState: () => saved, setState: () => {} });
      assert.equal(memory.draft, "");
      assert.equal(memory.place, undefined);
    }
  });
});
