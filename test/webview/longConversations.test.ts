import assert from "node:assert/strict";
import { eventually, usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

const turns = Array.from({ length: 300 }, (_, i) =>
  turn(`${i}`, `Question ${i}`, {
    text: `Answer ${i}.\n\n\`\`\`ts\nlet a${i} = 1;\n\`\`\`\n\n${"More words. ".repeat(60)}`,
  }),
);

const drawnTurns = ({ page }: PanelPage): Promise<number> =>
  page.locator("ask-turn").evaluateAll((nodes) => nodes.filter((node) => node.childElementCount > 0).length);

describe("a long conversation", () => {
  const open = usePanels();

  it("opens at its end before all of it is drawn, and is drawn whole in the end", async () => {
    const panel = await open();
    const { page, host } = panel;
    await page.evaluate(() => {
      const once = new MutationObserver(() => {
        if (!document.querySelector("ask-turn ask-markdown p")) return;
        once.disconnect();
        const drawn = [...document.querySelectorAll("ask-turn")].filter((node) => node.childElementCount > 0).length;
        Reflect.set(globalThis, "drawnAtFirst", drawn);
      });
      once.observe(document, { subtree: true, childList: true });
    });
    await host.show({ ...host.state, conversation: { ...conversation(...turns), id: "long" } });
    assert.ok(await page.getByText("Answer 299.").isVisible());
    assert.ok((await page.evaluate<number>(() => Reflect.get(globalThis, "drawnAtFirst"))) < 20);
    await eventually(async () => assert.equal(await drawnTurns(panel), turns.length));
  });

  it("shows at once what its reader scrolls to", async () => {
    const { conversation: log, page } = await open({ state: { conversation: conversation(...turns) } });
    await log.evaluate((element) => element.scrollTo(0, 0));
    await page.getByText("Answer 0.").waitFor();
    await page.locator("ask-turn").first().locator(".hljs-keyword").waitFor();
  });

  it("keeps the elements of its turns when one is deleted, comes back, or another path is shown", async () => {
    const { host, page } = await open({ state: { conversation: conversation(...turns.slice(0, 40)) } });
    const ids = (): Promise<readonly (string | null)[]> =>
      page.locator("ask-turn").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-turn")));
    const kept = await page.locator('[data-turn="20"]').elementHandle();
    await host.emit({ type: "turn-deleted", turnId: "10" });
    assert.deepEqual((await ids()).slice(9, 12), ["9", "11", "12"]);
    const deleted = turns[10];
    assert.ok(deleted);
    await host.emit({ type: "turn-restored", turn: deleted, after: "9" });
    assert.deepEqual(
      await ids(),
      turns.slice(0, 40).map(({ id }) => id),
    );
    await host.emit({
      type: "turn-started",
      turnId: "new",
      at: 1,
      question: { text: "Else?", task: "ask", attachments: [] },
      replaces: "30",
    });
    assert.deepEqual((await ids()).slice(-2), ["29", "new"]);
    await host.emit({ type: "branch-shown", turnId: "30" });
    assert.deepEqual(
      await ids(),
      turns.slice(0, 40).map(({ id }) => id),
    );
    assert.equal(await kept?.evaluate((node) => node.isConnected), true);
  });
});
