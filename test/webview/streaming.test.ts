import assert from "node:assert/strict";
import fc from "fast-check";
import { eventually, usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, richAnswer, turn } from "../support/panelTurns.ts";

const running = { conversation: conversation(turn("1", "Why?", { state: { type: "streaming" } })) };
const paragraphs = (count: number): string => Array.from({ length: count }, (_, i) => `Paragraph ${i}.`).join("\n\n");

const write = ({ host }: PanelPage, text: string): Promise<void> =>
  host.emit({ type: "answer-delta", turnId: "1", text });

const distanceToEnd = ({ conversation: log }: PanelPage): Promise<number> =>
  log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

describe("a growing answer", () => {
  const open = usePanels();

  it("leaves the nodes of finished blocks alone", async () => {
    const panel = await open({ state: running });
    const { page, answers } = panel;
    await write(panel, "First.\n\n```ts\nlet a = 1;\n```\n\nThi");
    await page.locator(".hljs-keyword").waitFor();
    await page.evaluate(() => {
      const kept = {
        paragraph: document.querySelector("ask-markdown > p"),
        token: document.querySelector(".hljs-keyword"),
      };
      const changes: string[] = [];
      const note = new MutationObserver((records) => changes.push(...records.map(({ type }) => type)));
      for (const node of [kept.paragraph, document.querySelector("ask-code-block")]) {
        if (node) note.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
      }
      Object.assign(globalThis, { kept, changes });
    });
    for (const piece of ["rd.\n\n", "- a\n", "- **b", "**\n\n", "| x |\n|---|\n", "| 1 |\n\nLast"])
      await write(panel, piece);
    await answers.getByText("Last").waitFor();
    const after = await page.evaluate(() => {
      const { kept, changes } = globalThis as unknown as { kept: Record<string, Element>; changes: string[] };
      return { same: Object.values(kept).every((node) => node.isConnected), changes };
    });
    assert.deepEqual(after, { same: true, changes: [] });
  });

  it("keeps a finished code block inside a growing list", async () => {
    const panel = await open({ state: running });
    await write(panel, "1. One\n\n   ```ts\n   let a = 1;\n   ```\n\n2. Tw");
    const keyword = await panel.page.locator(".hljs-keyword").elementHandle();
    await write(panel, "o **bold");
    await write(panel, "** and more");
    assert.equal(await keyword?.evaluate((node) => node.isConnected), true);
    assert.equal(await panel.page.locator("ask-markdown strong").textContent(), "bold");
  });

  it("keeps a selection in the code that is being written", async () => {
    const panel = await open({ state: running });
    await write(panel, "```ts\nlet first = 1;\n");
    await panel.page.locator(".code-part").evaluate((part) => document.getSelection()?.selectAllChildren(part));
    await write(panel, "let second = 2;\n");
    assert.equal(await panel.page.evaluate(() => String(document.getSelection()).trim()), "let first = 1;");
    assert.match((await panel.page.locator("code").textContent()) ?? "", /second/);
  });

  it("shows no markers of what is not finished", async () => {
    const panel = await open({ state: running });
    const text = (): Promise<string> => panel.page.locator("ask-markdown").innerText();
    await write(panel, "Some **bold");
    assert.equal(await text(), "Some bold");
    await write(panel, "** and\n\n``");
    assert.equal(await text(), "Some bold and");
    await write(panel, "`ts");
    assert.equal(await text(), "Some bold and");
    await write(panel, "x\nlet a;\n``");
    await panel.page.getByRole("group", { name: "Code block tsx" }).waitFor();
    assert.doesNotMatch(await text(), /`/);
  });

  it("stays within a frame for each piece of a long answer", async function () {
    this.timeout(60_000);
    const panel = await open({ state: running });
    const source = Array.from(
      { length: 120 },
      (_, i) =>
        `## Part ${i}\n\nSome *text* with \`code\` in it, and a [link](https://a.example).\n\n- one\n- two\n\n\`\`\`ts\nlet a${i} = ${i};\n\`\`\`\n\n`,
    ).join("");
    const session = await panel.page.context().newCDPSession(panel.page);
    // Of the processor: on the clock, other programs would count too.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const before = await busy();
    for (let at = 0; at < source.length; at += 150) {
      await panel.host.emit({ type: "answer-delta", turnId: "1", text: source.slice(at, at + 150) });
    }
    assert.equal(await panel.page.locator("ask-code-block").count(), 120);
    const each = ((await busy()) - before) / Math.ceil(source.length / 150);
    assert.ok(each < 50, `a piece took ${each} ms`);
  });
});

describe("an answer that comes in pieces", () => {
  const open = usePanels();
  const text = [
    richAnswer,
    "A file in a file:\n\n```markdown\n# Title\n\n```ts\nlet a = 1;\n```\n\nEnd\n```\n",
    "The sum $\\sum_i x_i$ costs $5:\n\n$$\na\n- b\n$$\n\n[docs]: https://a.example\n\nSee [docs] and `co\u200Bde`.\n",
    ...Array.from(
      { length: 3 },
      (_, i) => `### Part ${i}\n\n1. one\n\n   \`\`\`py\n   x = ${i}\n   \`\`\`\n2. **two**\n`,
    ),
    "    indented\n\n> quote\n> - *item*\n\nThe end.\n",
  ].join("\n");

  it("is the same in the end as one that comes at once, and finished blocks stay what they are", async function () {
    this.timeout(120_000);
    const panel = await open();
    const atOnce = async (id: string): Promise<string> => {
      const { host } = panel;
      await host.show({ ...host.state, conversation: { ...conversation(turn(id, "Why?", { text })), id } });
      return settled(panel);
    };
    const expected = await atOnce("at once");
    const cuts = fc.array(fc.nat({ max: text.length }), { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.uuid(), async (ends, id) => {
        const { host, page } = panel;
        const begun = conversation(turn("1", "Why?", { state: { type: "streaming" } }));
        await host.show({ ...host.state, conversation: { ...begun, id } });
        await page.evaluate(() => Reflect.set(globalThis, "finished", new Set<Node>()));
        let start = 0;
        for (const end of [...ends.toSorted((a, b) => a - b), text.length]) {
          await write(panel, text.slice(start, end));
          await page.evaluate(() => {
            const finished = Reflect.get(globalThis, "finished") as Set<Node>;
            // The last block is open, and the line after it may have begun another one.
            const nodes = [...(document.querySelector("ask-markdown")?.childNodes ?? [])].slice(0, -2);
            for (const node of nodes) finished.add(node);
          });
          start = end;
        }
        await host.emit({ type: "answer-end", turnId: "1", state: { type: "complete" } });
        assert.equal(await settled(panel), expected);
        const lost = await page.evaluate(
          () => [...(Reflect.get(globalThis, "finished") as Set<Node>)].filter((node) => !node.isConnected).length,
        );
        assert.equal(lost, 0);
      }),
      { numRuns: 8 },
    );
  });
});

/** What an answer looks like, once all of it has its colours and formulas. */
async function settled({ page, answers }: PanelPage): Promise<string> {
  let html = "";
  await eventually(async () => {
    const before = html;
    html = await answers.locator("ask-markdown").evaluate((node) => {
      const copy = node.cloneNode(true);
      const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
      const found: Node[] = [];
      while (comments.nextNode()) found.push(comments.currentNode);
      for (const comment of found) comment.parentNode?.removeChild(comment);
      copy.normalize();
      const elements = copy instanceof Element ? [...copy.querySelectorAll("*")] : [];
      // Their order depends on what came first and means nothing.
      for (const element of elements) {
        const attributes = [...element.attributes].toSorted((a, b) => (a.name < b.name ? -1 : 1));
        for (const { name } of attributes) element.removeAttribute(name);
        for (const { name, value } of attributes) if (name !== "style") element.setAttribute(name, value);
      }
      return copy instanceof Element ? copy.innerHTML : "";
    });
    await page.waitForTimeout(50);
    assert.ok(html !== "" && html === before);
    assert.ok(html.includes("hljs-") && html.includes("<math"));
  });
  return html;
}

describe("the view of a growing answer", () => {
  const open = usePanels();

  it("follows the text while the reader is at its end", async () => {
    const panel = await open({ state: running });
    for (let step = 0; step < 5; step++) await write(panel, `${paragraphs(10)}\n\n`);
    assert.ok((await distanceToEnd(panel)) <= 1);
    assert.equal(await panel.button("Jump to latest").count(), 0);
  });

  it("stays where the reader scrolled to, until the reader jumps back", async () => {
    const panel = await open({ state: running });
    await write(panel, paragraphs(40));
    await panel.conversation.hover();
    await panel.page.mouse.wheel(0, -200);
    await panel.button("Jump to latest").waitFor();
    const top = await panel.conversation.evaluate(({ scrollTop }) => scrollTop);
    await write(panel, `\n\n${paragraphs(20)}`);
    assert.equal(await panel.conversation.evaluate(({ scrollTop }) => scrollTop), top);
    await panel.button("Jump to latest").click();
    await panel.host.drawn();
    assert.ok((await distanceToEnd(panel)) <= 1);
    assert.equal(await panel.button("Jump to latest").count(), 0);
    assert.equal(await panel.conversation.evaluate((element) => element === document.activeElement), true);
    await write(panel, paragraphs(10));
    assert.ok((await distanceToEnd(panel)) <= 1);
  });

  it("lets go at the first small step up", async () => {
    const panel = await open({ state: running });
    await write(panel, paragraphs(40));
    await panel.conversation.evaluate((log) => log.scrollBy(0, -5));
    await panel.host.drawn();
    await write(panel, `\n\n${paragraphs(20)}`);
    assert.ok((await distanceToEnd(panel)) > 100);
    await panel.button("Jump to latest").waitFor();
  });

  it("holds still while text is selected", async () => {
    const panel = await open({ state: running });
    await write(panel, `${paragraphs(40)}\n\n`);
    await panel.page.getByText("Paragraph 39.").selectText();
    await panel.host.drawn();
    const top = await panel.conversation.evaluate(({ scrollTop }) => scrollTop);
    await write(panel, paragraphs(20));
    assert.equal(await panel.conversation.evaluate(({ scrollTop }) => scrollTop), top);
  });

  it("shows the answer to a new question", async () => {
    const panel = await open({ state: { conversation: conversation(turn("1", "Why?", { text: paragraphs(60) })) } });
    await panel.conversation.evaluate((log) => log.scrollTo(0, 0));
    await panel.button("Jump to latest").waitFor();
    await panel.message.fill("Next?");
    await panel.message.press("Enter");
    await eventually(async () => assert.ok((await distanceToEnd(panel)) <= 1));
  });
});
