import assert from "node:assert/strict";
import type { ReferenceState } from "../../src/shared/protocol/panel.ts";
import { eventually, usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

const text = `See \`src/a.ts:12\` and src/b.ts#L3-L9, or [the parser](src/parser.ts).
Not \`src/gone.ts:4\`, Node.js, e.g. or 1.2.3. It calls \`parse()\`, not \`items[i]\` (src/c.ts:7).

\`\`\`ts
import "src/a.ts:12";
\`\`\`
`;

describe("what an answer refers to", () => {
  const open = usePanels();

  const states: Readonly<Record<string, ReferenceState>> = {
    "src/a.ts:12": "found",
    "src/b.ts#L3-L9": "found",
    "src/parser.ts": "found",
    "src/gone.ts:4": "missing",
    "parse()": "found",
    "src/c.ts:7": "found",
  };

  async function openAnswer(state: "complete" | "streaming") {
    const panel = await open();
    panel.host.onReference = (reference) => states[reference] ?? "unknown";
    await panel.host.show({
      ...panel.host.state,
      conversation: conversation(turn("1", "?", { text, state: { type: state } })),
    });
    return { ...panel, links: panel.page.locator(".reference") };
  }

  it("is asked in one request, once the answer is complete", async () => {
    const { host } = await openAnswer("streaming");
    assert.deepEqual(host.paramsOf("references"), []);
    await host.emit({ type: "answer-end", turnId: "1", state: { type: "complete" } });
    await eventually(() => assert.equal(host.paramsOf("references").length, 1));
    assert.deepEqual(host.paramsOf("references"), [
      {
        turnId: "1",
        references: ["src/a.ts:12", "src/b.ts#L3-L9", "src/parser.ts", "src/gone.ts:4", "parse()", "src/c.ts:7"],
      },
    ]);
  });

  it("becomes links where it exists, and the words stay the same", async () => {
    const { answers, links } = await openAnswer("complete");
    await eventually(async () => assert.equal(await links.count(), 5));
    assert.deepEqual(await links.allTextContents(), [
      "src/a.ts:12",
      "src/b.ts#L3-L9",
      "the parser",
      "parse()",
      "src/c.ts:7",
    ]);
    assert.match(
      await answers.innerText(),
      /See src\/a\.ts:12 and src\/b\.ts#L3-L9, or the parser\.\s+Not src\/gone\.ts:4, Node\.js, e\.g\. or 1\.2\.3\./,
    );
  });

  it("is opened with a click and with Enter", async () => {
    const { host, links } = await openAnswer("complete");
    await links.first().click();
    await links.nth(1).press("Enter");
    await links.nth(2).click();
    assert.deepEqual(
      host.paramsOf("openReference"),
      ["src/a.ts:12", "src/b.ts#L3-L9", "src/parser.ts"].map((reference) => ({ turnId: "1", reference })),
    );
    assert.deepEqual(host.paramsOf("openLink"), []);
  });

  it("is marked where a line of a file is named that is not there, and cannot be opened", async () => {
    const { page, host } = await openAnswer("complete");
    const missing = page.locator(".missing-reference");
    await missing.waitFor();
    assert.deepEqual(await missing.allTextContents(), ["src/gone.ts:4"]);
    assert.equal(await missing.getAttribute("title"), "Not found in the folder that is open");
    await missing.click();
    assert.deepEqual(host.paramsOf("openReference"), []);
  });

  it("stays linked when another turn is drawn, and is not asked for again", async () => {
    const { host, links } = await openAnswer("complete");
    await eventually(async () => assert.equal(await links.count(), 5));
    await host.emit({
      type: "turn-started",
      turnId: "2",
      at: 0,
      question: { text: "And?", task: "ask", attachments: [] },
    });
    assert.equal(await links.count(), 5);
    assert.equal(host.paramsOf("references").length, 1);
  });
});
