import assert from "node:assert/strict";
import type { PanelState } from "../../../src/shared/protocol/panel.ts";
import { PanelStore } from "../../../src/webview/store.ts";

const state: PanelState = {
  viewId: "sidebar",
  conversation: { id: "c", title: "", createdAt: 0, turns: [] },
  attachments: [],
  setup: { ready: true, endpoint: "api.openai.com", model: "m" },
  opened: { type: "nothing", name: "" },
  elsewhere: [],
};

function createStore(): { readonly store: PanelStore; readonly drawn: PanelState[]; readonly nextFrame: () => void } {
  const frames: (() => void)[] = [];
  const drawn: PanelState[] = [];
  const store = new PanelStore((draw) => frames.push(draw));
  store.subscribe(() => store.state && drawn.push(store.state));
  return { store, drawn, nextFrame: () => frames.splice(0).forEach((draw) => draw()) };
}

describe("the panel's store", () => {
  it("tells its listeners once a frame, however much arrived", () => {
    const { store, drawn, nextFrame } = createStore();
    store.replace(state);
    store.applyEvents([
      { type: "turn-started", turnId: "1", at: 0, question: { text: "Why?", task: "ask", attachments: [] } },
    ]);
    store.applyEvents([{ type: "answer-delta", turnId: "1", text: "Be" }]);
    store.applyEvents([{ type: "answer-delta", turnId: "1", text: "cause" }]);
    assert.equal(drawn.length, 0);
    nextFrame();
    assert.deepEqual(
      drawn.map(({ conversation }) => conversation.turns[0]?.answer.text),
      ["Because"],
    );
    store.setSetup({ ...state.setup, model: "n" });
    nextFrame();
    assert.equal(drawn.at(-1)?.setup.model, "n");
  });

  it("drops what arrives before the first snapshot", () => {
    const { store, drawn, nextFrame } = createStore();
    store.setAttachments([]);
    nextFrame();
    assert.equal(store.state, undefined);
    assert.equal(drawn.length, 0);
  });

  it("leaves untouched turns the same objects, so that only the changed one is drawn", () => {
    const { store } = createStore();
    store.replace(state);
    const question = { text: "Why?", task: "ask", attachments: [] } as const;
    store.applyEvents(["1", "2"].map((turnId) => ({ type: "turn-started", turnId, at: 0, question })));
    const before = store.state?.conversation.turns[0];
    store.applyEvents([{ type: "answer-delta", turnId: "2", text: "Because" }]);
    assert.equal(store.state?.conversation.turns[0], before);
  });
});
