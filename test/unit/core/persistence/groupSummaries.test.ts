import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { groupSummaries } from "../../../../src/core/persistence/groupSummaries.ts";
import type { ConversationSummary } from "../../../../src/core/ports/conversationStore.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";

const now = new Date(2026, 10, 22, 9, 30).getTime();
const here = { uri: "file:///here", name: "here" };
const there = { uri: "file:///there", name: "there" };

function summary(id: string, changedAt: Date, more: Partial<ConversationSummary> = {}): ConversationSummary {
  return { id, title: id, changedAt: changedAt.getTime(), turns: 1, workspace: here, ...more };
}

function groups(workspace: string | undefined, ...summaries: readonly ConversationSummary[]): readonly string[] {
  return groupSummaries(summaries, { workspace, now, t: untranslated }).map(
    ({ heading, summaries: members }) => `${heading}: ${members.map(({ id }) => id).join(" ")}`,
  );
}

describe("the groups of the history", () => {
  it("are by the day on which a chat was asked last", () => {
    assert.deepEqual(
      groups(
        here.uri,
        summary("now", new Date(2026, 10, 22, 9)),
        summary("midnight", new Date(2026, 10, 22)),
        summary("late", new Date(2026, 10, 21, 23, 59)),
        summary("monday", new Date(2026, 10, 16)),
        summary("week", new Date(2026, 10, 15)),
        summary("before", new Date(2026, 10, 14, 23, 59)),
      ),
      ["Today: now midnight", "Yesterday: late", "Last 7 days: monday week", "Older: before"],
    );
  });

  it("have this workspace before the others, and what is pinned on top, from wherever", () => {
    const today = new Date(2026, 10, 22, 8);
    assert.deepEqual(
      groups(
        here.uri,
        summary("elsewhere", today, { workspace: there }),
        summary("old", new Date(2020, 1)),
        summary("pinned", new Date(2020, 1), { pinned: true, workspace: there }),
      ),
      ["Pinned: pinned", "Older: old", "Other workspaces: today: elsewhere"],
    );
  });

  it("have what was begun without a folder first in a window without one", () => {
    const { workspace: _, ...loose } = summary("loose", new Date(2026, 10, 22, 8));
    assert.deepEqual(groups(undefined, summary("other", new Date(2020, 1)), loose), [
      "Today: loose",
      "Other workspaces: older: other",
    ]);
  });
});
