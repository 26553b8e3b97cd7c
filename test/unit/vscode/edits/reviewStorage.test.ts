import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { describe, it } from "mocha";
import { nothingStored } from "../../../../src/core/edits/storedReviews.ts";
import { ReviewStorage } from "../../../../src/vscode/edits/reviewStorage.ts";
import { MapMemory } from "../../../support/chatWorld.ts";

describe("open reviews", () => {
  const proposed = (text: string) => ({
    ...nothingStored,
    files: [{ id: "p", uri: "file:///a.ts", title: "Add Tests", kind: "create" as const, text }],
  });

  it("are kept in the same moment as something happens, and what is new when the window closes", async () => {
    const memory = new MapMemory();
    let now = proposed("one");
    const storage = new ReviewStorage(memory, () => now);
    storage.schedule();
    // One turn of the timers later; the storage's own was there first.
    await setTimeout(0);
    assert.deepEqual(ReviewStorage.load(memory), now);

    now = proposed("two");
    storage.schedule();
    storage.flush();
    assert.deepEqual(ReviewStorage.load(memory), now);
  });
});
