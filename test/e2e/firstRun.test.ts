import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { waitUntil } from "../host/wait.ts";
import { openWorld } from "./world.ts";

describe("the first run", () => {
  it("has a walkthrough with pictures, whose steps complete, and a status bar item once it is used", async () => {
    await using world = await openWorld({
      scripts: [{ when: /./, answer: "An answer to read." }],
      needsKey: false,
      empty: true,
    });
    const { workbench, panel } = world;
    const { page } = workbench;
    const status = page.locator('[id="askchatgpt.ask-chatgpt.status"]');

    await workbench.runCommand("Welcome: Open Walkthrough...");
    await workbench.quickInput().opened();
    await workbench.quickInput().type("Get started with Ask ChatGPT");
    await workbench.quickInput().accept();
    const steps = page.locator(".getting-started-step");
    const step = (title: string) => steps.filter({ hasText: title });
    await step("Ask about your code").waitFor();
    assert.equal(await steps.count(), 3);
    assert.equal(await status.count(), 0);

    const picture = page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .contentFrame()
      .frameLocator("#active-frame")
      .locator("svg");
    for (const title of ["Set your API key", "Ask about your code", "Review a change"]) {
      await step(title).click();
      await picture.waitFor();
    }

    await workbench.showView("Ask ChatGPT");
    await panel.getByRole("textbox", { name: "Message" }).fill("What is a closure?");
    await panel.getByRole("button", { name: "Send" }).click();
    await panel.locator('article[aria-busy="false"]').getByText("An answer to read.").waitFor();
    await step("Ask about your code").locator(".codicon-getting-started-step-checked.complete").waitFor();

    const name = /^Ask ChatGPT\. Questions go to test-model at 127\.0\.0\.1:\d+\. Open the chat\.$/;
    await status.getByRole("button", { name }).waitFor();
    const tab = page.locator(".activitybar").getByRole("tab", { name: "Ask ChatGPT" });
    const isShown = async (): Promise<boolean> => (await tab.getAttribute("aria-selected")) === "true";
    await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    await waitUntil(async () => !(await isShown()), { what: "the side bar to go", timeout: 30_000 });
    await status.getByRole("button", { name }).click();
    await waitUntil(isShown, { what: "the chat to open", timeout: 30_000 });
  });
});
