import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld } from "./reviewWorld.ts";

const BASE = "one();\ntwo();\nthree();\nfour();\nfive();\nsix();\nseven();";
/** The answer changes three lines. */
const ANSWER = BASE.replace("one", "eins").replace("four", "vier").replace("seven", "sieben");

describe("an answer for a document that the person changed meanwhile", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  /** The document as the person has it now, with the answer for what it was. */
  async function proposed(mine: string): Promise<vscode.TextDocument> {
    const { document } = await world.open("a.ts", mine);
    await world.proposeFor(document, BASE, ANSWER);
    return document;
  }

  it("is shown in the document as it is now", async () => {
    const document = await proposed(BASE.replace("three();", "mine();\ntyped();"));
    assert.equal(document.isDirty, false);
    assert.deepEqual(await world.lenses(document.uri), [
      "0: Accept, Reject, Edit, Accept All, Reject All, Compare",
      "4: Accept, Reject, Edit",
      "7: Accept, Reject, Edit",
    ]);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), ANSWER.replace("three();", "mine();\ntyped();"));
    assert.deepEqual(world.told, []);
  });

  it("keeps CRLF although the answer has none", async () => {
    const document = await proposed(BASE.replace("two", "mine").replaceAll("\n", "\r\n"));
    await world.reviews.acceptAll();
    assert.equal(document.getText(), ANSWER.replace("two", "mine").replaceAll("\n", "\r\n"));
  });

  it("leaves lines that both changed to Accept and Reject by themselves, and says so", async () => {
    const mine = BASE.replace("four()", "mine()");
    const document = await proposed(mine);
    const [first, second] = [
      await world.argument(document.uri, "Accept", 0),
      await world.argument(document.uri, "Accept", 1),
    ];
    await world.reviews.acceptAll();
    assert.equal(document.getText(), ANSWER.replace("vier()", "mine()"));
    assert.deepEqual(world.told, [
      "One change is left, where you changed the same lines. Accept or reject it by itself.",
    ]);
    assert.notDeepEqual(first, second);
    await world.reviews.accept(second);
    assert.equal(document.getText(), ANSWER);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), ANSWER.replace("vier()", "mine()"));
    await world.reviews.reject(second);
    assert.equal(document.getText(), ANSWER.replace("vier()", "mine()"));
    assert.deepEqual(await world.lenses(document.uri), []);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), mine);
    assert.equal(document.isDirty, false);
  });

  it("can be accepted in any order, with typing in between", async () => {
    const document = await proposed(BASE.replace("four()", "mine()"));
    const editor = await vscode.window.showTextDocument(document);
    await world.reviews.accept(await world.argument(document.uri, "Accept", 2));
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), "typed();\n"));
    await world.reviews.accept(await world.argument(document.uri, "Accept", 1));
    await world.reviews.accept(await world.argument(document.uri, "Accept", 0));
    assert.equal(document.getText(), ANSWER.replace("three();", "typed();\nthree();"));
  });

  it("is still in conflict after the window is reloaded", async () => {
    const document = await proposed(BASE.replace("four()", "mine()"));
    world.restart();
    await vscode.window.showTextDocument(document);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), ANSWER.replace("vier()", "mine()"));
    assert.equal((await world.lenses(document.uri)).length, 1);
    assert.match(world.told.join(), /^One change is left/);
  });

  it("is not proposed when the person wrote the same", async () => {
    const { document } = await world.open("a.ts", ANSWER);
    const again = await world.reviews.propose({ uri: document.uri, base: BASE, newText: ANSWER, title: "Fix" });
    assert.equal(again.type, "refused");
  });
});
