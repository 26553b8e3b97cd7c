import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds } from "../../src/shared/ids.ts";
import { waitUntil } from "../host/wait.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { edit, endEdits, openSample, openText, run, selectLines, useEndpoint } from "./world.ts";

/** The answers of the model, by a word in the instruction. */
const answers: Readonly<Record<string, string>> = {
  shout: "```typescript\nconst a = 'A';\n```",
  prose: "Here you go:\n\n```typescript\nconst a = 'A';\n```\n\nI made it louder.",
  silent: "I would rather not write code today.",
  twice: "```\nconst a = 1;\n```\n\nor\n\n```\nconst a = 2;\n```",
  nested: "````typescript\nconst a = `\n```js\n1\n```\n`;\n````",
  lazy: "```typescript\nconst a = 1;\n// ... existing code ...\n```",
  shorter: "```typescript\nconst all = [];\n```",
  pieces: "```\n<<<<<<< SEARCH\nconst a = 'a';\n=======\nconst a = 'A';\n>>>>>>> REPLACE\n```",
  same: "```typescript\nconst a = 'a';\n```",
};

const fenceOf = (text: string): string => /```\w*\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "";

describe("commands that propose an edit", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({
      scripts: [
        ...Object.entries(answers).map(([word, answer]) => ({ when: new RegExp(`: ${word}`), answer })),
        { when: /: uppercase/, answer: (prompt) => `\`\`\`\n${fenceOf(prompt).toUpperCase()}\n\`\`\`` },
        { when: /: slowly/, answer: `\`\`\`\nconst a = 'slow';\n\`\`\`${" ".repeat(400)}`, tokensPerSecond: 60 },
        { when: /^Improve/, answer: "```typescript\nexport const total = () => 0;\n```" },
        { when: /^Mend these problems/, answer: "```typescript\nconst a: number = 1;\n```" },
        { when: /^Continue the/, answer: "```typescript\nconst next = 2;\n```" },
        { when: /^Write tests/, answer: "```typescript\ntest('total', () => {});\n```" },
        { when: /./, answer: answers["shout"] ?? "" },
      ],
    });
    await useEndpoint(server.baseUrl);
  });
  after(() => server.stop());
  afterEach(() => endEdits(server));

  async function openFile(name: string, content: string): Promise<vscode.TextEditor> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
    return vscode.window.showTextDocument(uri);
  }

  /** Runs an edit on one line between two others and accepts what is proposed. */
  async function accepted(instruction: string): Promise<string> {
    const editor = await openText("before();\nconst a = 'a';\nafter();");
    selectLines(editor, 2, 2);
    const { outcome } = await edit(instruction);
    assert.equal(outcome, "proposed");
    assert.equal(
      editor.document.getText(),
      "before();\nconst a = 'a';\nafter();",
      "nothing is written before it is accepted",
    );
    await run(commandIds.reviewAcceptAll);
    return editor.document.getText();
  }

  it("replace exactly the selected range once it is accepted", async () => {
    assert.equal(await accepted("shout"), "before();\nconst a = 'A';\nafter();");
  });

  it("drop the prose around the code", async () => {
    assert.equal(await accepted("prose"), "before();\nconst a = 'A';\nafter();");
  });

  it("keep a fence that is part of the code", async () => {
    assert.equal(await accepted("nested"), "before();\nconst a = `\n```js\n1\n```\n`;\nafter();");
  });

  for (const [instruction, what] of [
    ["silent", "an answer without code"],
    ["twice", "an answer with two code blocks"],
    ["lazy", "an answer that leaves code out"],
    ["same", "an answer that changes nothing"],
  ] as const) {
    it(`propose nothing from ${what}, and keep the answer`, async () => {
      const editor = await openText("const a = 'a';");
      selectLines(editor, 1, 1);
      const outcome = await edit(instruction);
      assert.equal(outcome.outcome, "refused");
      assert.equal(outcome.text, answers[instruction]);
      assert.equal(editor.document.getText(), "const a = 'a';");
    });
  }

  it("are undone in one step", async () => {
    const editor = await openText("const a = 'a';");
    selectLines(editor, 1, 1);
    await edit("shout");
    await run(commandIds.reviewAcceptAll);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), "const a = 'a';");
  });

  it("keep CRLF and tabs, and every byte outside the selection", async () => {
    const editor = await openFile("crlf.ts", "first  \r\n\tif (x) {\r\n\t\tgo();\r\n\t}\r\nlast");
    selectLines(editor, 2, 4);
    assert.equal((await edit("uppercase")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "first  \r\n\tIF (X) {\r\n\t\tGO();\r\n\t}\r\nlast");
    assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
  });

  describe("while the person types", () => {
    const text = "before();\nconst a = 'a';\nafter();";

    /** What the document says after `type` came between question and answer, and everything was accepted. */
    async function merged(type: (builder: vscode.TextEditorEdit) => void): Promise<string> {
      const editor = await openText(text);
      selectLines(editor, 2, 2);
      const asked = edit("slowly");
      await changed(server, editor, type);
      const typed = editor.document.getText();
      assert.equal((await asked).outcome, "proposed");
      assert.equal(editor.document.getText(), typed, "nothing is written before it is accepted");
      await run(commandIds.reviewAcceptAll);
      return editor.document.getText();
    }

    it("follow the code when lines above it change", async () => {
      const result = await merged((builder) => builder.insert(new vscode.Position(0, 0), "above();\n"));
      assert.equal(result, "above();\nbefore();\nconst a = 'slow';\nafter();");
    });

    it("leave lines alone that are typed right below it", async () => {
      const result = await merged((builder) => builder.insert(new vscode.Position(2, 0), "typed();\n"));
      assert.equal(result, "before();\nconst a = 'slow';\ntyped();\nafter();");
    });

    it("keep what is typed in another part of the same line", async () => {
      const result = await merged((builder) => builder.insert(new vscode.Position(1, 7), "typed"));
      assert.equal(result, "before();\nconst atyped = 'slow';\nafter();");
    });

    it("leave a line to the person that both changed, until the answer's is accepted", async () => {
      const result = await merged((builder) => builder.replace(new vscode.Range(1, 11, 1, 12), "mine"));
      assert.equal(result, "before();\nconst a = 'mine';\nafter();");
      const uri = vscode.window.activeTextEditor?.document.uri.toString();
      const [lens] = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        vscode.window.activeTextEditor?.document.uri,
      );
      assert.equal(lens?.command?.title, "Accept");
      await run(commandIds.reviewAccept, ...(lens.command.arguments ?? []));
      assert.equal(vscode.window.activeTextEditor?.document.getText(), text.replace("'a'", "'slow'"), uri);
      await vscode.commands.executeCommand("undo");
      assert.equal(vscode.window.activeTextEditor?.document.getText(), text.replace("'a'", "'mine'"));
    });

    it("propose nothing when the person typed what the answer says", async () => {
      const editor = await openText(text);
      selectLines(editor, 2, 2);
      const asked = edit("slowly");
      await changed(server, editor, (builder) => builder.replace(new vscode.Range(1, 11, 1, 12), "slow"));
      assert.equal((await asked).outcome, "refused");
      assert.equal(editor.document.getText(), text.replace("'a'", "'slow'"));
    });

    it("propose what still applies when the typing is undone", async () => {
      const editor = await openText(text);
      selectLines(editor, 2, 2);
      const asked = edit("slowly");
      await changed(server, editor, (builder) => builder.insert(new vscode.Position(1, 12), "typed"));
      await vscode.commands.executeCommand("undo");
      assert.equal((await asked).outcome, "proposed");
      await run(commandIds.reviewAcceptAll);
      assert.equal(editor.document.getText(), text.replace("'a'", "'slow'"));
    });
  });

  it("take an answer that names the lines it changes", async () => {
    assert.equal(await accepted("pieces"), "before();\nconst a = 'A';\nafter();");
  });

  it("do not take most of a long piece of code away unasked", async () => {
    const text = Array.from({ length: 40 }, (_, line) => `const v${line} = ${line};`).join("\n");
    const editor = await openText(text);
    selectLines(editor, 1, 40);
    assert.equal((await edit("shorter")).outcome, "refused");
    // Nor of a selection that begins or ends within a line.
    editor.selection = new vscode.Selection(0, 6, 39, 8);
    assert.equal((await edit("shorter")).outcome, "refused");
    assert.equal(editor.document.getText(), text);
  });

  it("take a selection without the spaces before its first line for whole lines", async () => {
    const editor = await openText("function f() {\n    const a = 'a';\n}\n");
    editor.selection = new vscode.Selection(1, 4, 1, 18);
    assert.equal((await edit("shout")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "function f() {\n    const a = 'A';\n}\n");
  });

  it("leave bytes and dirty state alone when rejected", async () => {
    const editor = await openSample("src/cart.ts");
    const text = editor.document.getText();
    selectLines(editor, 9, 21);
    assert.equal((await run(commandIds.refactor)).outcome, "proposed");
    await run(commandIds.reviewRejectAll);
    assert.equal(editor.document.getText(), text);
    assert.equal(editor.document.isDirty, false);
  });

  it("continue the code at the cursor", async () => {
    const editor = await openText("const first = 1;\n");
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    assert.equal((await run(commandIds.complete)).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), "const first = 1;\nconst next = 2;");
  });

  it("say when there is nothing to fix, and send nothing", async () => {
    const editor = await openText("const a = 1;");
    selectLines(editor, 1, 1);
    assert.equal((await run(commandIds.fix)).outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("send the problems on the selection to be fixed", async () => {
    const editor = await openText("const a: nmber = 1;");
    const problems = vscode.languages.createDiagnosticCollection("test");
    problems.set(editor.document.uri, [
      new vscode.Diagnostic(new vscode.Range(0, 9, 0, 14), "Cannot find name 'nmber'."),
    ]);
    selectLines(editor, 1, 1);
    assert.equal((await run(commandIds.fix)).outcome, "proposed");
    problems.dispose();
    assert.match(server.requests[0]?.body ?? "", /Line 1: Cannot find name 'nmber'/);
  });

  it("ask for a selection when there is neither one nor a symbol", async () => {
    await openText("just text", "plaintext");
    assert.equal((await run(commandIds.refactor)).outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("ask for a file when there is no editor", async () => {
    for (const id of [
      commandIds.refactor,
      commandIds.fix,
      commandIds.optimize,
      commandIds.addComments,
      commandIds.addTests,
      commandIds.complete,
    ]) {
      assert.equal((await run(id)).outcome, "refused", id);
    }
    assert.equal((await edit("shout")).outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("refuse a selection that is too long to send whole, and send nothing", async () => {
    const editor = await openText("x".repeat(79).concat("\n").repeat(20_000), "plaintext");
    editor.selection = new vscode.Selection(0, 0, 19_999, 0);
    assert.equal((await edit("shout")).outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("change one line near the end of 20,000 lines", async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `let v${line};`);
    const editor = await openText(lines.join("\n"));
    selectLines(editor, 19_990, 19_990);
    assert.equal((await edit("shout")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), lines.with(19_989, "const a = 'A';").join("\n"));
  });

  it("refuse a document that is only output, and send nothing", async () => {
    const channel = vscode.window.createOutputChannel("test output");
    channel.appendLine("some output");
    channel.show();
    const editor = await outputEditor();
    editor.selection = new vscode.Selection(0, 0, 0, 4);
    await vscode.window.showTextDocument(editor.document);
    const outcome = await edit("shout");
    channel.dispose();
    assert.equal(outcome.outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("work in a notebook's cell", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "const a = 'a';", "typescript");
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    const editor = await cellEditor(notebook);
    selectLines(editor, 1, 1);
    assert.equal((await edit("shout")).outcome, "proposed");
    await run(commandIds.reviewAcceptAll);
    assert.equal(notebook.cellAt(0).document.getText(), "const a = 'A';");
  });

  it("propose tests in the test file that the source has already", async () => {
    selectLines(await openSample("src/cart.ts"), 9, 21);
    const outcome = await run(commandIds.addTests);
    assert.equal(outcome.outcome, "proposed");
    assert.match(server.requests[0]?.body ?? "", /Extend the existing test file test\/cart\.test\.ts/);
  });

  it("propose a new test file beside the project's tests, and write it only when accepted", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await openFile("src/dates.ts", "export const today = () => new Date();\n");
    const uri = vscode.Uri.joinPath(folder.uri, "test/dates.test.ts");
    assert.equal((await run(commandIds.addTests)).outcome, "proposed");
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(uri)));
    await run(commandIds.reviewAcceptAll);
    const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.equal(written, "test('total', () => {});\n");
    await vscode.workspace.fs.delete(uri);
  });

  it("ask for a folder when tests would have no place", async () => {
    selectLines(await openText("const a = 1;"), 1, 1);
    assert.equal((await run(commandIds.addTests)).outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("tell a failure and propose nothing", async () => {
    server.failNext(401, { message: "Incorrect API key provided", code: "invalid_api_key" });
    const editor = await openText("const a = 'a';");
    selectLines(editor, 1, 1);
    assert.equal((await edit("shout")).outcome, "failed");
    assert.equal(editor.document.getText(), "const a = 'a';");
  });
});

/** Makes the change once the server has the request, so that it falls between question and answer. */
async function changed(
  server: ScriptedOpenAi,
  editor: vscode.TextEditor,
  change: (builder: vscode.TextEditorEdit) => void,
): Promise<void> {
  await waitUntil(() => server.requests.length > 0, { what: "the request", timeout: 10_000 });
  assert.ok(await editor.edit(change));
}

async function outputEditor(): Promise<vscode.TextEditor> {
  for (;;) {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "output");
    if (editor && editor.document.getText() !== "") return editor;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function cellEditor(notebook: vscode.NotebookDocument): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand("notebook.cell.edit");
  for (;;) {
    const editor = vscode.window.activeTextEditor;
    if (editor && editor.document === notebook.cellAt(0).document) return editor;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
