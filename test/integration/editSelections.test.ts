import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds } from "../../src/shared/ids.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { edit, endEdits, openText, run, useEndpoint } from "./world.ts";

const block = (code: string): string => `\`\`\`typescript\n${code}\n\`\`\``;

describe("commands that propose an edit, with several selections", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({
      scripts: [
        { when: /: both/, answer: `First:\n\n${block("const a = 'A';")}\n\nSecond:\n\n${block("const c = 'C';")}` },
        { when: /: inline/, answer: `${block("one")}\n${block("two")}` },
        { when: /^Continue the/, answer: block("const next = 2;") },
        { when: /./, answer: block("const a = 'A';") },
      ],
    });
    await useEndpoint(server.baseUrl);
  });
  after(() => server.stop());
  afterEach(() => endEdits(server));

  const three = "const a = 'a';\nbetween();\nconst c = 'c';\n";

  it("send all of them, and propose a change for each, which are one undo step together", async () => {
    const editor = await openText(three);
    editor.selections = [new vscode.Selection(2, 0, 2, 14), new vscode.Selection(0, 0, 0, 14)];
    assert.equal((await edit("both")).outcome, "proposed");
    const prompt = server.requests[0]?.body ?? "";
    assert.match(prompt, /2 fenced code blocks, one for each piece/);
    assert.match(prompt, /Piece 1\. File [^,]*, line 1:.*Piece 2\. File [^,]*, line 3:/);
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "const a = 'A';\nbetween();\nconst c = 'C';\n");
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), three);
  });

  it("take cursors without a selection for nothing", async () => {
    const editor = await openText(three);
    editor.selections = [new vscode.Selection(0, 0, 0, 14), new vscode.Selection(1, 3, 1, 3)];
    assert.equal((await edit("shout")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), three.replace("'a'", "'A'"));
  });

  it("change parts of the same line", async () => {
    const editor = await openText("f(first, second);\n");
    editor.selections = [new vscode.Selection(0, 2, 0, 7), new vscode.Selection(0, 9, 0, 15)];
    assert.equal((await edit("inline")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "f(one, two);\n");
  });

  it("propose nothing when the answer has fewer or more blocks", async () => {
    const editor = await openText(three);
    editor.selections = [new vscode.Selection(0, 0, 0, 14), new vscode.Selection(2, 0, 2, 14)];
    assert.equal((await edit("shout")).outcome, "refused");
    editor.selections = [0, 1, 2].map((line) => new vscode.Selection(line, 0, line, 3));
    assert.equal((await edit("both")).outcome, "refused");
    assert.equal(editor.document.getText(), three);
  });

  it("write code at the first cursor only", async () => {
    const editor = await openText("\nbetween();\n\n");
    editor.selections = [new vscode.Selection(0, 0, 0, 0), new vscode.Selection(2, 0, 2, 0)];
    assert.equal((await run(commandIds.complete)).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "const next = 2;\nbetween();\n\n");
  });
});
