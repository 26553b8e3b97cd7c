import assert from "node:assert/strict";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { realPath } from "../../src/node/realPath.ts";
import { LinkOpener } from "../../src/vscode/chat/openLink.ts";
import { ReadOnlyTexts } from "../../src/vscode/chat/readOnlyTexts.ts";
import { AnsweredFiles } from "../../src/vscode/edits/answeredFiles.ts";
import { until } from "./edits/reviewWorld.ts";
import { closeEverything } from "./world.ts";

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

describe("the links of answers", () => {
  const opened: string[] = [];
  const asked: string[] = [];
  let wanted = true;
  let outside: string;
  let inside: vscode.Uri;
  let link: vscode.Uri;
  const links = new LinkOpener({
    files: new AnsweredFiles({ t: vscode.l10n.t, realPath }),
    openExternal: async (uri) => opened.push(uri.toString(true)) > 0,
    confirm: async (sentence, address) => {
      asked.push(`${sentence} ${address}`);
      return wanted;
    },
  });

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    inside = vscode.Uri.joinPath(folder.uri, "src/cart.ts");
    outside = join(await mkdtemp(join(tmpdir(), "links-")), "secret.txt");
    await writeFile(outside, "secret");
    link = vscode.Uri.joinPath(folder.uri, "linked.txt");
    await symlink(outside, link.fsPath);
  });
  after(async () => {
    await rm(link.fsPath);
    await rm(join(outside, ".."), { recursive: true });
  });
  afterEach(async () => {
    opened.length = 0;
    asked.length = 0;
    wanted = true;
    await closeEverything();
  });

  it("lead to files of the workspace, at their line", async () => {
    for (const href of ["src/cart.ts#L3", "src/cart.ts:3", inside.toString() + "#L3", inside.fsPath + ":3"]) {
      await links.open(href, "cart");
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), inside.toString(), href);
      assert.equal(editor?.selection.start.line, 2);
      await closeEverything();
    }
    assert.deepEqual(opened, []);
  });

  it("lead nowhere else", async () => {
    for (const href of [
      vscode.Uri.file(outside).toString(),
      outside,
      "../".repeat(20) + outside.slice(1),
      "linked.txt",
      "src/../../../etc/passwd",
      "file:///etc/passwd",
      "file://server/share/x",
      "javascript:alert(1)",
      "command:workbench.action.files.newUntitledFile",
      "data:text/html,x",
      "vscode://askchatgpt.ask-chatgpt/x",
      "vscode-insiders://askchatgpt.ask-chatgpt/x",
      "vscode-remote://x/y",
      "untitled:x",
      "src/missing.ts",
    ]) {
      await links.open(href, "here");
      assert.deepEqual([opened, asked, tabs().map(({ label }) => label)], [[], [], []], href);
    }
  });

  it("lead to the web, by VS Code's own question alone when they are what they seem", async () => {
    await links.open("https://a.example/b?c=d%2Fe#f", "here");
    assert.deepEqual(opened, ["https://a.example/b?c=d/e#f"]);
    assert.deepEqual(asked, []);
  });

  it("are asked about with their real host when they are not what they seem", async () => {
    await links.open("https://openai.com@evil.example/", "https://openai.com");
    await links.open("https://оpenai.com/", "OpenAI");
    wanted = false;
    await links.open("https://evil.example/", "openai.com");
    assert.deepEqual(asked, [
      "This link leads to evil.example. What stands before the @ is only a name. https://openai.com@evil.example/",
      "This link leads to xn--penai-iye.com. Its letters may look like those of another address. https://xn--penai-iye.com/",
      "This link leads to evil.example, although its text names another address. https://evil.example/",
    ]);
    assert.equal(opened.length, 2);
  });
});

describe("texts of a conversation", () => {
  const texts = new ReadOnlyTexts();
  after(() => texts.dispose());
  afterEach(closeEverything);

  it("open in an editor, with their language, and leave nothing to save", async () => {
    await texts.show("let a = 1;\n", "ts");
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(), "let a = 1;\n");
    assert.equal(editor?.document.languageId, "typescript");
    assert.equal(editor?.document.isDirty, false);
  });

  it("of five megabytes too", async () => {
    await texts.show("x".repeat(5_000_000), "");
    assert.equal(vscode.window.activeTextEditor?.document.getText().length, 5_000_000);
  });

  it("with a diagram open in VS Code's Markdown preview", async () => {
    await texts.preview("graph TD; A-->B", "mermaid");
    await until(() => tabs().some(({ input }) => input instanceof vscode.TabInputWebview), "the preview");
  });
});
