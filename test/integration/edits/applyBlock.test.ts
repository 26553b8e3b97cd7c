import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Attachment } from "../../../src/shared/chat/state.ts";
import { capture } from "../../../src/vscode/context/capture.ts";
import { openSample } from "../world.ts";
import { ReviewWorld } from "./reviewWorld.ts";

const OTHERS = "export function other() {\n  return 0;\n}\n";
const FILE = `${OTHERS}\nexport function total(items) {\n  return items.length;\n}\n`;

const piece = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;

describe("a code block that is an edit", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  async function accepted(document: vscode.TextDocument): Promise<string> {
    await vscode.window.showTextDocument(document);
    await world.reviews.acceptAll();
    return document.getText();
  }

  it("is proposed at the one place of the open file that it names by its lines, and leaves the rest alone", async () => {
    const { document } = await world.open("total.ts", FILE.replaceAll("\n", "\r\n"));
    const told = await world.apply(piece("  return items.length;", "  return items?.length ?? 0;"), { info: "ts" });
    assert.match(told, /^Proposed in /);
    assert.equal(document.isDirty, false);
    const expected = FILE.replace("items.length", "items?.length ?? 0").replaceAll("\n", "\r\n");
    assert.equal(await accepted(document), expected);
  });

  it("is found as a diff with wrong line numbers, whatever indentation the model gave it", async () => {
    const { document } = await world.open("total.ts", FILE);
    const diff = "@@ -40,3 +40,3 @@\n function total(items) {\n-  return items.length;\n+  return items.size;\n }";
    const told = await world.apply(diff.replace("function total", "export function total"), { info: "diff" });
    assert.match(told, /^Proposed in /);
    assert.equal(await accepted(document), FILE.replace("items.length", "items.size"));
  });

  it("is placed nowhere when two places fit, and both are named", async () => {
    const { document } = await world.open("twice.ts", `${OTHERS}\n${OTHERS}`);
    const told = await world.apply(piece("  return 0;", "  return 1;"));
    assert.match(told, /fits several places \(lines 2, 6\)/);
    assert.equal(await accepted(document), `${OTHERS}\n${OTHERS}`);
  });

  it("is all or nothing", async () => {
    const { document } = await world.open("total.ts", FILE);
    const told = await world.apply(
      `${piece("  return 0;", "  return 1;")}\n${piece("  return never;", "  return 2;")}`,
    );
    assert.match(told, /Change 2 of 2: The code to change is not in this file/);
    assert.equal(await accepted(document), FILE);
  });

  it("says that the file has the change already", async () => {
    await world.open("total.ts", FILE.replace("return 0", "return 1"));
    assert.match(await world.apply(piece("  return 0;", "  return 1;")), /has this code already/);
  });

  it("is for the file that its path names, which never lies outside the folder", async () => {
    await world.open("total.ts", FILE);
    for (const path of ["../../etc/hosts.ts", "/etc/hosts.ts", "missing/file.ts"]) {
      const told = await world.apply(piece("a", "b"), { info: "ts", above: `\`${path}\`` });
      assert.match(told, /is not (?:in the|inside a) folder that is open/, path);
    }
  });

  it("for several files is proposed in all of them or in none", async () => {
    await openSample("src/cart.ts");
    const patch = (second: string): string =>
      `*** Begin Patch\n*** Update File: src/cart.ts\n@@\n-  let sum = 0;\n+  let sum = 1;\n*** Update File: ${second}\n@@\n-# Sample shop\n+# Shop\n*** End Patch`;
    assert.match(await world.apply(patch("missing.md")), /^missing\.md is not in the folder/);
    const { document } = await openSample("src/cart.ts");
    assert.deepEqual(await world.lenses(document.uri), []);
    assert.match(await world.apply(patch("README.md")), /^Proposed in 2 files\./);
  });

  it("that is not finished is not used", async () => {
    const { document } = await world.open("total.ts", FILE);
    assert.match(await world.apply("<<<<<<< SEARCH\n  return 0;\n=======\n  return 1;"), /before it is finished/);
    assert.equal(await accepted(document), FILE);
  });

  describe("without saying where", () => {
    function applyCode(code: string, about: readonly Attachment[], above = "Here:"): Promise<string> {
      return world.apply(code, { info: "js", above, about });
    }

    const numbered = (count: number): string =>
      Array.from({ length: count }, (_, n) => `const v${n} = ${n};\n`).join("");

    it("replaces the selected lines that the question was about, wherever they moved", async () => {
      const editor = await world.open("total.js", FILE);
      const about = capture(editor.document, new vscode.Range(4, 0, 6, 1), "selection");
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// new\n"));
      await world.open("other.js", FILE);
      const told = await applyCode("export function total(items) {\n  return items.size;\n}", [about]);
      assert.match(told, /^Proposed in .*total\.js/);
      const text = await accepted(editor.document);
      assert.equal(text, `// new\n${FILE.replace("length", "size")}`);
    });

    it("replaces a selected part of a line", async () => {
      const { document } = await world.open("total.js", FILE);
      const about = capture(document, new vscode.Range(5, 9, 5, 21), "selection");
      await applyCode("items.size", [about]);
      assert.equal(await accepted(document), FILE.replace("items.length", "items.size"));
    });

    it("is refused for a part of a line when it leaves code out", async () => {
      const { document } = await world.open("total.js", FILE);
      const about = capture(document, new vscode.Range(5, 9, 5, 21), "selection");
      assert.match(await applyCode("// ... existing code ...\nitems.size", [about]), /leaves code out/);
      assert.deepEqual(await world.lenses(document.uri), []);
    });

    it("finds its place in the file that its path names, by its own lines", async () => {
      const { document } = await world.open("total.js", FILE);
      await applyCode("export function total(items) {\n  return items.size;\n}", [], `\`${world.path("total.js")}\``);
      assert.equal(await accepted(document), FILE.replace("length", "size"));
    });

    it("is asked about when much would go that it does not name", async () => {
      const { document } = await world.open("long.js", numbered(60));
      const about = capture(document, new vscode.Range(0, 0, 60, 0), "selection");
      world.saysYes = false;
      assert.match(await applyCode("export const all = [];\nexport default all;", [about]), /more than half/);
      assert.deepEqual(await world.lenses(document.uri), []);
      assert.equal(world.asked.length, 1);
      world.saysYes = true;
      assert.match(await applyCode("export const all = [];\nexport default all;", [about]), /^Proposed in/);
    });

    it("has no place where the question was about no code and no editor is open", async () => {
      assert.match(await applyCode("const a = 1;", []), /no place for this/);
    });
  });
});
