import { BenchPanel, stateOf, type PanelLab } from "./benchPanel.ts";
import { conversationOf, turnOf } from "./conversations.ts";
import { marks, traceTasks, type LongestTask } from "./traceTasks.ts";

export type OpeningFigures = {
  /** From the snapshot until the end of the conversation has been painted. */
  readonly openMs: number;
  /** Of the opening and of all that is drawn after it. */
  readonly longestTask: LongestTask;
  /** Processor time until nothing is left to do. */
  readonly cpuMs: number;
  readonly heapMb: number;
  /** How much the heap has grown after ten further turns. */
  readonly growthMb: number;
};

const furtherTurns = 10;

/** Opens a conversation of `messages` messages in a panel that is there already, and goes on with it. */
export async function measureOpening(lab: PanelLab, messages: number): Promise<OpeningFigures> {
  await using panel = await BenchPanel.open(lab, { ...conversationOf(0), id: "empty" });
  const { page } = panel;
  // What is fetched once, such as the elements of a turn, is not part of each opening.
  await panel.send("snapshot", stateOf({ ...conversationOf(2), id: "first" }));
  await panel.calm();
  const tasks = await traceTasks(lab.browser, page);
  const cpuBefore = await panel.cpuMs();
  const openMs = await page.evaluate(open, { state: stateOf(conversationOf(messages)), begin: marks.begin });
  await panel.calm();
  await page.evaluate((end) => performance.mark(end), marks.end);
  const cpuMs = (await panel.cpuMs()) - cpuBefore;
  const longestTask = await tasks.end();
  const heapMb = await panel.heapMb();
  for (let index = 0; index < furtherTurns; index++) {
    const { id, question, answer } = turnOf(messages / 2 + index);
    await panel.send("chatEvents", [
      { type: "turn-started", turnId: id, at: 0, question },
      { type: "answer-delta", turnId: id, text: answer.text },
      { type: "answer-end", turnId: id, state: answer.state },
    ]);
    await panel.calm();
  }
  return { openMs, longestTask, cpuMs, heapMb, growthMb: (await panel.heapMb()) - heapMb };
}

/** Runs in the page: the copy of the snapshot is made before the clock starts, its crossing is part of the time. */
async function open({ state, begin }: { readonly state: unknown; readonly begin: string }): Promise<number> {
  const copy = structuredClone(state);
  const wanted = (Reflect.get(Object(Reflect.get(Object(copy), "conversation")), "turns") as unknown[]).length;
  await new Promise((resolve) => setTimeout(resolve));
  performance.mark(begin);
  const startedAt = performance.now();
  window.postMessage({ type: "event", method: "snapshot", params: copy }, "*");
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // The next task runs after the frame's paint.
    await new Promise((resolve) => setTimeout(resolve));
    if (isShown()) return performance.now() - startedAt;
  }

  function isShown(): boolean {
    const scroller = document.querySelector(".scroller");
    const turns = document.querySelectorAll(".turn");
    if (!scroller || turns.length !== wanted) return false;
    if (wanted === 0) return true;
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    const drawn = turns[turns.length - 1]?.querySelector("ask-markdown")?.textContent !== "";
    return drawn && scrollHeight - scrollTop - clientHeight < 2;
  }
}
