import assert from "node:assert/strict";
import type { ProposedFile } from "../../src/shared/chat/changedFiles.ts";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";
import { accepted, proposedFile } from "../support/proposedFiles.ts";

describe("the changed files under an answer", () => {
  const open = usePanels();
  const openWith = (...files: readonly ProposedFile[]): Promise<PanelPage> =>
    open({ state: { conversation: conversation({ ...turn("1", "Fix it", { text: "Done." }), files }) } });

  const cart = proposedFile("src/cart.ts");
  const uri = cart.uri;

  it("are a list with the path, the counts and the state of each", async () => {
    const { page } = await openWith(cart, proposedFile("README.md", { open: 0, rejected: 1, added: 1, removed: 0 }));
    const group = page.getByRole("group", { name: "Changed files" });
    const items = group.getByRole("list", { name: "Changed files" }).getByRole("listitem");
    assert.deepEqual(await items.locator(".file-name").allInnerTexts(), ["src/cart.ts", "README.md"]);
    const first = items.first();
    await first.getByText("3 lines added, 1 removed").waitFor();
    assert.equal(await first.locator(".line-counts [aria-hidden]").textContent(), "+3 −1");
    await first.getByText("Proposed", { exact: true }).waitFor();
    await items.last().getByText("1 line added", { exact: true }).waitFor();
    await items.last().getByText("Rejected", { exact: true }).waitFor();
    assert.equal(await group.getByRole("button", { name: /^Take back/ }).count(), 0);
  });

  it("are counted in lines only where lines change", async () => {
    const { page } = await openWith(proposedFile("old.ts", { added: 0, removed: 0 }));
    await page.getByRole("button", { name: "Review old.ts" }).waitFor();
    assert.equal(await page.locator(".line-counts").count(), 0);
  });

  it("are not there where nothing was proposed", async () => {
    const { page } = await open({ state: { conversation: conversation(turn("1", "Why?", { text: "Because." })) } });
    assert.equal(await page.getByRole("group", { name: "Changed files" }).count(), 0);
  });

  it("take the note that asks to review them away once there is nothing left to review", async () => {
    const shown = async (file: ProposedFile): Promise<number> => {
      const noted = { note: "Proposed in src/cart.ts.", notedProposal: file.proposalId };
      const asked = turn("1", "Fix it", { text: "Done.", ...noted });
      const { page } = await open({ state: { conversation: conversation({ ...asked, files: [file] }) } });
      await page.getByRole("group", { name: "Changed files" }).waitFor();
      return page.getByText("Proposed in src/cart.ts.").count();
    };
    assert.equal(await shown(cart), 1);
    assert.equal(await shown({ ...cart, ...accepted }), 0);
  });

  it("take away what a code block says of its proposal, too", async () => {
    const answered = turn("1", "Fix it", { text: "```ts\nlet a;\n```" });
    const { host, page, button } = await open({ state: { conversation: conversation(answered) } });
    host.onCodeAction = async () => "Proposed in src/cart.ts.";
    await button("Apply to file").click();
    const said = page.locator(".code-result").getByText("Proposed in src/cart.ts.");
    await said.waitFor();
    await host.emit({ type: "file-changed", turnId: "1", file: cart });
    await page.getByRole("group", { name: "Changed files" }).waitFor();
    assert.equal(await said.count(), 1);
    await host.emit({ type: "file-changed", turnId: "1", file: { ...cart, ...accepted } });
    await said.waitFor({ state: "detached" });
  });

  it("are opened and decided on", async () => {
    const { host, button } = await openWith(cart, proposedFile("README.md"));
    await button("Review src/cart.ts").click();
    await button("Review all").click();
    await button("Accept all").click();
    await button("Reject all").click();
    assert.deepEqual(host.paramsOf("fileAction"), [
      { action: "review", turnId: "1", uri },
      { action: "review-all", turnId: "1", uri: "" },
      { action: "accept-all", turnId: "1", uri: "" },
      { action: "reject-all", turnId: "1", uri: "" },
    ]);
  });

  it("are decided on in the editor alone where there is only one, and where all is decided", async () => {
    const one = await openWith(cart);
    assert.equal(await one.button("Accept all").count(), 0);
    const decided = await openWith({ ...cart, ...accepted }, proposedFile("README.md", accepted));
    assert.equal(await decided.button("Accept all").count(), 0);
  });

  it("follow what becomes of them", async () => {
    const { page, host, button } = await openWith(cart);
    const item = page.getByRole("group", { name: "Changed files" }).getByRole("listitem");
    const become = (file: Partial<ProposedFile>): Promise<void> =>
      host.emit({ type: "file-changed", turnId: "1", file: { ...cart, ...file } });
    await become({ open: 1, accepted: 1, restore: "kept" });
    await item.getByText("Partly accepted").waitFor();
    await become(accepted);
    await item.getByText("Accepted").waitFor();
    await button("Take back src/cart.ts").waitFor();
    await become({ ...accepted, takenBack: "whole" });
    await item.getByText("Taken back").waitFor();
    assert.equal(await button("Take back src/cart.ts").count(), 0);
    await button("Apply again src/cart.ts").click();
    assert.deepEqual(host.paramsOf("fileAction"), [{ action: "apply-again", turnId: "1", uri }]);
    await become({ ...accepted, restore: "lost" });
    await item.getByText("Accepted · Cannot be taken back any more").waitFor();
    assert.equal(await item.getByRole("button").count(), 1);
  });

  it("say why something was not taken back, and offer what can be done", async () => {
    const { page, host, button } = await openWith({ ...cart, ...accepted });
    host.onFileAction = async ({ action }) =>
      action === "take-back"
        ? { sentence: "cart.ts was edited since, at line 3.", offers: ["rest", "compare"] }
        : { sentence: "", offers: [] };
    await button("Take back src/cart.ts").click();
    await page.getByRole("listitem").getByText("cart.ts was edited since, at line 3.").waitFor();
    assert.equal(await page.locator('[aria-live="polite"]').textContent(), "cart.ts was edited since, at line 3.");
    await button("Compare").waitFor();
    await button("All but these lines").click();
    await host.drawn();
    assert.deepEqual(host.paramsOf("fileAction").at(-1), { action: "rest", turnId: "1", uri });
    assert.equal(await button("All but these lines").count(), 0);
  });

  it("act once, however often a button is pressed meanwhile", async () => {
    const { host, button } = await openWith({ ...cart, ...accepted });
    const { promise, resolve } = Promise.withResolvers<void>();
    host.onFileAction = async () => {
      await promise;
      return { sentence: "", offers: [] };
    };
    await button("Take back src/cart.ts").dblclick();
    await button("Review src/cart.ts").dispatchEvent("click");
    assert.equal(await button("Take back src/cart.ts").isDisabled(), true);
    resolve();
    await host.drawn();
    assert.equal(host.paramsOf("fileAction").length, 1);
    assert.equal(await button("Take back src/cart.ts").isDisabled(), false);
  });

  it("are worked from the keyboard, and the focus stays where it was", async () => {
    const { page, host, button } = await openWith({ ...cart, ...accepted });
    host.onFileAction = async () => ({ sentence: "This deletes cart.ts.", offers: ["delete"] });
    await button("Review src/cart.ts").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("This deletes cart.ts.").first().waitFor();
    assert.equal(await button("Take back src/cart.ts").evaluate((node) => node === document.activeElement), true);
    await page.keyboard.press("Tab");
    assert.equal(await button("Delete file").evaluate((node) => node === document.activeElement), true);
    const outline = await button("Delete file").evaluate((node) => getComputedStyle(node).outlineStyle);
    assert.equal(outline, "solid");
  });
});
