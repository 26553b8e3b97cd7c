import assert from "node:assert/strict";
import { usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";
import { proposedFile } from "../support/proposedFiles.ts";

const lines = Array.from({ length: 60 }, (_, index) => `Line ${index}`).join("\n");

describe("a section that was folded or unfolded", () => {
  const open = usePanels();

  it("stays so when the panel is reloaded, and in its own turn only", async () => {
    const thought = { text: "Because.", reasoning: "Let me think." };
    const { page, host } = await open({
      state: { conversation: conversation(turn("1", "Why?", thought), turn("2", "How?", thought)) },
    });
    const first = page.getByRole("group", { name: "Reasoning" }).first();
    await first.locator("summary").click();
    await first.getByText("Let me think.").waitFor();
    await host.drawn();
    await page.reload();
    await page.getByText("Let me think.").first().waitFor();
    assert.equal(await page.getByText("Let me think.").nth(1).isVisible(), false);
    await first.locator("summary").click();
    await host.drawn();
    await page.reload();
    await page.getByText("Because.").first().waitFor();
    assert.equal(await page.getByText("Let me think.").first().isVisible(), false);
  });

  it("can be a long question, which is folded at first", async () => {
    const { page, host, button } = await open({
      state: { conversation: conversation(turn("1", lines, { text: "Yes." }), turn("2", "Short?", {})) },
    });
    const question = page.getByRole("article", { name: "You" }).first();
    const height = async (): Promise<number> => (await question.boundingBox())?.height ?? 0;
    assert.equal(await page.getByRole("button", { name: "Show the whole message" }).count(), 1);
    assert.ok((await height()) < 400, `${await height()}`);
    await button("Show the whole message").click();
    await button("Show less").waitFor();
    assert.equal(await button("Show less").getAttribute("aria-expanded"), "true");
    assert.ok((await height()) > 1_000, `${await height()}`);
    await page.reload();
    await button("Show less").waitFor();
    await host.drawn();
    assert.ok((await height()) > 1_000, `${await height()}`);
  });

  it("can be the list of changed files", async () => {
    const files = [proposedFile("a.ts"), proposedFile("b.ts")];
    const { page, button } = await open({
      state: { conversation: conversation({ ...turn("1", "Edit", { text: "Done." }), files }) },
    });
    const list = page.getByRole("list", { name: "Changed files" });
    await list.waitFor();
    await button("2 files").click();
    await list.waitFor({ state: "detached" });
    await page.reload();
    await button("2 files").waitFor();
    assert.equal(await list.count(), 0);
    assert.equal(await button("2 files").getAttribute("aria-expanded"), "false");
  });
});
