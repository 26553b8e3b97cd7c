import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openWorld } from "./world.ts";

describe("a window without a folder", () => {
  it("asks and answers all the same, and has the answer after a reload", async () => {
    await using world = await openWorld({
      scripts: [{ when: /./, answer: "An answer to read." }],
      needsKey: false,
      empty: true,
    });
    const { workbench, openAi } = world;
    await workbench.runCommand("Ask ChatGPT");
    await workbench.quickInput().opened("Ask ChatGPT");
    await workbench.quickInput().type("What is a closure?");
    await workbench.quickInput().accept();
    await workbench.panel().locator('article[aria-busy="false"]').getByText("An answer to read.").waitFor();
    assert.equal(openAi.requests.length, 1);
    await workbench.reload();
    await workbench.showView("Ask ChatGPT");
    await workbench.panel().getByText("An answer to read.").waitFor();
  });
});
