import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { realPath } from "../../../src/node/realPath.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import { AnsweredFiles } from "../../../src/vscode/edits/answeredFiles.ts";
import { patch } from "./patch.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

const active = (): string | undefined => vscode.window.activeTextEditor?.document.uri.path.split("/").at(-1);

describe("an edit that creates, deletes or renames files", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  const exists = (name: string): boolean => existsSync(world.uri(name).fsPath);

  it("proposes a new file with its path, and creates it when it is accepted", async () => {
    const told = await world.apply(patch(`*** Add File: ${world.path("deep/new.ts")}`, "+export {};"));
    assert.match(told, /^Proposed as the new file review-\w+\/deep\/new\.ts/);
    assert.equal(exists("deep/new.ts"), false);
    const uri = vscode.window.visibleTextEditors[0]?.document.uri;
    assert.ok(uri);
    assert.match((await world.lenses(uri)).join(), /^0: Accept All, Reject All, New file review-\w+\/deep\/new\.ts$/);
    await world.reviews.acceptAll(await world.argument(uri, "Accept All"));
    assert.equal(await world.onDisk("deep/new.ts"), "export {};\n");
    assert.deepEqual(world.asked, []);
    assert.equal(active(), "new.ts");
    await vscode.commands.executeCommand("undo");
    await until(() => !exists("deep/new.ts"), "undoing the creation");
  });

  it("takes a code block that names no file's path for a new file", async () => {
    const told = await world.apply("export const a = 1;", { info: "ts", above: `\`${world.path("made.ts")}\`` });
    assert.match(told, /^Proposed as the new file/);
    await world.reviews.acceptAll();
    assert.equal(await world.onDisk("made.ts"), "export const a = 1;\n");
  });

  it("does not take it for a new file when one with the same name lies elsewhere, or code is left out", async () => {
    const told = await world.apply("export const a = 1;", { info: "ts", above: "`cart.ts`" });
    assert.match(told, /^cart\.ts is not there, but src\/cart\.ts is/);
    const lazy = await world.apply("// ... existing code ...\nexport {};", { info: "ts", above: "`lazy.ts`" });
    assert.match(lazy, /leaves code out/);
  });

  it("shows what a deletion would delete, and asks before it does", async () => {
    const { document } = await world.open("old.ts", "one\ntwo\n");
    const told = await world.apply(patch(`*** Delete File: ${world.path("old.ts")}`));
    assert.match(told, /^Proposed: delete review-\w+\/old\.ts/);
    assert.match((await world.lenses(document.uri)).join(), /^0: Accept, Reject, Delete review-\w+\/old\.ts$/);
    world.saysYes = false;
    await world.reviews.accept(await world.argument(document.uri, "Accept"));
    assert.match(world.asked[0]?.message ?? "", /^Delete review-\w+\/old\.ts\?$/);
    assert.equal(exists("old.ts"), true);
    assert.equal((await world.lenses(document.uri)).length, 1);
    world.saysYes = true;
    await world.reviews.accept(await world.argument(document.uri, "Accept"));
    assert.equal(exists("old.ts"), false);
    assert.deepEqual(world.told, []);
  });

  it("says when a file to be deleted has changes that are not saved", async () => {
    const editor = await world.open("old.ts", "one");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "mine "));
    await world.apply(patch(`*** Delete File: ${world.path("old.ts")}`));
    world.saysYes = false;
    await world.reviews.acceptAll();
    assert.match(world.asked[0]?.detail ?? "", /not saved/);
    assert.equal(editor.document.getText(), "mine one");
  });

  it("leaves the file alone when a deletion is rejected", async () => {
    const { document } = await world.open("old.ts", "one");
    await world.apply(patch(`*** Delete File: ${world.path("old.ts")}`));
    await world.reviews.reject(await world.argument(document.uri, "Reject"));
    assert.equal(exists("old.ts"), true);
    assert.deepEqual(await world.lenses(document.uri), []);
    assert.deepEqual(world.asked, []);
  });

  it("accepts the files of one proposal on their own, or all at once", async () => {
    await world.open("a.ts", "one\ntwo\n");
    const { document } = await world.open("old.ts", "old");
    await world.apply(
      patch(
        `*** Update File: ${world.path("a.ts")}`,
        "@@",
        "-two",
        "+2",
        `*** Add File: ${world.path("new.ts")}`,
        "+new",
        `*** Delete File: ${world.path("old.ts")}`,
      ),
    );
    assert.match(
      (await world.lenses(world.uri("a.ts"))).join(),
      /^1: Accept, Reject, Edit, Accept All, Reject All, Compare, Compare All Files, Accept All Files$/,
    );
    await world.reviews.reject(await world.argument(document.uri, "Reject"));
    await world.reviews.acceptAll(await world.argument(world.uri("a.ts"), "Accept All Files"));
    assert.equal((await vscode.workspace.openTextDocument(world.uri("a.ts"))).getText(), "one\n2\n");
    assert.deepEqual([exists("new.ts"), exists("old.ts")], [true, true]);
  });

  it("is proposed for all of its files or for none", async () => {
    const { document } = await world.open("a.ts", "one\n");
    const update = [`*** Update File: ${world.path("a.ts")}`, "@@", "-one", "+1"];
    const others: readonly (readonly [string[], RegExp])[] = [
      [[`*** Add File: ${world.path("a.ts")}`, "+x"], /exists already/],
      [[`*** Delete File: ${world.path("gone.ts")}`], /gone\.ts is not in the folder/],
      [["*** Add File: ../out.ts", "+x"], /^\.\.\/out\.ts is not inside a folder that is open/],
      [[`*** Add File: ${world.path("A.TS")}`, "+x"], /a\.ts exists already/],
      [[`*** Delete File: ${world.path("./a.ts")}`], /names review-\w+\/a\.ts twice/],
    ];
    for (const [other, why] of others) {
      assert.match(await world.apply(patch(...update, ...other)), why);
      assert.deepEqual(await world.lenses(document.uri), [], other.join());
    }
  });

  it("is gone through file by file, around the last", async () => {
    await world.open("a.ts", "one\ntwo\nthree\nfour\n");
    await world.open("old.ts", "old");
    const update = [`*** Update File: ${world.path("a.ts")}`, "@@", "-one", "+1", " two", " three", "-four", "+4"];
    await world.apply(
      patch(...update, `*** Add File: ${world.path("new.ts")}`, "+new", `*** Delete File: ${world.path("old.ts")}`),
    );
    const place = (): string => `${active()}:${vscode.window.activeTextEditor?.selection.active.line}`;
    const seen: string[] = [];
    for (let step = 0; step < 5; step++) {
      await world.reviews.next();
      seen.push(place());
    }
    assert.deepEqual(seen, ["a.ts:3", "new.ts:0", "old.ts:0", "a.ts:0", "a.ts:3"]);
    const before = place();
    await world.reviews.next();
    await world.reviews.previous();
    assert.equal(place(), before);
  });

  it("survives a reload of the window", async () => {
    await world.open("old.ts", "old");
    await world.apply(
      patch(`*** Delete File: ${world.path("old.ts")}`, `*** Add File: ${world.path("new.ts")}`, "+new"),
    );
    world.restart();
    assert.match((await world.lenses(world.uri("old.ts"))).join(), /Delete review-\w+\/old\.ts$/);
    await world.reviews.acceptAll(world.uri("new.ts"));
    assert.equal(await world.onDisk("new.ts"), "new\n");
  });

  it("asks before it rejects what is proposed for several files", async () => {
    const { document } = await world.open("a.ts", "one\n");
    const update = [`*** Update File: ${world.path("a.ts")}`, "@@", "-one", "+1"];
    await world.apply(patch(...update, `*** Add File: ${world.path("new.ts")}`, "+new"));
    const { reviewId } = (await world.argument(document.uri, "Accept All Files")) as { reviewId: string };
    world.saysYes = false;
    await world.reviews.rejectAll({ reviewId });
    assert.equal(world.asked[0]?.message, "Reject the changes in 2 files?");
    assert.equal((await world.lenses(document.uri)).length, 1);
    world.saysYes = true;
    await world.reviews.rejectAll({ reviewId });
    assert.deepEqual(await world.lenses(document.uri), []);
    assert.equal(exists("new.ts"), false);
  });

  it("opens a created file only where its proposal is in view, and leaves the focus where it is", async () => {
    const add = (name: string): readonly string[] => [`*** Add File: ${world.path(name)}`, "+new"];
    const mine = await world.open("mine.ts", "");
    await world.apply(patch(...add("one.ts"), ...add("two.ts")));
    await world.reviews.acceptAll(world.uri("two.ts"));
    await world.reviews.acceptAll(world.uri("one.ts"));
    assert.deepEqual([exists("one.ts"), exists("two.ts")], [true, true]);
    const names = (): readonly string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(() => names().toSorted().join() === "mine.ts,one.ts", `one tab for each, not ${names().join()}`);
    assert.equal(vscode.window.activeTextEditor?.document.fileName, mine.document.fileName);

    await world.apply(patch(...add("hidden.ts")));
    await vscode.window.showTextDocument(mine.document, vscode.ViewColumn.Two);
    await world.reviews.acceptAll(world.uri("hidden.ts"));
    assert.equal(exists("hidden.ts"), true);
    await until(() => !names().includes("hidden.ts"), "closing the proposal");
  });

  it("ends with a file that the person deletes or renames", async () => {
    await world.open("a.ts", "one");
    await world.apply(patch(`*** Delete File: ${world.path("a.ts")}`));
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(world.uri("a.ts"), world.uri("mine.ts"));
    await vscode.workspace.applyEdit(edit);
    await world.reviews.next();
    assert.match(world.told.join(), /Nothing is proposed at the moment/);
  });

  describe("through symbolic links", () => {
    let outside: string;
    beforeEach(async () => {
      outside = await realpath(await mkdtemp(join(tmpdir(), "outside-")));
    });
    afterEach(() => rm(outside, { recursive: true, force: true }));

    it("never leaves the workspace", async () => {
      await writeFile(join(outside, "theirs.ts"), "one\n");
      await symlink(outside, world.uri("link").fsPath);
      await symlink(join(outside, "new.ts"), world.uri("dangling.ts").fsPath);
      const edits = [
        [`*** Add File: ${world.path("link/new.ts")}`, "+x"],
        [`*** Add File: ${world.path("link/deep/new.ts")}`, "+x"],
        [`*** Add File: ${world.path("dangling.ts")}`, "+x"],
        [`*** Delete File: ${world.path("link/theirs.ts")}`],
        [`*** Update File: ${world.path("link/theirs.ts")}`, "@@", "-one", "+1"],
      ];
      for (const edit of edits) assert.match(await world.apply(patch(...edit)), /leads out of|exists already/, edit[0]);
      assert.deepEqual([existsSync(join(outside, "new.ts")), existsSync(join(outside, "deep"))], [false, false]);
    });

    it("never leaves it either when the link appears after the proposal", async () => {
      await world.apply(patch(`*** Add File: ${world.path("later/new.ts")}`, "+x"));
      await symlink(outside, world.uri("later").fsPath);
      await world.reviews.acceptAll(world.uri("later/new.ts"));
      assert.equal(existsSync(join(outside, "new.ts")), false);
      assert.match(world.told.join(), /leads out of/);
    });

    it("follows none where there is no disk to ask, and takes what is behind one for outside", async () => {
      await mkdir(world.uri("inner").fsPath);
      await symlink(world.uri("inner").fsPath, world.uri("link").fsPath);
      const files = new AnsweredFiles({ t: untranslated });
      const find = async (name: string): Promise<string> => (await files.find(world.path(name), [])).type;
      assert.deepEqual(
        [await find("link/new.ts"), await find("inner/new.ts"), await find("inner/deep/new.ts")],
        ["refused", "missing", "missing"],
      );
    });

    it("finds a file in the disk's own spelling, so that one file never has two documents", async () => {
      await world.open("a.ts", "one");
      // What a disk that does not tell cases apart does.
      await symlink(world.uri("a.ts").fsPath, world.uri("A.TS").fsPath);
      const files = new AnsweredFiles({ t: untranslated, realPath });
      const found = await files.find(world.path("A.TS"), []);
      assert.equal(found.type === "existing" && found.uri.toString(), world.uri("a.ts").toString());
    });

    it("is asked about under the name that the link stands for", async () => {
      await mkdir(world.uri(".vscode").fsPath);
      await symlink(world.uri(".vscode").fsPath, world.uri("harmless").fsPath);
      await world.apply(patch(`*** Add File: ${world.path("harmless/tasks.json")}`, "+{}"));
      world.saysYes = false;
      await world.reviews.acceptAll(world.uri("harmless/tasks.json"));
      assert.equal(world.asked.length, 1);
      assert.equal(exists(".vscode/tasks.json"), false);
    });
  });

  describe("that runs commands, holds secrets or steers assistants", () => {
    it("is asked about each time, whatever becomes of it, and is left alone without a yes", async () => {
      world.saysYes = false;
      const { document } = await world.open(".env", "A=1\n");
      await world.propose(document, "A=2\n");
      await world.reviews.acceptAll();
      await world.reviews.accept();
      assert.equal(document.getText(), "A=1\n");
      assert.deepEqual(
        world.asked.map(({ message }) => message.replace(/review-\w+\//, "")),
        ["Change .env?", "Change .env?"],
      );
      await world.reviews.rejectAll();

      await world.apply(patch(`*** Add File: ${world.path(".vscode/tasks.json")}`, "+{}"));
      await world.reviews.acceptAll(world.uri(".vscode/tasks.json"));
      assert.match(world.asked[2]?.detail ?? "", /can run commands/);
      assert.equal(exists(".vscode/tasks.json"), false);

      await world.open("a.ts", "one");
      await world.apply(patch(`*** Update File: ${world.path("a.ts")}`, `*** Move to: ${world.path(".bashrc")}`));
      await world.reviews.acceptAll(world.uri("a.ts"));
      assert.equal(world.asked[3]?.action, "Rename");
      assert.equal(exists(".bashrc"), false);
      await world.reviews.rejectAll(world.uri("a.ts"));

      await world.apply(patch(`*** Update File: ${world.path(".env")}`, `*** Move to: ${world.path("b.txt")}`));
      await world.reviews.acceptAll(world.uri(".env"));
      assert.equal(exists(".env"), true);
      await world.reviews.rejectAll(world.uri(".env"));

      await world.apply(patch(`*** Delete File: ${world.path(".env")}`));
      await world.reviews.acceptAll(world.uri(".env"));
      assert.match(world.asked.at(-1)?.detail ?? "", /passwords/);
      assert.equal(exists(".env"), true);
      assert.equal(world.asked.length, 6);
    });

    it("is asked about behind a link to anywhere, when a command changes what the person has open", async () => {
      const elsewhere = await mkdtemp(join(tmpdir(), "home-"));
      await writeFile(join(elsewhere, ".bashrc"), "one\n");
      await symlink(join(elsewhere, ".bashrc"), world.uri("notes.txt").fsPath);
      const document = await vscode.workspace.openTextDocument(world.uri("notes.txt"));
      const reviewId = await world.propose(document, "two\n");
      world.saysYes = false;
      await world.reviews.acceptAll({ reviewId });
      assert.match(world.asked[0]?.detail ?? "", /A shell runs this file/);
      assert.equal(document.getText(), "one\n");
      await rm(elsewhere, { recursive: true });
    });

    it("is written after a yes, as one undo step, and not saved", async () => {
      const { document } = await world.open(".env", "A=1\n");
      await world.propose(document, "A=2\n");
      await world.reviews.acceptAll();
      assert.equal(document.getText(), "A=2\n");
      assert.equal(await world.onDisk(".env"), "A=1\n");
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), "A=1\n");
      assert.equal(document.isDirty, false);
    });
  });
});
