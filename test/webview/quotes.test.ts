import assert from "node:assert/strict";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

describe("a part of an answer", () => {
  const open = usePanels();
  const openAnswers = (): Promise<PanelPage> =>
    open({
      state: {
        conversation: conversation(
          turn("1", "Why?", { text: "First **words**.\n\nSecond words.\n\n```ts\nlet a = 1;\nlet b = `x`;\n```\n" }),
          turn("2", "How?", { text: "Still com", state: { type: "streaming" } }),
        ),
      },
    });
  /** Selects from the beginning of one element to the end of another. */
  const select = async ({ page, host }: PanelPage, from: string, to: string): Promise<void> => {
    const [start, end] = [page.locator(from).first(), page.locator(to).first()];
    const last = await end.elementHandle();
    await start.evaluate((node, other) => {
      if (other) document.getSelection()?.setBaseAndExtent(node, 0, other, other.childNodes.length);
    }, last);
    await host.drawn();
  };
  const paragraph = (index: number): string => `ask-markdown p >> nth=${index}`;

  it("is quoted below the draft, with the caret below it", async () => {
    const panel = await openAnswers();
    const { host, message, button } = panel;
    await message.fill("About this:");
    assert.equal(await button("Quote").count(), 0);
    await select(panel, paragraph(0), paragraph(1));
    await button("Quote").click();
    await host.drawn();
    assert.equal(await message.inputValue(), "About this:\n\n> First words.\n>\n> Second words.\n\n");
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
    assert.equal(
      await message.evaluate((area: HTMLTextAreaElement) => area.selectionStart === area.value.length),
      true,
    );
    await host.drawn();
    assert.equal(await button("Quote").count(), 0);
  });

  it("is quoted as code where it is code", async () => {
    const panel = await openAnswers();
    await select(panel, "ask-markdown pre code", "ask-markdown pre code");
    await panel.button("Quote").click();
    assert.equal(await panel.message.inputValue(), "```ts\nlet a = 1;\nlet b = `x`;\n```\n\n");
  });

  it("is quoted from the keyboard: with the key of Markdown's quotations, or with the button", async () => {
    const panel = await openAnswers();
    const { page, message, button } = panel;
    await message.focus();
    await page.keyboard.type("a > b");
    await page.getByRole("log").focus();
    await select(panel, paragraph(1), paragraph(1));
    await page.keyboard.press(">");
    assert.equal(await message.inputValue(), "a > b\n\n> Second words.\n\n");
    await page.getByRole("log").focus();
    await select(panel, paragraph(0), paragraph(0));
    await button("Quote").focus();
    await page.keyboard.press("Enter");
    assert.equal(await message.inputValue(), "a > b\n\n> Second words.\n\n> First words.\n\n");
  });

  it("is quoted while the answer comes", async () => {
    const panel = await openAnswers();
    await select(panel, paragraph(2), paragraph(2));
    await panel.button("Quote").click();
    assert.equal(await panel.message.inputValue(), "> Still com\n\n");
  });

  it("is not offered where two answers are selected, or a question", async () => {
    const panel = await openAnswers();
    await select(panel, paragraph(0), paragraph(2));
    assert.equal(await panel.button("Quote").count(), 0);
    await select(panel, ".question-text", ".question-text");
    assert.equal(await panel.button("Quote").count(), 0);
  });
});
