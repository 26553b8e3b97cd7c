import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { patch } from "./patch.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

describe("an edit that renames a file", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  const exists = (name: string): boolean => existsSync(world.uri(name).fsPath);

  it("goes back with Undo", async () => {
    const { document } = await world.open("a.ts", "one");
    const to = `*** Move to: ${world.path("sub/b.ts")}`;
    const told = await world.apply(patch(`*** Update File: ${world.path("a.ts")}`, to));
    assert.match(told, /^Proposed: rename review-\w+\/a\.ts to review-\w+\/sub\/b\.ts/);
    assert.match((await world.lenses(document.uri)).join(), /^0: Accept, Reject, Rename to review-\w+\/sub\/b\.ts$/);
    await world.reviews.accept(await world.argument(document.uri, "Accept"));
    assert.deepEqual([exists("a.ts"), exists("sub/b.ts")], [false, true]);
    await vscode.window.showTextDocument(world.uri("sub/b.ts"));
    await vscode.commands.executeCommand("undo");
    await until(() => exists("a.ts") && !exists("sub/b.ts"), "undoing the rename");
    assert.equal(await world.onDisk("a.ts"), "one");
  });

  it("and changes it is one undo step when both are accepted at once", async () => {
    const { document } = await world.open("a.ts", "one\r\ntwo\r\nthree\r\n");
    const sections = [
      `*** Update File: ${world.path("a.ts")}`,
      `*** Move to: ${world.path("b.ts")}`,
      "@@",
      "-two",
      "+2",
    ];
    await world.apply(patch(...sections));
    assert.equal((await world.lenses(document.uri)).length, 2);
    await world.reviews.acceptAll(document.uri);
    const renamed = await vscode.workspace.openTextDocument(world.uri("b.ts"));
    assert.equal(renamed.getText(), "one\r\n2\r\nthree\r\n");
    assert.equal(renamed.isDirty, true);
    assert.equal(exists("a.ts"), false);
    assert.deepEqual(await world.lenses(renamed.uri), []);
    await vscode.window.showTextDocument(renamed);
    await vscode.commands.executeCommand("undo");
    await until(() => exists("a.ts") && !exists("b.ts"), "undoing the rename");
    const back = await vscode.workspace.openTextDocument(world.uri("a.ts"));
    assert.equal(back.getText(), "one\r\ntwo\r\nthree\r\n");
    assert.equal(back.isDirty, false);
    assert.equal(await world.onDisk("a.ts"), "one\r\ntwo\r\nthree\r\n");
    assert.deepEqual(world.told, []);
  });

  it("takes its other changes along, and back with Undo", async () => {
    const { document } = await world.open("a.ts", "one\ntwo\nthree\nfour\n");
    await world.propose(document, "FOUR", [3, 3]);
    const sections = [`*** Update File: ${world.path("a.ts")}`, `*** Move to: ${world.path("b.ts")}`];
    await world.apply(patch(...sections, "@@", "-two", "+2"));
    const step = world.reviews.proposals().find(({ kind }) => kind === "rename");
    await world.reviews.acceptAll({ reviewId: step?.status.proposalId });
    const renamed = await vscode.window.showTextDocument(world.uri("b.ts"));
    assert.equal(renamed.document.getText(), "one\n2\nthree\nfour\n");
    assert.match((await world.lenses(world.uri("b.ts"))).join("; "), /^3: Accept, Reject[^;]*$/);
    await vscode.commands.executeCommand("undo");
    await until(() => exists("a.ts") && !exists("b.ts"), "undoing the rename");
    await until(async () => (await world.lenses(world.uri("a.ts"))).length === 2, "both changes waiting again");
    await vscode.window.showTextDocument(world.uri("a.ts"));
    await world.reviews.acceptAll(world.uri("a.ts"));
    assert.equal((await vscode.workspace.openTextDocument(world.uri("a.ts"))).getText(), "one\n2\nthree\nFOUR\n");
    assert.deepEqual(world.told, []);
  });

  it("and changes it can be decided on part by part", async () => {
    const { document } = await world.open("a.ts", "one\ntwo\nthree\n");
    const sections = [`*** Update File: ${world.path("a.ts")}`, `*** Move to: ${world.path("b.ts")}`];
    await world.apply(patch(...sections, "@@", "-two", "+2"));
    await world.reviews.accept(await world.argument(document.uri, "Accept"));
    const renamed = await vscode.workspace.openTextDocument(world.uri("b.ts"));
    assert.equal(renamed.getText(), "one\ntwo\nthree\n");
    await world.reviews.acceptAll(renamed.uri);
    assert.equal(renamed.getText(), "one\n2\nthree\n");
    assert.deepEqual(world.told, []);
  });

  it("makes one step of two clicks", async () => {
    await world.open("a.ts", "one");
    await world.apply(patch(`*** Update File: ${world.path("a.ts")}`, `*** Move to: ${world.path("b.ts")}`));
    const argument = await world.argument(world.uri("a.ts"), "Accept");
    await Promise.all([world.reviews.accept(argument), world.reviews.accept(argument)]);
    assert.equal(exists("b.ts"), true);
    assert.deepEqual(world.told, []);
  });
});
