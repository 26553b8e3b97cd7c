import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds } from "../../src/shared/ids.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { closeEverything, openSample, run, selectLines, useEndpoint } from "./world.ts";

describe("commands that answer in the panel", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "An answer." }] });
    await useEndpoint(server.baseUrl);
  });
  after(() => server.stop());
  afterEach(async () => {
    server.forget();
    await closeEverything();
  });

  /** The whole text of the person's last message, as the server got it. */
  function prompt(): string {
    const body = JSON.parse(server.requests.at(-1)?.body ?? "") as {
      readonly messages: readonly { readonly content: string }[];
    };
    return body.messages.at(-1)?.content ?? "";
  }

  it("ask without any editor", async () => {
    const outcome = await run(commandIds.ask, { prompt: "What is a closure?" });
    assert.equal(outcome.outcome, "answered");
    assert.equal(outcome.text, "An answer.");
    assert.equal(prompt(), "What is a closure?");
  });

  it("ask about the selection, with its path, language and lines", async () => {
    selectLines(await openSample("src/cart.ts"), 9, 21);
    await run(commandIds.ask, { prompt: "What does this do?" });
    assert.match(
      prompt(),
      /^What does this do\?\n\nFile src\/cart\.ts, lines 9 to 21:\n\n```typescript\nexport function total/,
    );
    assert.match(prompt(), /The lines before it:/);
  });

  it("send the smallest body that works", async () => {
    await run(commandIds.newChat);
    await run(commandIds.ask, { prompt: "Hello" });
    const [request] = server.requests;
    const body = JSON.parse(request?.body ?? "") as { readonly messages: readonly unknown[] };
    assert.deepEqual(Object.keys(body).toSorted(), ["messages", "model", "stream"]);
    assert.equal(body.messages.length, 2);
  });

  it("explain exactly the selected part of a line", async () => {
    const editor = await openSample("src/cart.ts");
    editor.selection = new vscode.Selection(8, 16, 8, 21);
    await run(commandIds.explain);
    assert.match(prompt(), /File src\/cart\.ts, line 9:\n\n```typescript\ntotal\n```/);
  });

  it("explain the function around the cursor when nothing is selected", async () => {
    const editor = await openSample("src/cart.ts");
    await symbolsOf(editor.document);
    editor.selection = new vscode.Selection(26, 4, 26, 4);
    await run(commandIds.explain);
    assert.match(prompt(), /```typescript\nexport function add/);
    assert.doesNotMatch(prompt().split("The lines before")[0] ?? "", /function total/);
  });

  it("explain the file when there is no symbol around the cursor", async () => {
    await openSample("README.md");
    const editor = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: "plaintext", content: "just\ntext" }),
    );
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run(commandIds.explain);
    assert.match(prompt(), /File Untitled-\d+:\n\n```plaintext\njust\ntext\n```/);
  });

  it("find bugs in the selection", async () => {
    selectLines(await openSample("src/cart.ts"), 32, 34);
    const outcome = await run(commandIds.findBugs);
    assert.equal(outcome.outcome, "answered");
    assert.match(prompt(), /^Find the defects/);
  });

  it("say what is missing, and send nothing, when there is no code to explain", async () => {
    const outcome = await run(commandIds.explain);
    assert.equal(outcome.outcome, "refused");
    assert.equal(server.requests.length, 0);
  });

  it("ask beside a file that is no text, and have nothing to explain in it", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, "data.bin");
    await vscode.workspace.fs.writeFile(
      uri,
      new Uint8Array(64).map((_, index) => index % 7),
    );
    await vscode.commands.executeCommand("vscode.open", uri);
    assert.equal((await run(commandIds.explain)).outcome, "refused");
    assert.equal((await run(commandIds.ask, { prompt: "Hello" })).outcome, "answered");
    assert.equal(prompt(), "Hello");
  });

  it("send a file of 20,000 lines as far as it fits, and say what was left out", async () => {
    const content = Array.from({ length: 20_000 }, (_, line) => `value ${line} of a long list of values`).join("\n");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "plaintext", content }));
    const outcome = await run(commandIds.explain);
    assert.equal(outcome.outcome, "answered");
    const sent = prompt().length;
    assert.ok(sent > 390_000 && sent < 401_000, `${sent} characters were sent`);
  });

  it("tell a failure by its outcome and keep the next question working", async () => {
    server.failNext(401, { message: "Incorrect API key provided", code: "invalid_api_key" });
    assert.equal((await run(commandIds.ask, { prompt: "first" })).outcome, "failed");
    assert.equal((await run(commandIds.ask, { prompt: "second" })).outcome, "answered");
  });
});

/** Resolves once the language service knows the document's symbols. */
async function symbolsOf(document: vscode.TextDocument): Promise<void> {
  for (;;) {
    const symbols = await vscode.commands.executeCommand<readonly unknown[] | undefined>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    if (symbols !== undefined && symbols.length > 0) return;
  }
}
