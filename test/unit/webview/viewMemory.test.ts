import assert from "node:assert/strict";
import { ViewMemory } from "../../../src/webview/viewMemory.ts";

/** A page that can be opened again and again; `size` is what it has saved, as JSON. */
function page(saved?: unknown) {
  let state = saved;
  let saves = 0;
  const api = {
    getState: (): unknown => state,
    setState: (next: unknown): void => {
      state = JSON.parse(JSON.stringify(next));
      saves++;
    },
  };
  return { open: () => new ViewMemory(api), size: () => JSON.stringify(state).length, saves: () => saves };
}

describe("the view's memory", () => {
  it("keeps drafts, place and folds together", () => {
    const { open } = page();
    const memory = open();
    memory.show("c", false);
    memory.draft = "half a quest";
    memory.place = { conversationId: "c", turnId: "t", offset: 12 };
    memory.setOpen("t/reasoning", true);
    memory.setEdit("t", { text: "edited", removed: ["a"] });
    memory.setEdit("u", { text: "cancelled", removed: [] });
    memory.setEdit("u", undefined);
    const later = open();
    assert.equal(later.conversationId, "c");
    assert.equal(later.draft, "half a quest");
    assert.deepEqual(later.place, { conversationId: "c", turnId: "t", offset: 12 });
    assert.equal(later.isOpen("t/reasoning"), true);
    assert.equal(later.isOpen("t/question"), undefined);
    assert.deepEqual(later.edit("t"), { text: "edited", removed: ["a"] });
    assert.equal(later.edit("u"), undefined);
  });

  it("keeps draft and place for each conversation, and one draft for new ones", () => {
    const { open } = page();
    const memory = open();
    memory.draft = "new";
    memory.show("a", false);
    memory.draft = "about a";
    memory.place = { conversationId: "a", turnId: "t", offset: 1 };
    memory.show("b", false);
    assert.deepEqual([memory.draft, memory.place], ["", undefined]);
    memory.show("another", true);
    assert.equal(memory.draft, "new");
    memory.show("a", false);
    assert.deepEqual([memory.draft, memory.place], ["about a", { conversationId: "a", turnId: "t", offset: 1 }]);
  });

  it("has the draft of a new conversation go with it when it is asked something", () => {
    const memory = page().open();
    memory.show("a", true);
    memory.draft = "for later";
    memory.show("a", false);
    assert.equal(memory.draft, "for later");
    memory.show("b", true);
    assert.equal(memory.draft, "");
  });

  it("stays small, and never forgets what is written now", () => {
    const { open, size } = page();
    const memory = open();
    for (let index = 0; index < 120; index++) {
      memory.show(`${index}`, false);
      memory.draft = "x".repeat(30_000);
      memory.place = { conversationId: `${index}`, turnId: "t", offset: 0 };
      for (let turn = 0; turn < 3; turn++) memory.setOpen(`${index}-${turn}/reasoning`, true);
    }
    memory.draft = "y".repeat(2_000_000);
    memory.save();
    assert.equal(open().draft.length, 2_000_000);
    memory.show("next", false);
    memory.draft = "z";
    assert.equal(memory.draft, "z");
    memory.show("one more", false);
    assert.ok(size() < 250_000, `${size()}`);
    assert.equal(open().isOpen("119-2/reasoning"), true);
    assert.equal(open().isOpen("0-0/reasoning"), undefined);
  });

  it("does not save a long draft at each key, but all of it when the page may go away", () => {
    const { open, saves } = page();
    const memory = open();
    memory.draft = "x".repeat(100_000);
    memory.draft = "x".repeat(100_001);
    assert.equal(saves(), 0);
    memory.save();
    assert.equal(open().draft.length, 100_001);
  });

  it("starts empty when nothing or nonsense was saved", () => {
    const nonsense = {
      conversationId: 1,
      drafts: [1, ["a"], ["", 2]],
      places: { a: 1 },
      folds: [["x", "y"]],
      edits: [["t", { text: 1 }]],
    };
    for (const saved of [undefined, null, "x", [], nonsense]) {
      const memory = page(saved).open();
      assert.equal(memory.draft, "");
      assert.equal(memory.place, undefined);
      assert.equal(memory.isOpen("x"), undefined);
      assert.equal(memory.edit("t"), undefined);
    }
  });

  it("takes what the host knows to be written later, and nothing older", () => {
    const { open } = page();
    const memory = open();
    memory.show("c", false);
    memory.draft = "half a quest";
    const { draftAt } = memory;
    assert.ok(draftAt > 0);
    const later = open();
    later.bringDraft({ text: "half", at: draftAt });
    assert.equal(later.draft, "half a quest");
    later.bringDraft({ text: "half a question", at: draftAt + 1 });
    assert.equal(later.draft, "half a question");
    later.bringDraft({ text: "", at: Date.now() + 1_000 });
    assert.equal(open().draft, "");
  });
});
