import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import { stepByStep } from "../host/stepByStep.ts";
import { waitUntil } from "../host/wait.ts";
import { openWorld, type World } from "./world.ts";

const patch = `*** Begin Patch
*** Update File: .env
@@
-LEVEL=1
+LEVEL=2
*** Add File: docs/levels.md
+# Levels
*** End Patch`;

/** One session of a person, in order. */
describe("an edit of several files, one of them special, in a real VS Code", () => {
  let world: World;

  before(async () => {
    world = await openWorld({
      scripts: [{ when: /./, answer: `Here:\n\n\`\`\`\n${patch}\n\`\`\`` }],
      needsKey: false,
      prepare: (project) => writeFile(join(project, ".env"), "NAME=shop\nLEVEL=1\n"),
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed-files.png");
  });
  after(async () => world[Symbol.asyncDispose]());
  stepByStep();

  it("is proposed in all of its files, and both are compared in one editor", async () => {
    const { workbench, panel } = world;
    await workbench.runCommand("Ask ChatGPT");
    await workbench.quickInput().opened("Ask ChatGPT");
    await workbench.quickInput().type("Raise the level");
    await workbench.quickInput().accept();
    await panel.getByRole("button", { name: "Apply to file" }).click();
    await panel.getByText("Proposed in 2 files.").first().waitFor();
    await workbench.runCommand("Ask ChatGPT: Compare All Files");
    const diffs = workbench.page.locator(".multiDiffEntry");
    await diffs.getByText("LEVEL=2").first().waitFor();
    await diffs.getByText("# Levels").first().waitFor();
  });

  it("asks in a dialog before it writes the special one, and writes nothing without a yes", async () => {
    const { workbench } = world;
    await workbench.openFile(".env");
    const dialog = workbench.page.getByRole("dialog").filter({ hasText: "Change .env?" });
    const changed = workbench.page.locator(".view-line").getByText("LEVEL=2");
    await workbench.codeLens("Accept All", dialog);
    await dialog.getByText("often holds passwords and keys").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.match(await workbench.editorText(), /LEVEL=1/);
    await workbench.codeLens("Accept All", dialog);
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    await changed.waitFor();
    assert.equal(await workbench.fileText(".env"), "NAME=shop\nLEVEL=1\n");
  });

  it("creates the other one when that is accepted", async () => {
    const { workbench, project } = world;
    assert.equal(existsSync(join(project, "docs")), false);
    await workbench.runCommand("Ask ChatGPT: Next Change");
    await workbench.page.locator(".tab.active", { hasText: "levels.md" }).waitFor();
    await workbench.runCommand("Ask ChatGPT: Accept All");
    await waitUntil(async () => existsSync(join(project, "docs/levels.md")), { what: "the new file", timeout: 30_000 });
    assert.equal(await workbench.fileText("docs/levels.md"), "# Levels\n");
  });
});
