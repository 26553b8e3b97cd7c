import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

const labels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe("a proposed file", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  async function propose(name: string, text = "test();\n"): Promise<vscode.TextDocument> {
    const proposed = await world.reviews.proposeNewFile({ uri: world.uri(name), text, title: "Add Tests" });
    assert.equal(proposed.type, "proposed");
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.scheme === "askchatgpt-proposal",
    );
    assert.ok(shown);
    return shown.document;
  }

  it("is shown with its name, language and path, and is not on disk", async () => {
    const document = await propose("a.test.ts");
    assert.equal(document.getText(), "test();\n");
    assert.equal(document.languageId, "typescript");
    assert.deepEqual(labels(), ["a.test.ts"]);
    const [lenses = ""] = await world.lenses(document.uri);
    assert.match(lenses, /^0: Accept All, Reject All, New file .*a\.test\.ts$/);
    assert.equal(existsSync(world.uri("a.test.ts").fsPath), false);
  });

  it("does not take the focus from the editor that the person types in", async () => {
    const editor = await world.open("a.ts", "x");
    await propose("a.test.ts");
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.equal(vscode.window.visibleTextEditors.length, 2);
  });

  it("is created and opened when it is accepted", async () => {
    const document = await propose("a.test.ts", "one();\r\ntwo();\r\n");
    await vscode.window.showTextDocument(document);
    await world.reviews.acceptAll();
    assert.equal(await world.onDisk("a.test.ts"), "one();\r\ntwo();\r\n");
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), world.uri("a.test.ts").toString());
    await until(() => labels().length === 1, "closing the proposal");
  });

  it("leaves nothing behind when it is rejected", async () => {
    const document = await propose("a.test.ts");
    await world.reviews.rejectAll(await world.argument(document.uri, "Reject All"));
    await until(() => labels().length === 0, "closing the proposal");
    assert.equal(existsSync(world.uri("a.test.ts").fsPath), false);
  });

  it("never overwrites a file, neither when it is proposed nor when it is accepted", async () => {
    await world.open("a.ts", "mine");
    const proposed = await world.reviews.proposeNewFile({ uri: world.uri("a.ts"), text: "", title: "Add Tests" });
    assert.match(proposed.type === "refused" ? proposed.reason : "", /a\.ts exists already/);
    const document = await propose("b.ts", "theirs");
    await world.open("b.ts", "mine");
    await world.reviews.acceptAll(await world.argument(document.uri, "Accept All"));
    assert.equal(await world.onDisk("b.ts"), "mine");
    assert.match(world.told.join(), /b\.ts exists already/);
  });

  it("is replaced by a second proposal for the same path", async () => {
    const document = await propose("a.test.ts", "one");
    await world.reviews.proposeNewFile({ uri: world.uri("a.test.ts"), text: "two", title: "Add Tests" });
    await until(() => document.getText() === "two", "the new text");
    assert.match(world.told.join(), /replaces/);
  });
});
